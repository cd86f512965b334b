"""Every planted mistake is named with file and line: at the start, by `check` and by the doctor."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import FixedClock
from bot.own_texts.load import load_texts
from bot.sandbox.cast import ADMIN, ADMINS, BUYER
from bot.settings.settings import Settings
from bot.usecases.outbox.kinds import NoticeKind
from storage.engine.database import open_database, open_read_only
from tests.handlers.telegram.talk import ask, hear, open_world
from tests.own_texts.folders import found
from tests.own_texts.planted import MISTAKES, plant
from tests.settings.settings_file import KEY, TOKEN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return plant(tmp_path / "texts")


def test_each_is_found_with_its_file_and_line_and_nothing_else_is(folder: Path) -> None:
    assert len(MISTAKES) > 20
    assert sorted(found(load_texts("en", "UTC", folder))) == sorted(MISTAKES)


@pytest.mark.usefixtures("own_logging")
async def test_check_prints_a_line_for_each_and_ends_with_2(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)
    settings = {"BOT_TOKEN": TOKEN, "TRIBUTE_API_KEY": KEY, "DATABASE_PATH": "shop.db"}
    for name, value in {**settings, "TEXTS_DIR": str(folder)}.items():
        monkeypatch.setenv(name, value)
    async with open_database(tmp_path / "shop.db"):
        pass
    assert main(["check"]) == 2
    lines = capsys.readouterr().out.splitlines()
    for place, key, _ in MISTAKES:
        start = f"{place} {key}: " if key else f"{place}: "
        assert [line for line in lines if line.startswith(start)], start
    assert lines[-1] == "ok: the ledger in shop.db is consistent"


async def test_the_bot_starts_shows_the_originals_and_notifies_each_admin_once(
    clock: FixedClock, folder: Path
) -> None:
    async with open_world(clock, texts_dir=folder) as world:
        await world.telegram.send(ADMIN.id, "/start")
        notice = await hear(world, ADMIN.id, "Your own texts need a look")
        assert "en/shop.ftl:4 shop-access: { $acces } isn't a value of this text" in notice.text
        assert "… and 15 more: /doctor" in notice.text
        greeting = await ask(world, BUYER.id, "/start")
        assert greeting.text.startswith(f"Welcome, {BUYER.first_name}!\n")
        assert "Choose how long, and pay without leaving Telegram." in greeting.text
        await world.restart_app()
        with open_read_only(world.settings.database_path) as tx:
            kind = NoticeKind.ADMIN_TEXTS
            queued = tx.scalar("SELECT COUNT(*) FROM outbox WHERE kind = ?", (kind,))
        assert queued == len(ADMINS)


async def test_the_doctor_names_each(clock: FixedClock, folder: Path) -> None:
    async with open_world(clock, texts_dir=folder) as world:
        assert world.app is not None
        findings = [
            one
            for one in await world.app.deps.doctor.examine()
            if one.key == "doctor-texts-problem"
        ]
        named = {(one.params["place"], one.params["name"]) for one in findings}
        assert named == {(place, key) for place, key, _ in MISTAKES}
        await world.telegram.send(ADMIN.id, "/doctor")
        report = await hear(world, ADMIN.id, "en/shop.ftl:5 shop-offer")
        assert "{ $price } is missing, and people act on it (not used)" in report.text
