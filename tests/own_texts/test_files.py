"""The files of TEXTS_DIR: which are read, and why the others aren't."""

import contextlib
import os
from pathlib import Path

import pytest

from bot.own_texts.files import MOST_BYTES, MOST_BYTES_TOGETHER, read_folder
from bot.own_texts.load import load_texts
from bot.texts.problems import TextFault
from tests.own_texts.folders import write

HELLO = "shop-hello = Hi { $name }\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "texts", {"en/shop.ftl": HELLO})


def faults(folder: Path) -> dict[str, TextFault]:
    """Return the fault of each place where something is wrong."""
    return {one.place: one.fault for one in read_folder(folder).problems}


def read(folder: Path) -> list[str]:
    return [one.file for one in read_folder(folder).sources]


def test_files_of_each_language_are_read_in_the_order_of_their_names(folder: Path) -> None:
    write(folder, {"uk/b.ftl": "", "uk/a.FTL": "", "pt_BR/x.ftl": "", "en/notes.txt": "no texts"})
    assert read(folder) == ["en/shop.ftl", "pt_BR/x.ftl", "uk/a.FTL", "uk/b.ftl"]
    assert read_folder(folder).languages == {"en": "en", "pt-br": "pt_BR", "uk": "uk"}
    assert faults(folder) == {}


def test_hidden_files_those_with_an_underscore_and_the_disk_s_own_are_left_alone(
    folder: Path,
) -> None:
    write(
        folder,
        {
            ".git/x.ftl": "",
            "_drafts/y.ftl": "",
            "lost+found/z": "",
            "README.md": "",
            "en/_a.ftl": "",
        },
    )
    assert read(folder) == ["en/shop.ftl"]
    assert faults(folder) == {}


@pytest.mark.parametrize("name", ["english", "xx", "en.bak", "und", "e", "uk@latin", "en us"])
def test_a_folder_that_is_no_language_is_reported(folder: Path, name: str) -> None:
    write(folder, {f"{name}/shop.ftl": HELLO})
    assert faults(folder) == {f"{name}/": TextFault.NO_LANGUAGE}


def test_two_folders_of_one_language_are_reported(folder: Path) -> None:
    write(folder, {"pt-BR/a.ftl": "", "pt_br/b.ftl": ""})
    assert faults(folder) == {"pt_br/": TextFault.LANGUAGE_TWICE}
    assert read(folder) == ["en/shop.ftl", "pt-BR/a.ftl"]


def test_files_beside_and_below_the_folders_of_languages_are_reported(folder: Path) -> None:
    write(folder, {"shop.ftl": HELLO, "en/buyers/start.ftl": HELLO, "en/help.ftl.txt": HELLO})
    assert faults(folder) == {
        "shop.ftl": TextFault.MISPLACED,
        "en/buyers/start.ftl": TextFault.MISPLACED,
        "en/help.ftl.txt": TextFault.MISNAMED,
    }


def test_a_missing_folder_and_a_file_in_its_place_are_reported(tmp_path: Path) -> None:
    nowhere, file = tmp_path / "nowhere", tmp_path / "file"
    file.write_text("x")
    file.chmod(0o644)
    assert faults(nowhere) == {str(nowhere): TextFault.FOLDER}
    assert faults(file) == {str(file): TextFault.FOLDER}
    assert load_texts("en", "UTC", nowhere).plain("button-back", "en") == "‹ Back"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("# one\nbutton-back = ‹ Назад\n".encode("cp1251"), 2),
        (HELLO.encode("utf-16"), 1),
        (HELLO.encode("utf-16-le"), 1),
        (b"a = b\n\nc = \xff\n", 3),
        (b"a = b\nc = \0\n", 2),
    ],
)
def test_a_file_that_is_not_utf_8_is_reported_with_the_line(
    folder: Path, content: bytes, line: int
) -> None:
    write(folder, {"en/more.ftl": content})
    assert faults(folder) == {f"en/more.ftl:{line}": TextFault.ENCODING}
    assert read(folder) == ["en/shop.ftl"]


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_fine(folder: Path) -> None:
    content = "button-back = ‹ Zurück\r\nbutton-yes = Ja\r\n".encode("utf-8-sig")
    write(folder, {"de/words.ftl": content})
    texts = load_texts("en", "UTC", folder)
    assert texts.plain("button-back", "de") == "‹ Zurück"
    assert texts.plain("button-yes", "de") == "Ja"


def test_files_that_are_too_large_are_reported(folder: Path) -> None:
    line = "# x\n"
    write(folder, {"en/more.ftl": line * (MOST_BYTES // len(line) + 1)})
    assert faults(folder) == {"en/more.ftl": TextFault.TOO_LARGE}
    (folder / "en" / "more.ftl").unlink()
    for number in range(MOST_BYTES_TOGETHER // MOST_BYTES + 1):
        write(folder, {f"uk/{number:02}.ftl": line * (MOST_BYTES // len(line))})
    assert [one for one in faults(folder) if one.startswith("uk/")] == ["uk/15.ftl", "uk/16.ftl"]


@pytest.mark.parametrize("mode", [0o666, 0o664, 0o646, 0o620])
def test_a_file_that_others_may_write_is_not_used(folder: Path, mode: int) -> None:
    (folder / "en" / "shop.ftl").chmod(mode)
    assert faults(folder) == {"en/shop.ftl": TextFault.WRITABLE}
    assert read(folder) == []


@pytest.mark.parametrize("where", ["en", "."])
def test_a_folder_that_others_may_write_is_not_used(folder: Path, where: str) -> None:
    (folder / where).chmod(0o777)
    assert list(faults(folder).values()) == [TextFault.WRITABLE]
    assert read(folder) == []


def test_a_folder_above_that_others_may_write_is_reported(folder: Path) -> None:
    folder.parent.chmod(0o777)
    with contextlib.ExitStack() as stack:
        stack.callback(folder.parent.chmod, 0o755)
        assert faults(folder) == {str(folder): TextFault.WRITABLE}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_another_user_is_not_used(folder: Path) -> None:
    os.chown(folder / "en" / "shop.ftl", 65534, -1)
    assert faults(folder) == {"en/shop.ftl": TextFault.WRITABLE}


def test_a_file_that_cannot_be_read_is_reported(folder: Path) -> None:
    """A link to itself can't be read by anybody, root included."""
    (folder / "en" / "shop.ftl").unlink()
    (folder / "en" / "shop.ftl").symlink_to("shop.ftl")
    assert faults(folder) == {"en/shop.ftl": TextFault.UNREADABLE}


def test_links_are_followed_to_files_that_are_safe_too(folder: Path, tmp_path: Path) -> None:
    elsewhere = write(tmp_path / "elsewhere", {"uk/start.ftl": HELLO})
    (folder / "uk").symlink_to(elsewhere / "uk")
    (folder / "en" / "start.ftl").symlink_to(elsewhere / "uk" / "start.ftl")
    assert read(folder) == ["en/shop.ftl", "en/start.ftl", "uk/start.ftl"]
    elsewhere.chmod(0o777)
    assert faults(folder) == {"en/start.ftl": TextFault.WRITABLE, "uk/": TextFault.WRITABLE}
    elsewhere.chmod(0o755)
    (elsewhere / "uk" / "start.ftl").chmod(0o666)
    assert set(faults(folder).values()) == {TextFault.WRITABLE}


def test_links_to_nothing_or_in_a_circle_are_reported(folder: Path) -> None:
    (folder / "de").symlink_to(folder / "nowhere")
    (folder / "en" / "gone.ftl").symlink_to(folder / "nowhere.ftl")
    (folder / "en" / "round.ftl").symlink_to(folder / "en" / "round.ftl")
    (folder / "fr").symlink_to(folder / "fr")
    assert faults(folder) == dict.fromkeys(
        ["de", "en/gone.ftl", "en/round.ftl", "fr"], TextFault.UNREADABLE
    )


def test_a_pipe_and_a_folder_in_the_place_of_a_file_do_not_hold_up_the_start(folder: Path) -> None:
    os.mkfifo(folder / "en" / "pipe.ftl", 0o644)
    (folder / "en" / "inside.ftl").mkdir(0o755)
    assert faults(folder) == dict.fromkeys(["en/inside.ftl", "en/pipe.ftl"], TextFault.UNREADABLE)


def test_a_name_of_any_bytes_can_be_stored_in_a_notice(folder: Path) -> None:
    (Path(os.fsencode(folder).decode()) / os.fsdecode(b"\xff")).mkdir(0o755)
    (place,) = faults(folder)
    assert place.encode() == rb"\udcff/"
