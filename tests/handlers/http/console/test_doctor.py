"""The doctor, incidents and copies in the console: as the chat has them."""

from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.domain.incidents import IncidentKind
from bot.domain.stars import InStars
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from bot.usecases.operations.copies_folder import CopiesFolder, file_name
from storage.engine.marker import Shop
from tests.handlers.http.console.attention.things import UNBOUND, held
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.telegram.payments import command, deps


async def test_the_doctor_finds_what_the_chat_finds_problems_first(
    world: World, console: Visitor
) -> None:
    found = (await console.post("doctor/examine")).body
    levels = [one["level"] for one in found["looks"]]
    assert levels == sorted(levels, key=["broken", "warning", "ok"].index)
    said = await command(world, ADMIN.id, "/doctor")
    for one in found["looks"]:
        assert one["text"].split(":")[0].split(". ")[0] in " ".join(said.text.split())
        assert (one["step"] is None) is (one["level"] == "ok")


async def test_an_examination_is_no_get_and_costs_nothing_unasked(console: Visitor) -> None:
    assert (await console.get("doctor/examine")).refusal == (405, "method")


async def test_incidents_that_last_come_first_with_their_next_step(
    world: World, clock: FixedClock, console: Visitor
) -> None:
    incidents = deps(world).incidents
    await incidents.begin(IncidentKind.DISK)
    clock.move(60)
    await incidents.begin(IncidentKind.WORKER, "<b>outbox</b>")
    clock.move(60)
    await incidents.end(IncidentKind.WORKER, "<b>outbox</b>")
    [disk, worker] = (await console.get("doctor")).body["incidents"]
    assert disk["text"].startswith("The disk is nearly full.")
    assert (disk["until_text"], disk["step"] is None) == (None, False)
    assert worker["text"].endswith("started again: <b>outbox</b>.")
    assert (worker["until_text"], worker["step"]) == ("12 May 2026, 22:01 UTC", None)


async def test_the_state_of_copies_is_said(world: World, console: Visitor, tmp_path: Path) -> None:
    assert "BACKUP_DIR isn't set" in (await console.get("doctor")).body["backup"]


@pytest.mark.parametrize("there", [False, True])
async def test_the_latest_copy_is_named_or_that_its_folder_is_gone(
    clock: FixedClock, browsers: Browsers, world: World, tmp_path: Path, *, there: bool
) -> None:
    folder = tmp_path / "copies"
    if there:
        folder.mkdir()
    world.settings = world.settings.model_copy(update={"backup_dir": folder})
    await world.restart_app()
    console = await browsers.by_telegram(ADMIN.id)
    text = (await console.get("doctor")).body["backup"]
    if not there:
        assert str(folder) in text
        return
    while "12 May 2026, 21:59 UTC" not in text:  # the worker makes one after the start
        text = (await console.get("doctor")).body["backup"]


async def test_a_folder_with_another_shops_copies_is_not_said_to_have_this_ones(
    browsers: Browsers, world: World, tmp_path: Path
) -> None:
    CopiesFolder(tmp_path, Shop.of(2, tmp_path / "other.db")).take()
    (tmp_path / file_name(world.clock.now())).touch()
    world.settings = world.settings.model_copy(update={"backup_dir": tmp_path})
    await world.restart_app()
    console = await browsers.by_telegram(ADMIN.id)
    text = (await console.get("doctor")).body["backup"]
    assert "another shop" in text
    assert "a folder for this shop alone" in text


async def test_telegrams_list_is_read_at_once_where_stars_are_sold(
    world: World, console: Visitor
) -> None:
    assert not (await console.get("doctor")).body["reads_stars"]
    [tariff, *_] = await deps(world).stars_prices.every()
    await deps(world).stars_prices.set(tariff.tariff.id, InStars(5), seen=0, admin_id=ADMIN.id)
    assert (await console.get("doctor")).body["reads_stars"]
    looked = await console.post("doctor/stars")
    assert (looked.status, bool(looked.body["text"])) == (200, True)
    world.telegram.fail("getStarTransactions", times=9, status=500, description="Internal")
    failed = await console.post("doctor/stars")
    assert failed.refusal == (409, "telegram")


async def test_a_step_that_the_chat_does_by_a_command_leads_to_its_page(
    world: World, console: Visitor
) -> None:
    await held(world, **UNBOUND)
    looks = (await console.post("doctor/examine")).body["looks"]
    [waits] = [one for one in looks if "1 payment waits for you" in one["text"]]
    assert (waits["page"], waits["step"]) == ("attention", "Each has its steps there.")
    assert not [one for one in looks if "/attention" in f"{one['text']} {one['step']}"]
    said = await command(world, ADMIN.id, "/doctor")
    assert "Write /attention to the bot" in said.text
