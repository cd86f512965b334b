"""Tests for the history of a person: payments, access, claims and audit actions."""

from bot.clock import FixedClock
from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from handlers.telegram.callbacks.people import ShowHistory
from storage.engine import tx as storage_tx
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, labels, press, words
from tests.journeys.channel import until_true

WHO = "Anna Keller @anna_runs_it · 700004"


def _at(world: World, minutes: int) -> None:
    world.move(seconds=60 * minutes)


async def _make_history(world: World) -> None:
    """Let the buyer pay in the browser, claim and be refunded; then grant access and end it."""
    await ask(world, BUYER.id, "/start")
    browser = (await buy(world, None)).id
    _at(world, 1)
    await ask(world, BUYER.id, f"/claim {browser}")
    _at(world, 1)
    await deps(world).claims.approve(1, 1, ADMIN.id)  # type: ignore[arg-type]
    _at(world, 1)
    await world.tribute.refund_by_buyer(browser)
    _at(world, 1)
    message = await command(world, ADMIN.id, "/grant 700001 1 month")
    await tap(world, message, "Yes, give it")
    _at(world, 1)
    message = await command(world, ADMIN.id, "/revoke 700001")
    await tap(world, message, "Yes, end it now")


async def test_the_history_is_listed_newest_first(world: World) -> None:
    await _make_history(world)
    message = await command(world, ADMIN.id, "/user 700001")
    assert words(message).endswith(
        f"Latest\n"
        f"12 May 2026, 22:04 UTC · {WHO}: ended the access\n"
        f"12 May 2026, 22:03 UTC · {WHO}: gave access: 1 month\n"
        f"12 May 2026, 22:02 UTC · purchase 78901 was refunded\n"
        f"12 May 2026, 22:01 UTC · {WHO}: approved the claim “78901”"
    )
    await tap(world, message, "Whole history")
    assert words(message) == (
        f"👤 Alice Brown @alice_brown · 700001\n\n"
        f"📜 History, newest first · page 1\n"
        f"12 May 2026, 22:04 UTC · {WHO}: ended the access\n"
        f"12 May 2026, 22:03 UTC · {WHO}: gave access: 1 month\n"
        f"12 May 2026, 22:02 UTC · purchase 78901 was refunded\n"
        f"12 May 2026, 22:01 UTC · {WHO}: approved the claim “78901”\n"
        f"12 May 2026, 22:01 UTC · {WHO}: purchase 78901: named the buyer, 700001\n"
        f"12 May 2026, 22:00 UTC · claimed a payment: “78901”\n"
        f"12 May 2026, 21:59 UTC · paid for “Book Club & Library — 1 month”, $9.99,"
        f" purchase 78901"
    )
    await tap(world, message, "Back")
    assert "Latest" in message.text


async def test_a_long_history_has_pages(world: World) -> None:
    for _ in range(10):
        await buy(world)
        _at(world, 1)
    message = await command(world, ADMIN.id, "/user 700001")
    await tap(world, message, "Whole history")
    assert labels(message) == ["1 / 2", "›", "‹ Back"]
    await tap(world, message, "›")
    assert "page 2" in message.text
    assert message.text.count("paid for") == 2
    assert labels(message) == ["‹", "2 / 2", "‹ Back"]
    await press(world, ADMIN.id, message.message_id, ShowHistory(id=BUYER.id, page=2**62))
    assert "page 2" in message.text


async def test_recurring_subscriptions_and_actions_of_the_bot_are_listed(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    _at(world, 1)
    await world.tribute.subscriptions.subscribe(BUYER.id)

    def work(tx: storage_tx.Tx) -> None:
        tx.execute(
            """INSERT INTO audit (at, actor, action, subject, detail)
            VALUES (?, 'clock', 'x', ?, 'y')""",
            (world.clock.now() + 1, f"person:{BUYER.id}"),
        )

    await deps(world).refunds.db.write(work)
    message = await command(world, ADMIN.id, "/user 700001")
    assert words(message).endswith(
        "12 May 2026, 22:00 UTC · the bot: x y\n"
        "12 May 2026, 22:00 UTC · subscribed to “Book Club: the circle”, €10 in Tribute, "
        "until 12 June 2026, 22:00 UTC"
    )


async def test_the_history_names_no_day_that_is_still_to_come(
    world: World, clock: FixedClock
) -> None:
    """The clock is forty days ahead during an act, and then right."""
    ahead = 40 * 86400
    await ask(world, BUYER.id, "/start")
    await buy(world, product=457)
    clock.move(ahead)
    message = await command(world, ADMIN.id, "/revoke 700001")
    await tap(world, message, "Yes, end it now")
    clock.move(-ahead)
    await until_true(world, f"SELECT MAX(at) = {clock.now()} FROM audit")
    message = await command(world, ADMIN.id, "/user 700001")
    assert f"12 May 2026, 21:59 UTC · {WHO}: ended the access\n" in words(message)
    assert "June" not in words(message)


async def test_acts_of_one_second_are_listed_newest_first(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    for _ in range(3):
        await tap(world, await command(world, ADMIN.id, "/grant 700001 1 month"), "Yes, give it")
        await tap(world, await command(world, ADMIN.id, "/revoke 700001"), "Yes, end it now")
    message = await command(world, ADMIN.id, "/user 700001")
    acts = [line.rpartition(": ")[2] for line in words(message).splitlines() if WHO in line]
    assert acts == ["ended the access", "1 month"] * 2
