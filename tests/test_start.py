"""The bot logs its version of SQLite at the start, and warns where that version is a risk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from bot.clock import FixedClock
from bot.sandbox.world import World
from storage.engine import versions

RACE = "WAL-reset race"


@pytest.fixture
def logged() -> Iterator[list[structlog.typing.EventDict]]:  # type: ignore[misc]
    with capture_logs() as found:
        yield found


def _about_sqlite(logged: list[structlog.typing.EventDict]) -> tuple[str, str]:
    (line,) = [line for line in logged if "sqlite" in line]
    assert line["sqlite"] == versions.SQLITE
    return line["log_level"], line["event"]


async def test_the_start_logs_the_version_of_sqlite(
    clock: FixedClock, logged: list[structlog.typing.EventDict]
) -> None:
    async with World.open(clock=clock):
        pass
    assert _about_sqlite(logged) == ("info", "database open")


@pytest.mark.parametrize(
    ("fixed_in", "litestream", "warned"),
    [((99, 0, 0), True, True), ((99, 0, 0), False, False), ((3, 0, 0), True, False)],
)
async def test_the_start_warns_only_where_the_wal_race_and_litestream_meet(
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    logged: list[structlog.typing.EventDict],
    fixed_in: tuple[int, int, int],
    litestream: bool,
    warned: bool,
) -> None:
    monkeypatch.setattr(versions, "_RACE_FIXED", fixed_in)
    path = tmp_path / "shop.db"
    if litestream:
        versions.litestream_folder(path).mkdir()
    async with World.open(clock=clock, database_path=path):
        pass
    level, event = _about_sqlite(logged)
    assert (level == "warning", RACE in event) == (warned, warned)


async def test_the_start_warns_of_an_old_litestream_whatever_the_bot_s_sqlite_is(
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    logged: list[structlog.typing.EventDict],
) -> None:
    monkeypatch.setattr(versions, "_RACE_FIXED", (3, 0, 0))
    path = tmp_path / "shop.db"
    (versions.litestream_folder(path) / "generations").mkdir(parents=True)
    async with World.open(clock=clock, database_path=path):
        pass
    level, event = _about_sqlite(logged)
    assert (level, "Litestream 0.3" in event) == ("warning", True)


def test_sqlite_3_51_3_has_no_wal_race() -> None:
    assert versions.has_wal_race((3, 40, 1))
    assert versions.has_wal_race((3, 51, 2))
    assert not versions.has_wal_race((3, 51, 3))
