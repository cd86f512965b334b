"""The check before an upgrade names every change and makes none, also beside a running bot."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.checkup import Finding, Level
from bot.own_texts.load import load_texts
from bot.settings.review import Places, SettingsReview, UnknownName
from bot.texts import LOCALES, Texts
from bot.usecases.operations.report import report
from bot.usecases.operations.upgrade_check import UpgradeCheck
from storage.engine.database import open_database
from storage.engine.migrate import MIGRATIONS, newest_known
from tests.upgrade.restored import load

ALL = sorted(path.stem for path in MIGRATIONS.glob("*.sql"))
GIGABYTES = 10**9


def check(
    database: Path,
    *,
    free: int = 500 * GIGABYTES,
    unknown: tuple[UnknownName, ...] = (),
    refused: str | None = None,
    texts: Texts | None = None,
) -> list[Finding]:
    settings = SettingsReview(unknown, refused, Places(database_path=database))
    own = texts.own if texts is not None else None
    return UpgradeCheck(settings, own, free_bytes=lambda _folder: free).findings()


def keys(findings: list[Finding], level: Level | None = None) -> list[str]:
    return [one.key for one in findings if level in (None, one.level)]


def content(folder: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}


@pytest.mark.parametrize(("version", "schema"), [("before_redesign", 7), ("before_plans", 22)])
def test_each_migration_of_an_older_database_is_named_and_none_is_applied(
    tmp_path: Path, version: str, schema: int
) -> None:
    path = tmp_path / "old.db"
    load(path, version)
    before = content(tmp_path)
    findings = check(path)
    missing = [name for name in ALL if int(name[:4]) > schema]
    assert keys(findings) == [
        "upgrade-settings",
        "upgrade-migrations",
        *(f"upgrade-migration-{name[:4]}" for name in missing),
        "upgrade-disk",
    ]
    assert keys(findings, Level.OK) == keys(findings)
    assert findings[1].params["count"] == len(missing)
    assert content(tmp_path) == before


async def test_it_works_beside_a_running_bot_and_in_a_log_that_is_not_yet_in_the_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "shop.db"
    async with open_database(path):
        before = content(tmp_path)
        assert "shop.db-wal" in before
        assert keys(check(path)) == ["upgrade-settings", "upgrade-database", "upgrade-disk"]
        assert content(tmp_path).keys() == before.keys()
        assert content(tmp_path)["shop.db"] == before["shop.db"]


async def test_a_database_of_this_version_is_left_as_it_is(tmp_path: Path) -> None:
    async with open_database(tmp_path / "shop.db"):
        pass
    before = content(tmp_path)
    assert keys(check(tmp_path / "shop.db"))[1] == "upgrade-database"
    assert content(tmp_path) == before


async def test_a_database_of_a_newer_version_is_broken(tmp_path: Path) -> None:
    async with open_database(tmp_path / "shop.db"):
        pass
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file:
        file.execute(f"PRAGMA user_version = {newest_known() + 1}")
    [found] = [one for one in check(tmp_path / "shop.db") if one.level is Level.BROKEN]
    assert found.key == "upgrade-database-refused"
    assert "newer than this Tributary knows" in str(found.params["reason"])


@pytest.mark.parametrize(
    "text", [b"no database at all", b"SQLite format 3\x00" + b"\xff" * 4096], ids=["other", "torn"]
)
def test_a_file_that_is_no_database_is_broken(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "shop.db").write_bytes(text)
    assert keys(check(tmp_path / "shop.db"), Level.BROKEN) == ["upgrade-database-refused"]


def test_a_missing_database_is_only_a_warning_because_a_new_shop_has_none(tmp_path: Path) -> None:
    findings = check(tmp_path / "shop.db")
    assert keys(findings, Level.WARNING) == ["upgrade-database-missing"]
    assert keys(findings, Level.BROKEN) == []
    assert not (tmp_path / "shop.db").exists()


def test_the_disk_needs_the_copy_and_as_much_for_the_migration(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    load(path, "before_plans")
    size = path.stat().st_size
    assert keys(check(path, free=2 * size), Level.BROKEN) == []
    assert keys(check(path, free=2 * size - 1), Level.BROKEN) == ["upgrade-disk"]


async def test_without_a_migration_the_copy_is_enough(tmp_path: Path) -> None:
    async with open_database(tmp_path / "shop.db"):
        pass
    size = (tmp_path / "shop.db").stat().st_size
    assert keys(check(tmp_path / "shop.db", free=size), Level.BROKEN) == []
    assert keys(check(tmp_path / "shop.db", free=size - 1), Level.BROKEN) == ["upgrade-disk"]


def test_a_text_that_this_version_has_no_more_is_a_warning_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "texts" / "en").mkdir(parents=True)
    own = tmp_path / "texts" / "en" / "shop.ftl"
    own.write_text("button-buy = Get it\nshop-offers-none = Nothing today\n", encoding="utf-8")
    own.chmod(0o644)
    texts = load_texts("en", "UTC", tmp_path / "texts")
    findings = check(tmp_path / "shop.db", texts=texts)
    [found] = [one for one in findings if one.key == "doctor-texts-problem"]
    assert found.level is Level.WARNING
    assert found.params["name"] == "button-buy"
    assert str(found.params["place"]).endswith("shop.ftl:1")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_report_names_unknown_settings_and_the_next_step(tmp_path: Path, locale: str) -> None:
    unknown = (UnknownName("TARIF", 3, "TARIFFS"), UnknownName("", 4, ""))
    findings = check(tmp_path / "shop.db", unknown=unknown, refused="PORT must be a number.")
    assert keys(findings, Level.BROKEN) == [
        *("upgrade-setting", "upgrade-setting", "upgrade-settings-refused")
    ]
    lines = report(Texts(locale), findings).splitlines()
    assert "TARIF " in lines[0]
    assert "3" in lines[0]
    assert "TARIFFS" in lines[1]
    assert "4" in lines[2]
    assert "docs/settings.md" in lines[3]
    assert "PORT must be a number." in lines[4]
