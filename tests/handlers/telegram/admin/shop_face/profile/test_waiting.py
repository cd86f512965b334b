"""Tests for changes of the bot's profile that Telegram takes later, or never."""

import sqlite3
from contextlib import closing

import pytest

from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.operations.ledger_check import check
from bot.usecases.outbox.pause import PAUSED_SINCE
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin.shop_face.face import write
from tests.handlers.telegram.admin.shop_face.profile.profile import (
    ABOUT,
    DESCRIPTION,
    HOUR,
    NAME,
    begin,
    in_language,
    open_part,
    save,
    seen_by,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import hear, labels, until, words

pytestmark = pytest.mark.long


def change_file(world: World, sql: str) -> None:
    with closing(sqlite3.connect(world.settings.database_path)) as connection:
        connection.execute(sql)
        connection.commit()


async def test_a_limit_is_kept_through_a_restart_and_over_when_its_time_comes(
    world: World,
) -> None:
    world.telegram.fail("setMyName", retry_after=5 * HOUR)
    card = await save(world, "Club")
    assert words(card).startswith("⏳ Kept, but not in Telegram yet.")
    assert "In Telegram now:\nTributary" in words(card)
    assert "Wanted, not in Telegram yet:\nClub" in words(card)
    assert "only a few times a day" in words(card)
    await world.restart_app()
    card = await open_part(world)
    assert "Wanted, not in Telegram yet:\nClub" in words(card)
    assert "13 May 2026, 02:59" in words(card)
    world.move(seconds=5 * HOUR - 1)
    await deps(world).bot_profile.carry_out_due()
    assert len(world.telegram.calls_of("setMyName")) == 1
    world.move(seconds=1)
    await hear(world, ADMIN.id, "Name: it is in Telegram now.\nClub")
    assert seen_by(world).name == "Club"
    assert "Wanted" not in words(await open_part(world))


async def test_while_a_limit_lasts_telegram_is_not_asked_again(world: World) -> None:
    world.telegram.fail("setMyName", retry_after=HOUR)
    await save(world, "Club")
    card = await save(world, "Клуб", in_language(NAME, "ru"))
    assert words(card).startswith("⏳ Kept")
    await tap(world, card, "Try now")
    assert len(world.telegram.calls_of("setMyName")) == 1
    await save(world, "Words", ABOUT)  # a limit of its own
    assert seen_by(world).about == "Words"
    world.move(seconds=HOUR)
    await until(lambda: seen_by(world, SECOND_ADMIN.id).name == "Клуб")
    assert seen_by(world).name == "Club"


async def test_no_incident_is_reported_for_a_limit_that_no_buyer_notices(world: World) -> None:
    world.telegram.fail("setMyName", retry_after=5 * HOUR)
    await save(world, "Club")
    assert not await deps(world).incidents.all_open()


async def test_a_wish_that_waits_can_be_cancelled(world: World) -> None:
    world.telegram.fail("setMyName", retry_after=HOUR)
    card = await save(world, "Club")
    await tap(world, card, "Cancel it")
    assert words(card).startswith("✖️ Cancelled.")
    world.move(seconds=2 * HOUR)
    await deps(world).bot_profile.carry_out_due()
    assert seen_by(world).name == "Tributary"
    await tap(world, card, "History")
    assert "✖️ cancelled" in words(card)


async def test_a_later_wish_replaces_one_that_waits(world: World) -> None:
    world.telegram.fail("setMyName", retry_after=HOUR)
    await save(world, "First")
    card = await save(world, "Second")
    world.move(seconds=HOUR)
    await until(lambda: seen_by(world).name == "Second")
    assert len(world.telegram.calls_of("setMyName")) == 2
    card = await open_part(world)
    await tap(world, card, "History")
    assert "replaced before Telegram had it" in words(card)


async def test_the_original_can_wait_too(world: World) -> None:
    card = await save(world, "Club")
    world.telegram.fail("setMyName", retry_after=HOUR)
    await tap(world, card, "Back to the original")
    assert "Wanted, not in Telegram yet:\nTributary" in words(card)
    world.move(seconds=HOUR)
    await until(lambda: seen_by(world).name == "Tributary")


@pytest.mark.parametrize("how", ["html", "drop", "drop_after", "text"])
async def test_without_an_answer_the_bot_tries_again(world: World, how: str) -> None:
    world.telegram.fail("setMyDescription", mode=how)  # type: ignore[arg-type]
    card = await save(world, "Words", DESCRIPTION)
    assert "Telegram didn't answer" in words(card)
    world.move(seconds=60)
    await hear(world, ADMIN.id, "Description: it is in Telegram now.")
    assert seen_by(world).description == "Words"


async def test_what_telegram_refuses_is_said_and_changes_nothing(world: World) -> None:
    world.telegram.fail("setMyName", status=400, description="Bad Request: NAME_RESERVED")
    card = await save(world, "Telegram")
    assert "Telegram didn't take it: NAME_RESERVED." in words(card)
    assert "In Telegram now:\nTributary" in words(card)
    assert not await deps(world).bot_profile.changed_parts()


async def test_a_refusal_after_a_wait_is_written_to_the_admin(world: World) -> None:
    world.telegram.fail("setMyName", retry_after=HOUR)
    world.telegram.fail("setMyName", status=400, description="Bad Request: NAME_RESERVED")
    await save(world, "Telegram")
    world.move(seconds=HOUR)
    await hear(world, ADMIN.id, "Name: Telegram didn't take it. NAME_RESERVED")


async def test_an_older_server_is_named_and_nothing_breaks(world: World) -> None:
    world.telegram.unknown_methods |= {"setMyName", "getMyName"}
    card = await open_part(world)
    assert "Your Bot API server is too old for this" in words(card)
    card = await save(world, "Club")
    assert "Your Bot API server is too old for this" in words(card)
    await save(world, "Words", DESCRIPTION)
    assert seen_by(world).description == "Words"


async def test_a_silent_telegram_leaves_what_was_set_last_on_the_card(world: World) -> None:
    await save(world, "Club")
    world.telegram.fail("getMyName", mode="html", times=3)
    card = await open_part(world)
    assert "Telegram doesn't say right now" in words(card)
    assert "Set last:\nClub" in words(card)


async def test_another_bot_s_profile_is_offered_and_never_set_unasked(world: World) -> None:
    world.telegram.fail("setMyDescription", retry_after=HOUR)
    await save(world, "Club")
    await save(world, "Waits", DESCRIPTION)
    world.telegram.set_profile_text("name", "New bot")
    await world.stop_app()
    change_file(world, "UPDATE profile_wishes SET bot_id = 2")
    change_file(world, "UPDATE profile_originals SET bot_id = 2")
    await world.start_app()
    world.move(seconds=2 * HOUR)
    await deps(world).bot_profile.carry_out_due()
    assert (seen_by(world).name, seen_by(world).description) == ("New bot", "")
    card = await open_part(world)
    await tap(world, card, "Take over from the other bot")
    preview = await hear(world, ADMIN.id, "⬆️", after=card.message_id)
    await tap(world, preview, "Set it in Telegram")
    assert seen_by(world).name == "Club"
    await tap(world, preview, "Back to the original")
    assert seen_by(world).name == "New bot"


@pytest.mark.parametrize("drop_old", [True, False])
async def test_after_a_restore_a_wish_waits_for_an_admin(world: World, drop_old: bool) -> None:
    world.telegram.fail("setMyName", retry_after=HOUR)
    await save(world, "Club")
    world.move(seconds=2)
    await world.stop_app()
    world.move(seconds=2 * HOUR)
    since = world.clock.now() - 1
    change_file(world, f"INSERT INTO facts VALUES ('{PAUSED_SINCE}', '{since}')")
    await world.start_app()
    await deps(world).bot_profile.carry_out_due()
    assert seen_by(world).name == "Tributary"
    assert "from the backup that was restored" in words(await open_part(world))
    await deps(world).pauses.lift(ADMIN.id, drop_old=drop_old)
    await deps(world).bot_profile.carry_out_due()
    assert seen_by(world).name == "Tributary"
    card = await open_part(world)
    assert ("Try now" in str(labels(card))) is not drop_old
    if not drop_old:
        assert "from the backup that was restored" in words(card)
        await tap(world, card, "Try now")
        assert seen_by(world).name == "Club"


async def test_after_a_restore_an_admin_may_set_one_wish_at_once(world: World) -> None:
    world.telegram.fail("setMyName", retry_after=HOUR)
    await save(world, "Club")
    await world.stop_app()
    world.move(seconds=2 * HOUR)
    change_file(world, f"INSERT INTO facts VALUES ('{PAUSED_SINCE}', '{world.clock.now()}')")
    await world.start_app()
    await tap(world, await open_part(world), "Try now")
    assert seen_by(world).name == "Club"


async def test_a_clock_that_was_ahead_keeps_no_wish_waiting(world: World) -> None:
    world.move(days=300)
    world.telegram.fail("setMyName", retry_after=HOUR)
    await save(world, "Club")
    world.move(days=-300)
    card = await open_part(world)
    assert "Try now" in str(labels(card))
    world.move(seconds=HOUR)
    await until(lambda: seen_by(world).name == "Club")


async def test_the_check_finds_what_cannot_be(world: World) -> None:
    world.telegram.fail("setMyDescription", retry_after=HOUR)
    await save(world, "Club")
    await save(world, "Words", DESCRIPTION)
    await world.stop_app()
    path = world.settings.database_path
    with open_read_only(path) as tx:
        assert check(tx) == []
    damage = (
        ("words = printf('%600d', 1) WHERE state = 'waiting'", "longer than Telegram takes"),
        ("part = 'colour' WHERE id = 2", "doesn't know"),
        ("language = 'uk' WHERE id = 1", "Nobody noted"),
    )
    for sql, says in damage:
        change_file(world, f"UPDATE profile_wishes SET {sql}")
        with open_read_only(path) as tx:
            assert any(says in one for one in check(tx)), says
    change_file(world, "DELETE FROM profile_wishes")


async def test_the_name_in_another_language_of_an_admin(world: World) -> None:
    """Russian admins read all of it in Russian."""
    await begin(world, admin=SECOND_ADMIN.id)
    preview = await write(world, "Клуб", SECOND_ADMIN.id)
    await tap(world, preview, "Установить в Telegram", SECOND_ADMIN.id)
    assert words(preview).startswith("✅ Это уже в Telegram.")
