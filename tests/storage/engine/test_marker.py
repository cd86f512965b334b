"""The marker: it says that there is a shop, apart from the database, and holds no secret."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import StorageError
from storage.engine.marker import FILE_NAME, Marker, Shop, folders

BOT, OTHER_BOT = 123456, 654321


@pytest.fixture
def marker(tmp_path: Path) -> Marker:
    return Marker((tmp_path,))


def test_without_a_file_nothing_says_that_there_was_a_shop(marker: Marker) -> None:
    assert marker.trace(Shop.of(BOT, Path("/a.db"))) is None


@pytest.mark.parametrize(("bot", "path"), [(BOT, "/a.db"), (BOT, "/b.db"), (OTHER_BOT, "/a.db")])
def test_a_shop_is_known_by_its_bot_and_by_its_database(
    marker: Marker, bot: int, path: str
) -> None:
    marker.write(Shop.of(BOT, Path("/a.db")))
    trace = marker.trace(Shop.of(bot, Path(path)))
    assert trace is not None
    assert trace.database == "/a.db"


def test_the_word_for_the_admins_belongs_to_a_bot_and_a_database(marker: Marker) -> None:
    shop = Shop.of(BOT, Path("/a.db"))
    assert marker.admins_of(shop) is None
    marker.write(shop)
    assert marker.admins_of(shop) == ""
    marker.write(replace(shop, admins="word"))
    assert marker.admins_of(shop) == "word"
    assert marker.admins_of(Shop.of(BOT, Path("/b.db"))) is None
    assert marker.admins_of(Shop.of(OTHER_BOT, Path("/a.db"))) is None


def test_a_marker_of_an_older_version_has_no_word_for_the_admins(marker: Marker) -> None:
    shop = Shop.of(BOT, Path("/a.db"))
    older = {"shops": [{"bot": shop.bot, "database": shop.database}]}
    (marker.folders[0] / FILE_NAME).write_text(json.dumps(older))
    assert marker.admins_of(shop) == ""


def test_a_marker_that_cannot_be_read_has_no_word_for_the_admins(marker: Marker) -> None:
    (marker.folders[0] / FILE_NAME).write_text("{")
    assert marker.admins_of(Shop.of(BOT, Path("/a.db"))) is None


def test_another_shop_in_the_same_folder_is_unknown_until_it_was_started(marker: Marker) -> None:
    first, second = Shop.of(BOT, Path("/a.db")), Shop.of(OTHER_BOT, Path("/b.db"))
    marker.write(first)
    assert marker.trace(second) is None
    marker.write(second)
    assert marker.trace(first) is not None
    assert marker.trace(second) is not None


def test_a_shop_that_has_moved_replaces_what_was_known_of_it(marker: Marker) -> None:
    marker.write(Shop.of(BOT, Path("/a.db")))
    marker.write(Shop.of(BOT, Path("/b.db")))
    trace = marker.trace(Shop.of(BOT, Path("/c.db")))
    assert trace is not None
    assert trace.database == "/b.db"
    assert marker.trace(Shop.of(OTHER_BOT, Path("/a.db"))) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"shops": 7}', '{"shops": [{}]}', "\0"])
def test_a_marker_that_cannot_be_read_still_says_that_there_was_a_shop(
    marker: Marker, tmp_path: Path, content: str
) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert marker.trace(Shop.of(BOT, Path("/a.db"))) is not None
    marker.write(Shop.of(BOT, Path("/a.db")))
    assert marker.trace(Shop.of(OTHER_BOT, Path("/b.db"))) is None


def test_the_marker_names_neither_the_bot_nor_a_secret(marker: Marker, tmp_path: Path) -> None:
    marker.write(Shop.of(BOT, Path("/a.db")))
    content = (tmp_path / FILE_NAME).read_text()
    assert str(BOT) not in content
    assert json.loads(content)["about"].startswith("There is a Tributary shop")
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_one_folder_that_can_be_written_is_enough(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.write_text("not a folder")
    shop = Shop.of(BOT, Path("/a.db"))
    marker = Marker((closed, tmp_path))
    marker.write(shop)
    assert marker.trace(shop) is not None
    with pytest.raises(StorageError, match="can't be written"):
        Marker((closed,)).write(shop)


def test_the_marker_belongs_beside_env_and_into_the_state_directory(tmp_path: Path) -> None:
    state = {"STATE_DIRECTORY": "/state:/other"}
    assert folders({}, tmp_path) == (tmp_path,)
    assert folders(state, tmp_path) == (Path("/state"),)
    (tmp_path / ".env").touch()
    assert folders({}, tmp_path) == (tmp_path,)
    assert folders(state, tmp_path) == (tmp_path, Path("/state"))
    assert folders({"STATE_DIRECTORY": str(tmp_path)}, tmp_path) == (tmp_path,)
