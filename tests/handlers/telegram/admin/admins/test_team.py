"""Owners remove admins, at once and with all they had begun; owners leave by the settings only."""

import pytest

from bot.clock import FixedClock
from bot.domain.incidents import IncidentKind
from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from bot.usecases.admins.admins import AddOutcome
from bot.usecases.people.people import Profile
from handlers.telegram.callbacks.admins import RemoveAdmin
from handlers.telegram.ui.menu import ADMIN_COMMANDS
from storage.inbox import conversations
from tests.handlers.telegram.admin.admins.roles_talk import (
    HELPER,
    OWNER,
    SOMETHING_WAITS,
    added_quietly,
    commands,
    shop_with_one_owner,
    team,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, until
from tests.journeys.channel import until_true

pytestmark = pytest.mark.menus


async def remove_in_chat(world: World) -> None:
    message = await team(world)
    await tap(world, message, "👤 Борис")
    await until(lambda: "Added by Anna Keller" in message.text)
    await tap(world, message, "Remove from the admins")
    await until(lambda: "Remove this person" in message.text)
    assert labels(message) == ["Yes, remove", "No, keep"]
    assert HELPER.id in deps(world).admins.roll
    await tap(world, message, "Yes, remove")
    await until(lambda: "No admin any more:" in message.text)
    assert labels(message) == ["👑 Anna Keller", "＋ Add an admin", "🔔 Notices", "‹ Home"]


async def a_helper(world: World) -> None:
    await ask(world, HELPER.id, "/start")
    await added_quietly(world)
    await ask(world, HELPER.id, "/start")  # with the menu of an admin
    await until(lambda: "refund" in commands(world, HELPER.id))


@pytest.mark.fault("T7", "an admin's open confirmation pressed after their removal")
async def test_a_removed_admin_loses_everything_at_once(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        await a_helper(world)
        unknown = (await ask(world, BUYER.id, "/nonsense")).text
        assert unknown
        russian = (await ask(world, HELPER.id, "/nonsense")).text
        grant = await ask(world, HELPER.id, f"/grant {BUYER.id} 1 month")
        open_question = await ask(world, HELPER.id, "/user")
        assert open_question.force_reply
        await remove_in_chat(world)
        stored = await deps(world).people.db.read(lambda tx: conversations.get(tx, HELPER.id))
        assert (stored.state, stored.data) == (None, {})
        await hear(world, HELPER.id, "Вы больше не админ этого магазина")
        await until(lambda: "refund" not in commands(world, HELPER.id))
        await until(lambda: "buy" in commands(world, HELPER.id))
        for one in ADMIN_COMMANDS:
            assert (await ask(world, HELPER.id, f"/{one}")).text == russian, one
        assert (await ask(world, HELPER.id, str(BUYER.id))).text == russian
        yes = next(one for one in grant.buttons if one.style == "success")
        pressed = await world.telegram.press(HELPER.id, grant.message_id, yes.callback_data or "")
        assert pressed is not None
        assert pressed.show_alert
        assert await deps(world).subscriptions.current(BUYER.id) is None
        heard = len(world.telegram.messages_to(HELPER.id))
        await buy(world)
        await hear(world, OWNER.id, "💰 Sale")
        assert len(world.telegram.messages_to(HELPER.id)) == heard


async def test_notices_that_wait_for_a_removed_admin_never_go_out(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        await a_helper(world)
        world.telegram.block(HELPER.id)
        await buy(world)
        await until_true(world, SOMETHING_WAITS)
        await deps(world).admins.remove(HELPER.id, OWNER.id)
        world.telegram.unblock(HELPER.id)
        await hear(world, HELPER.id, "Вы больше не админ")
        assert not any("💰" in one.text for one in world.telegram.messages_to(HELPER.id))


async def test_notices_that_wait_for_a_former_owner_are_dropped_at_the_start(world: World) -> None:
    await ask(world, HELPER.id, "/start")
    world.telegram.block(HELPER.id)
    await buy(world)
    waits = f"SELECT state = 'waiting' FROM outbox WHERE chat_id = {HELPER.id}"
    await until_true(world, waits)
    world.settings = world.settings.model_copy(update={"admin_ids": (OWNER.id,)})
    await world.restart_app()
    await until_true(world, waits.replace("waiting", "cancelled"))


async def test_a_notice_queued_beside_the_removal_is_not_sent(clock: FixedClock) -> None:
    """Another transaction may have gone through the admins just before they changed."""
    async with shop_with_one_owner(clock) as world:
        await ask(world, HELPER.id, "/start")
        await deps(world).incidents.begin(IncidentKind.DISK)
        await hear(world, OWNER.id, "🚨")
        await deps(world).outbox.db.write(
            lambda tx: tx.execute(
                """INSERT INTO outbox (dedupe_key, lane, kind, chat_id, subject_id, not_before,
                    created_at)
                VALUES ('late', -1, 'admin-incident', ?, 1, 1, 1)""",
                (HELPER.id,),
            )
        )
        await deps(world).outbox.db.write(lambda tx: tx.signal("outbox"))
        await until_true(world, "SELECT state = 'cancelled' FROM outbox WHERE dedupe_key = 'late'")
        assert not any("🚨" in one.text for one in world.telegram.messages_to(HELPER.id))


async def test_the_other_admins_read_of_a_removal_and_the_history_has_it(
    clock: FixedClock,
) -> None:
    async with shop_with_one_owner(clock) as world:
        await a_helper(world)
        await ask(world, BUYER.id, "/start")
        await added_quietly(world, BUYER.id)
        await deps(world).admins.remove(HELPER.id, OWNER.id)
        read = await hear(world, BUYER.id, "No admin any more:")
        assert "Removed by Anna Keller" in read.text
        card = await ask(world, OWNER.id, f"/user {HELPER.id}")
        assert "removed them from the admins" in card.text
        assert "made them an admin" in card.text


async def test_only_owners_get_a_copy_of_the_database(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        await a_helper(world)
        unknown = (await ask(world, HELPER.id, "/nonsense")).text
        assert (await ask(world, HELPER.id, "/backup")).text == unknown
        assert "/backup" not in (await ask(world, HELPER.id, "/help")).text
        assert "/refund" in (await ask(world, HELPER.id, "/help")).text
        assert "/backup" in (await ask(world, OWNER.id, "/help")).text
        await world.telegram.send(OWNER.id, "/backup")
        await world.telegram.wait_for(OWNER.id, lambda one: one.document is not None)


async def test_an_owner_is_removed_by_no_button(world: World) -> None:
    """Boris is an owner here too: both ids are in ADMIN_IDS."""
    await ask(world, HELPER.id, "/start")
    message = await team(world)
    await tap(world, message, "👑 Борис")
    await until(lambda: "their id is in ADMIN_IDS" in message.text)
    assert labels(message) == ["‹ Admins"]
    await press(world, OWNER.id, message.message_id, RemoveAdmin(id=HELPER.id))
    assert HELPER.id in deps(world).admins.roll


@pytest.mark.parametrize("asks", [HELPER.id, BUYER.id])
async def test_the_use_case_asks_again_who_may(clock: FixedClock, asks: int) -> None:
    async with shop_with_one_owner(clock) as world:
        await a_helper(world)
        admins = deps(world).admins
        assert not await admins.remove(HELPER.id, asks)
        assert not await admins.confirm(HELPER.id, asks)
        added = await admins.add(Profile(BUYER.id, "", None, None), asks)
        assert added is AddOutcome.NOT_ADDED


async def test_a_restart_keeps_the_added_admins(clock: FixedClock) -> None:
    async with shop_with_one_owner(clock) as world:
        await a_helper(world)
        await world.restart_app()
        assert list(deps(world).admins.roll) == [OWNER.id, HELPER.id]
        await buy(world)
        await hear(world, HELPER.id, "💰 Продажа")


async def test_an_added_admin_who_became_an_owner_leaves_with_the_settings(
    clock: FixedClock,
) -> None:
    async with shop_with_one_owner(clock) as world:
        await a_helper(world)
        for owners in ((OWNER.id, HELPER.id), (OWNER.id,)):
            world.settings = world.settings.model_copy(update={"admin_ids": owners})
            await world.restart_app()
            assert list(deps(world).admins.roll) == list(owners)
        await until(lambda: "refund" not in commands(world, HELPER.id))


async def test_somebody_who_was_added_and_removed_twice_reads_of_it_twice(
    clock: FixedClock,
) -> None:
    async with shop_with_one_owner(clock) as world:
        await a_helper(world)
        for removals in (1, 2):
            await deps(world).admins.remove(HELPER.id, OWNER.id)
            await until(lambda times=removals: goodbyes(world) == times)  # type: ignore[misc]
            await added_quietly(world)


def goodbyes(world: World) -> int:
    read = world.telegram.messages_to(HELPER.id)
    return sum("Вы больше не админ" in one.text for one in read)


async def test_a_bot_without_owners_keeps_its_added_admins(clock: FixedClock) -> None:
    async with open_world(clock, admin_ids=(OWNER.id,)) as world:
        await a_helper(world)
        world.settings = world.settings.model_copy(update={"admin_ids": ()})
        await world.restart_app()
        assert list(deps(world).admins.roll) == [HELPER.id]
        assert "👑" not in (await team(world, HELPER.id)).text.split("\n\n")[1]
