"""Tests for /revoke: the preview, the confirmation, and payments that stay paid."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.handlers.telegram.admin.reports.test_export import files
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, card, command, has_access
from tests.handlers.telegram.talk import ask, hear, labels, words

STRANGER = 424242
DAY = 86400


async def grant(world: World, wanted: str) -> None:
    await tap(world, await command(world, ADMIN.id, f"/grant {wanted}"), "Yes, give it")


async def test_revoke_shows_what_would_be_left_and_then_ends_access(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    purchase = await buy(world)
    message = await command(world, ADMIN.id, "/revoke @alice_brown shared their login")
    assert words(message) == (
        "🔒 End this access now?\n\n"
        "👤 Alice Brown @alice_brown · 700001\n"
        "🔑 Access now: until 12 June 2026, 21:59 UTC (1 month left)\n"
        "➡️ Afterwards: none; it ends now, on 12 May 2026, 21:59 UTC\n"
        "💳 Time used until then stays as it was, and their payments stay paid. "
        "To return money: /refund\n"
        "📝 Note: shared their login"
    )
    assert labels(message) == ["Yes, end it now", "Add a note…", "Cancel"]
    await tap(world, message, "Yes, end it now")
    assert message.text.startswith("🔒 Access ended.")
    assert "🔑 Access now: none; it ended on 12 May 2026, 21:59 UTC\n" in words(message)
    assert not await has_access(world)
    notice = await hear(world, BUYER.id, "Your access has been closed.")
    assert "login" not in notice.text
    shown = await command(world, ADMIN.id, f"/refund {purchase.id}")
    assert "Gave access: 1 month, ended by an admin on 12 May 2026" in words(shown)
    assert (await card(world, purchase)).revocation is not None


async def test_admin_and_buyer_see_afterwards_that_the_access_was_ended(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    message = await command(world, ADMIN.id, "/revoke 700001 spam")
    await tap(world, message, "Yes, end it now")
    await tap(world, message, "Alice Brown")
    card_rows = ["✅ $9.99 · Book Club & Library…", "🎁 Give access…", "📋 Copy the id"]
    assert labels(message) == card_rows
    await tap(world, message, "✅ $9.99")
    said = words(message)
    assert said.startswith(
        "✅ Paid; an admin ended the access on 12 May 2026, 21:59 UTC\n"
        "By Anna Keller @anna_runs_it · 700004: spam"
    )
    sent = await world.telegram.send(BUYER.id, "/status")
    status = await world.telegram.wait_for(
        BUYER.id, lambda one: "Your payments" in one.text, after=sent.message_id
    )
    assert "this access was closed on 12 May 2026" in words(status)


async def test_three_months_revoked_ten_days_after_the_third_keep_what_was_used(
    world: World, clock: FixedClock
) -> None:
    await ask(world, BUYER.id, "/start")
    purchases = []
    for _ in range(3):
        purchases.append(await buy(world))
        clock.move(28 * DAY)
    clock.move(-18 * DAY)
    now = "17 July 2026"
    message = await command(world, ADMIN.id, "/revoke 700001")
    assert words(message).count(now) == 1
    await tap(world, message, "Yes, end it now")
    assert words(message).count("2026") == words(message).count(now) == 1
    status = words(await ask_for(world, "/status", "Your payments"))
    assert f"Your access ended on {now}" in status
    assert status.count("this access was closed on") == 1
    assert [(await card(world, one)).revocation is not None for one in purchases] == [
        False,
        False,
        True,
    ]
    await tap(world, message, "Alice Brown")
    assert f"none; it ended on {now}" in words(message)
    [row] = (await files(world))["subscribers-2026-07-17.csv"]
    assert (row["status"], row["tariff"]) == ("ended", "1 month")
    assert (row["access_from"][:10], row["access_until"][:10]) == ("2026-05-12", "2026-07-17")


async def ask_for(world: World, text: str, answer: str) -> Message:
    sent = await world.telegram.send(BUYER.id, text)
    return await hear(world, BUYER.id, answer, after=sent.message_id)


async def test_a_refund_after_a_revoke_is_recorded_and_announced(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    purchase = await buy(world)
    await tap(world, await command(world, ADMIN.id, "/revoke 700001"), "Yes, end it now")
    await world.tribute.refund_by_buyer(purchase.id)
    await hear(world, BUYER.id, "has been refunded")
    shown = await command(world, ADMIN.id, "/purchases")
    assert "↩️" in shown.text


@pytest.mark.parametrize(("note", "line"), [("", "By {who}\n"), (" spam", "By {who}: spam\n")])
async def test_the_card_of_an_ended_purchase_has_the_note_only_if_one_was_given(
    world: World, note: str, line: str
) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await tap(world, await command(world, ADMIN.id, f"/revoke 700001{note}"), "Yes, end it now")
    message = await command(world, ADMIN.id, "/purchases")
    await tap(world, message, "1 ✅")
    assert line.format(who="Anna Keller @anna_runs_it · 700004") in words(message)
    assert "—\n" not in message.text


async def test_without_access_there_is_nothing_to_end(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    message = await command(world, ADMIN.id, "/revoke 700001")
    assert "Nothing to end: they have no access." in message.text
    assert labels(message) == ["👤 Alice Brown"]
    message = await command(world, ADMIN.id, f"/revoke {STRANGER}")
    assert "never met" in message.text
    assert labels(message) == []


async def test_revoke_alone_asks_for_the_person_and_takes_a_note_by_a_button(world: World) -> None:
    await grant(world, f"{NEVER_STARTED.id} 1 month")
    assert "Whose access should end?" in (await ask(world, ADMIN.id, "/revoke")).text
    message = await ask(world, ADMIN.id, str(NEVER_STARTED.id))
    await tap(world, message, "Add a note…")
    await hear(world, ADMIN.id, "What should be noted?")
    confirmation = await ask(world, ADMIN.id, "by mistake")
    assert "📝 Note: by mistake" in confirmation.text
    await tap(world, confirmation, "Yes, end it now")
    assert not await has_access(world, NEVER_STARTED.id)


async def test_access_bought_meanwhile_is_not_ended_unseen(world: World) -> None:
    await grant(world, f"{BUYER.id} 1 month")
    message = await command(world, ADMIN.id, f"/revoke {BUYER.id}")
    await buy(world)
    assert "changed in the meantime" in await tap(world, message, "Yes, end it now")
    assert "until 12 July 2026" in words(message)
    assert await has_access(world)
