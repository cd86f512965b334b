"""`.env` is changed line by line: what isn't asked about stays byte for byte."""

import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.init.dotenv_file import DotenvFile

NEW = {"BOT_TOKEN": "1:new", "TIMEZONE": "Europe/Moscow"}


def put(path: Path, before: bytes, values: dict[str, str] = NEW) -> bytes:
    path.write_bytes(before)
    DotenvFile(path).put(values, "A heading")
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".env"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"BOT_TOKEN=1:old\n", b"BOT_TOKEN=1:new\nTIMEZONE=Europe/Moscow\n"),
        (b"BOT_TOKEN=1:old", b"BOT_TOKEN=1:new\nTIMEZONE=Europe/Moscow\n"),
        (b"BOT_TOKEN=\nA=1", b"BOT_TOKEN=1:new\nA=1\nTIMEZONE=Europe/Moscow\n"),
        (b'BOT_TOKEN="1:old"\n', b'BOT_TOKEN="1:new"\nTIMEZONE=Europe/Moscow\n'),
        (b"export BOT_TOKEN = '1:old'\n", b"export BOT_TOKEN = '1:new'\nTIMEZONE=Europe/Moscow\n"),
        (b"bot_token=1:old # mine\n", b"bot_token=1:new # mine\nTIMEZONE=Europe/Moscow\n"),
        (b"#x\r\nBOT_TOKEN=a\r\n", b"#x\r\nBOT_TOKEN=1:new\r\nTIMEZONE=Europe/Moscow\r\n"),
        (b"\xef\xbb\xbfBOT_TOKEN=a\n", b"\xef\xbb\xbfBOT_TOKEN=1:new\nTIMEZONE=Europe/Moscow\n"),
        (
            b"BOT_TOKEN=a\n\n# why\nBOT_TOKEN=b\n\nTIMEZONE=UTC\n",
            b"BOT_TOKEN=a\n\n# why\nBOT_TOKEN=1:new\n\nTIMEZONE=Europe/Moscow\n",
        ),
        (b"", b"# A heading\nBOT_TOKEN=1:new\nTIMEZONE=Europe/Moscow\n"),
        (b"UNKNOWN='a b' # c\n", b"UNKNOWN='a b' # c\nBOT_TOKEN=1:new\nTIMEZONE=Europe/Moscow\n"),
    ],
)
def test_only_the_lines_of_changed_values_are_touched(
    path: Path, before: bytes, after: bytes
) -> None:
    assert put(path, before) == after
    assert put(path, after) == after
    assert {name: DotenvFile(path).values()[name] for name in NEW} == NEW


def test_the_same_values_leave_the_file_alone(path: Path) -> None:
    put(path, b"")
    before = path.stat()
    DotenvFile(path).put(NEW, "Another heading")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_only_its_owner_may_read_the_file_also_if_others_could_before(path: Path) -> None:
    path.touch(mode=0o644)
    put(path, b"A=1\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_link_stays_a_link(path: Path) -> None:
    target = path.parent / "elsewhere" / "settings"
    target.parent.mkdir()
    target.touch()
    path.symlink_to(target)
    put(path, b"A=1\n")
    assert path.is_symlink()
    assert "BOT_TOKEN=1:new\n" in target.read_text("utf-8")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_that_root_writes_belongs_to_the_owner_of_the_folder(path: Path) -> None:
    os.chown(path.parent, 12345, 12345)
    DotenvFile(path).put(NEW, "A heading")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 12345)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"BOT_TOKEN\n", "is not NAME=value"),
        (b"BOT_TOKEN='1:a\n", "is not NAME=value"),
        ("BOT_TOKEN=1:а".encode("cp1251"), "is not UTF-8"),
        (b"A=${NOWHERE}\n", "isn't set"),
    ],
)
def test_a_file_that_cannot_be_read_line_by_line_is_refused(
    path: Path, content: bytes, said: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        DotenvFile(path).values()


def test_unknown_names_are_reported_without_their_values(path: Path) -> None:
    path.write_text("TOKEN=canary\nTIMEZONE=UTC\n123456:canary=1\n", encoding="utf-8")
    [first, second] = DotenvFile(path).unknown()
    assert (first.name, first.line) == ("TOKEN", 1)
    assert (second.name, second.line) == ("", 3)


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(path: Path) -> None:
    before = f"# {'x' * 5000}\nBOT_TOKEN=1:old\n".encode()
    path.write_bytes(before)
    script = (
        "import resource, sys; from pathlib import Path;"
        "from bot.init.dotenv_file import DotenvFile;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (4096, {resource.RLIM_INFINITY}));"
        "DotenvFile(Path('.env')).put({'BOT_TOKEN': '1:new'}, '')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=path.parent, capture_output=True, text=True, check=False
    )
    assert ".env cannot be written: File too large." in ran.stderr
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
