"""Messages, webhooks, recurring subscriptions and the pause in the console."""

import aiohttp
import pytest

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.recurring import BindRecurring
from storage import facts
from storage.engine.database import open_read_only
from tests.bodies import recurring
from tests.handlers.http.console.attention.things import BROWSER, UNBOUND, asked, group, held
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.telegram.payments import buy, deps, has_access
from tests.handlers.telegram.talk import ask, hear, press, until
from tests.invariants import assert_ledger_is_sound

CIRCLE = 1644
CIRCLE_PATH = f"attention/recurring/{CIRCLE}"


async def undeliverable(world: World) -> int:
    """Queue a notice to the buyer that Telegram will never take; return its id."""
    await ask(world, ADMIN.id, "/help")
    await ask(world, BUYER.id, "/start")
    world.telegram.fail(
        "sendMessage", status=400, description="Bad Request: TOPIC_CLOSED", chat_id=BUYER.id
    )
    await buy(world)
    await hear(world, ADMIN.id, "could not be delivered")
    [found] = (await deps(world).attention.backlog()).undeliverable
    return found.message.id


async def test_nothing_waits_in_a_shop_where_all_is_well(console: Visitor) -> None:
    assert (await console.get("attention")).body == {"count": 0, "groups": []}


async def test_everything_that_waits_is_counted_in_the_admins_language(
    world: World, browsers: Browsers
) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    await held(world, **BROWSER)
    await held(world, **UNBOUND)
    await asked(world, "Hello?")
    found = (await (await browsers.by_link(SECOND_ADMIN.id)).get("attention")).body
    assert found["count"] == 3
    assert [one["kind"] for one in found["groups"]] == ["held", "support"]
    assert found["groups"][0]["title"] == "2 платежа, по которым ещё нет доступа"


async def test_an_undeliverable_message_is_sent_again_once(world: World, console: Visitor) -> None:
    message = await undeliverable(world)
    [item] = await group(console, "undeliverable")
    assert (item["id"], item["title"]) == (message, "Alice Brown")
    path = f"attention/undeliverable/{message}"
    card = (await console.get(path)).body
    assert card["notes"] == ["Telegram's reason: Bad Request: TOPIC_CLOSED"]
    assert (card["steps"], card["person"], card["purchase"]) == (["send-again"], BUYER.id, 1)
    done = await console.post(f"{path}/send-again")
    assert done.status == 200
    assert "is on its way again" in done.body["text"]
    await hear(world, BUYER.id, "Your payment has arrived")
    assert (await console.post(f"{path}/send-again")).refusal == (409, "changed")


async def test_an_unknown_refund_leads_to_its_purchase(world: World, console: Visitor) -> None:
    paid = await buy(world)
    world.tribute.faults.add("drop", only="cancel")
    card = await deps(world).purchases.card_by_purchase_id(paid.id)
    assert card is not None
    await deps(world).refunds.refund(card.purchase.id, ADMIN.id)
    [item] = await group(console, "unknown-refund")
    assert item["purchase"] == card.purchase.id


async def test_a_recurring_subscription_is_decided_once_in_console_and_chat(
    world: World, console: Visitor
) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    now = world.clock.now()
    body = recurring("new", at=now, until=now + 86400, telegram_user_id=BUYER.id)
    assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200
    [item] = await group(console, "recurring")
    path = f"attention/recurring/{item['id']}"
    card = (await console.get(path)).body
    assert card["steps"] == ["bind-recurring", "unbind-recurring"]
    bind = {"plan": card["seen"], "stands": card["stands"]}
    done = await console.post(f"{path}/bind", bind)
    assert done.body["text"] == "It counts as access: 1 person has it now."
    assert done.body["card"]["steps"] == ["unbind-recurring"]
    assert await has_access(world)
    now_bound = {"stands": done.body["card"]["stands"]}
    for late in (bind, {"plan": 1, **now_bound}, {"plan": 99, **now_bound}):
        assert (await console.post(f"{path}/bind", late)).refusal == (409, "changed")
    stale = await console.post(f"{path}/unbind", {"stands": card["stands"]})
    assert stale.refusal == (409, "changed")
    assert (await console.get(path)).body["stands"] == now_bound["stands"]
    assert (await console.post(f"{path}/unbind", now_bound)).status == 200
    assert (await console.post(f"{path}/unbind", now_bound)).refusal == (409, "changed")
    message = await ask(world, SECOND_ADMIN.id, "/help")
    await press(world, SECOND_ADMIN.id, message.message_id, BindRecurring(id=item["id"], plan=1))
    foreign = {"plan": 1, **now_bound}
    assert (await console.post(f"{path}/bind", foreign)).refusal == (409, "changed")


@pytest.mark.parametrize("drop_old", [False, True])
async def test_the_pause_after_a_restore_is_lifted_once(
    world: World, console: Visitor, *, drop_old: bool
) -> None:
    now = world.clock.now()
    await deps(world).pauses.db.write(lambda tx: facts.put(tx, "outbox_paused_at", str(now)))
    [item] = await group(console, "pause")
    assert item["title"].startswith("Nothing is being sent since")
    card = (await console.get("attention/pause/1")).body
    assert card["steps"] == ["resume"]
    done = await console.post("attention/pause/1/resume", {"drop_old": drop_old})
    assert "Messages are being sent again" in done.body["text"]
    late = await console.post("attention/pause/1/resume", {"drop_old": drop_old})
    assert late.refusal == (409, "changed")
    assert (await console.get("attention/pause/1")).refusal == (404, "not-found")


@pytest.mark.parametrize("act", ["send-again", "discard"])
async def test_lost_webhooks_are_shown_and_sent_or_discarded_once(clock, act: str) -> None:
    async with World.open(clock=clock, with_service=True) as world:
        assert world.service is not None
        world.service.refuse_with, world.service.refuse_next = 410, 1
        await buy(world)
        service = world.service
        await until(lambda: service.refuse_next == 0)
        async with aiohttp.ClientSession() as session:
            console = await Browsers(world, lambda: session).by_telegram(ADMIN.id)
            while not await group(console, "webhooks"):
                pass
            card = (await console.get("attention/webhooks/1")).body
            assert card["title"] == "Your own service never took 1 webhook"
            assert "it answered 410" in card["lines"][0]
            assert card["steps"] == ["send-again", "discard"]
            assert "Discard 1 webhook?" in card["asks"]["discard"]
            path = f"attention/webhooks/1/{act}"
            seen = {"seen": card["seen"], "stands": card["stands"]}
            body = seen if act == "discard" else None
            if body is not None:
                for stale in ({"seen": 0}, {"stands": "a" * 8}):
                    answer = await console.post(path, {**seen, **stale})
                    assert answer.refusal == (409, "changed")
            assert (await console.post(path, body)).status == 200
            late = await console.post(path, body)
            assert late.refusal == (409, "changed")
        assert_ledger_is_sound(world.settings.database_path)


async def test_the_history_names_the_admin_of_each_decision(world: World, console: Visitor) -> None:
    now = world.clock.now()
    body = recurring("new", at=now, until=now + 86400, telegram_user_id=BUYER.id)
    await world.tribute.deliver(world.tribute.raw_event(body))
    seen = {"stands": (await console.get(CIRCLE_PATH)).body["stands"]}
    assert (await console.post(f"{CIRCLE_PATH}/unbind", seen)).status == 200
    with open_read_only(world.settings.database_path) as tx:
        found = tx.all("SELECT actor, action FROM audit WHERE subject LIKE 'recurring:%'")
    assert [tuple(one) for one in found] == [(f"admin:{ADMIN.id}", "unbound")]
