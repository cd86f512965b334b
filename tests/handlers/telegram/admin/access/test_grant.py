"""Tests for /grant: the preview, the confirmation, the note and the notice to the person."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.access import AskRevoke, ChooseGrant, DoGrant, DoRevoke
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps, has_access
from tests.handlers.telegram.talk import ask, hear, labels, press, words

STRANGER = 424242
CONFIRMATION = ["Yes, give it", "Add a note…", "Another duration", "Cancel"]


async def granted(world: World, wanted: str) -> Message:
    """Grant access with /grant and confirm it; return the card."""
    message = await command(world, ADMIN.id, f"/grant {wanted}")
    await tap(world, message, "Yes, give it")
    return message


@pytest.mark.fault("C8", "access given, not yet confirmed")
async def test_the_preview_shows_the_person_and_the_dates_and_changes_nothing_yet(
    world: World,
) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    message = await command(world, ADMIN.id, "/grant @alice_brown 10 days")
    assert words(message) == (
        "🎁 Give this access: 10 days?\n\n"
        "👤 Alice Brown @alice_brown · 700001\n"
        "🔑 Access now: until 12 June 2026, 21:59 UTC (1 month left)\n"
        "➡️ Afterwards: until 22 June 2026, 21:59 UTC (1 month and 10 days left)"
    )
    assert labels(message) == CONFIRMATION
    await tap(world, message, "Cancel")
    assert message.text.startswith("👤 Alice Brown")
    assert "12 June" in words(message)


async def test_yes_grants_access_notifies_the_person_and_keeps_the_note(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    message = await command(world, ADMIN.id, "/grant 700001 1 month for <the> delay")
    assert "📝 Note: for <the> delay" in message.text
    await tap(world, message, "Yes, give it")
    assert words(message) == (
        "✅ Given: 1 month.\n\n"
        "👤 Alice Brown @alice_brown · 700001\n"
        "🔑 Access now: until 12 June 2026, 21:59 UTC (1 month left)\n"
        "📝 Note: for <the> delay\n"
        "💬 The bot is notifying them."
    )
    notice = await hear(world, BUYER.id, "You have been given access: 1 month.")
    assert "open until 12 June 2026" in words(notice)
    assert "delay" not in notice.text
    await tap(world, message, "Alice Brown")
    who = "12 May 2026, 21:59 UTC · Anna Keller @anna_runs_it · 700004"
    assert words(message).endswith(f"Latest\n{who}: gave access: 1 month 📝 for <the> delay")


@pytest.mark.fault("T6", "two taps on one button")
async def test_a_second_tap_shows_the_current_access_instead_of_granting_twice(
    world: World,
) -> None:
    await ask(world, BUYER.id, "/start")
    message = await command(world, ADMIN.id, "/grant 700001 1 month")
    yes = message.button("Yes, give it").callback_data or ""
    await world.telegram.press(ADMIN.id, message.message_id, yes)
    answer = await world.telegram.press(ADMIN.id, message.message_id, yes)
    assert answer is not None
    assert "changed in the meantime" in answer.text
    assert "until 12 June 2026" in words(message)


async def test_grant_alone_asks_for_the_person_then_for_the_duration(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    question = await ask(world, ADMIN.id, "/grant")
    assert question.force_reply
    assert "The bot doesn't know “@nobody”" in (await ask(world, ADMIN.id, "@nobody")).text
    message = await ask(world, ADMIN.id, "@alice_brown")
    assert words(message) == "🎁 For how long?\n👤 Alice Brown @alice_brown · 700001"
    assert labels(message) == ["1 month", "3 months", "1 year", "for life", "Other…", "Cancel"]
    await tap(world, message, "1 year")
    assert "12 May 2027" in words(message)
    await tap(world, message, "Another duration")
    await tap(world, message, "Other…")
    await hear(world, ADMIN.id, "For how long?")
    unread = await ask(world, ADMIN.id, "0 days")
    assert "“0 days” can't be read as a duration" in unread.text
    assert unread.force_reply
    message = await ask(world, ADMIN.id, "2 weeks as a thank-you")
    assert "Give this access: 14 days?" in words(message)
    assert "📝 Note: as a thank-you" in message.text


@pytest.mark.parametrize(
    "typed",
    [
        "0 days",
        "-1 month",
        "1000 years",
        "soon",
        "1.5 months",
        "1 month 3 days",
        "1e3 days",
        "9",
    ],
)
@pytest.mark.long
async def test_an_unreadable_duration_is_answered_with_examples(world: World, typed: str) -> None:
    await ask(world, BUYER.id, "/start")
    message = await command(world, ADMIN.id, f"/grant 700001 {typed}")
    assert f"“{typed}” can't be read as a duration" in message.text
    assert "1 day at least and 100 years at most" in message.text
    assert "1 month" in labels(message)
    assert not await has_access(world)


@pytest.mark.parametrize("verb", ["/grant", "/revoke"])
@pytest.mark.parametrize(
    "who", ["0", "-1", str(2**63), str(2**52), "9" * 40, "1e3", "@nobody", "<b>", "@", "٣"]
)
@pytest.mark.long
async def test_an_unknown_person_is_answered(world: World, verb: str, who: str) -> None:
    message = await command(world, ADMIN.id, f"{verb} {who} 1 month")
    assert f"The bot doesn't know “{who}”" in message.text
    assert labels(message) == []


@pytest.mark.fault("C8", "an id nobody has met")
async def test_an_unknown_telegram_id_is_accepted_with_a_warning(world: World) -> None:
    message = await command(world, ADMIN.id, f"/grant {STRANGER} lifetime")
    assert "The bot has never met anybody with this id" in message.text
    assert "➡️ Afterwards: for life" in message.text
    await tap(world, message, "Yes, give it")
    assert "waits until they press Start" in message.text
    assert await has_access(world, STRANGER)
    again = await command(world, ADMIN.id, f"/grant {STRANGER} 1 month")
    assert "Nothing to give: they have access for life already." in again.text
    assert labels(again) == [f"👤 {STRANGER}"]


async def test_cancelling_for_a_stranger_leaves_nothing_behind(world: World) -> None:
    message = await command(world, ADMIN.id, f"/grant {STRANGER} 1 month")
    await tap(world, message, "Cancel")
    assert "Nothing has changed" in message.text
    assert await deps(world).people.get(STRANGER) is None


async def test_a_grant_to_oneself_is_pointed_out(world: World) -> None:
    message = await command(world, ADMIN.id, f"/grant {ADMIN.id} 1 month")
    assert "👉 This is you." in message.text
    await tap(world, message, "Yes, give it")
    assert await has_access(world, ADMIN.id)


@pytest.mark.fault("C10", "restart between a grant's note and the admin's yes")
async def test_a_note_can_be_added_first_and_outlives_a_restart(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    message = await command(world, ADMIN.id, "/grant 700001 1 month")
    await tap(world, message, "Add a note…")
    await hear(world, ADMIN.id, "What should be noted?")
    assert "200 characters at most" in (await ask(world, ADMIN.id, "x" * 201)).text
    confirmation = await ask(world, ADMIN.id, "a friend")
    assert "📝 Note: a friend" in confirmation.text
    await world.restart_app()
    await tap(world, confirmation, "Yes, give it")
    assert "📝 Note: a friend" in confirmation.text
    assert await has_access(world)
    assert "changed" in await tap(world, message, "Yes, give it")


async def test_the_button_of_an_earlier_note_says_that_it_is_not_kept(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    first = await command(world, ADMIN.id, "/grant 700001 1 month a friend")
    await command(world, ADMIN.id, "/grant 700001 1 month somebody else")
    assert "The note isn't there any more" in await tap(world, first, "Yes, give it")
    assert not await has_access(world)


async def test_a_grant_is_made_in_russian(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    message = await command(world, SECOND_ADMIN.id, "/grant 700001 навсегда другу")
    assert "Дать этот доступ: навсегда?" in words(message)
    assert "📝 Заметка: другу" in message.text
    await tap(world, message, "Да, дать", SECOND_ADMIN.id)
    assert "✅ Доступ дан: навсегда." in message.text


@pytest.mark.matrix
@pytest.mark.parametrize(
    "says",
    [
        DoGrant(id=0, code="1m0d", until=1, note=0),
        DoGrant(id=2**62, code="1m0d", until=1, note=0),
        DoGrant(id=BUYER.id, code="0m0d", until=1, note=0),
        DoGrant(id=BUYER.id, code="1m0d", until=1, note=77),
        DoRevoke(id=BUYER.id, until=1, note=0),
        DoRevoke(id=BUYER.id, until=0, note=77),
        DoRevoke(id=2**62, until=0, note=0),
        AskRevoke(id=2**62),
        ChooseGrant(id=BUYER.id, code="nonsense"),
    ],
)
async def test_a_button_that_was_never_shown_changes_nothing(world: World, says: object) -> None:
    await buy(world)
    before = await deps(world).subscriptions.current(BUYER.id)
    message = await command(world, ADMIN.id, "/help")
    await press(world, ADMIN.id, message.message_id, says)  # type: ignore[arg-type]
    assert await deps(world).subscriptions.current(BUYER.id) == before


# Granting and revoking


async def test_granting_and_revoking_start_from_the_card_of_a_person(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    message = await command(world, ADMIN.id, "/user 700001")
    await tap(world, message, "Give access…")
    await tap(world, message, "3 months")
    await tap(world, message, "Yes, give it")
    await tap(world, message, "Alice")
    assert labels(message) == ["🎁 Give access…", "🔒 End access…", "📋 Copy the id"]
    await tap(world, message, "End access…")
    await tap(world, message, "Yes, end it now")
    assert not await has_access(world)


@pytest.mark.long
async def test_a_grant_revoked_before_its_notice_went_out_is_not_announced(world: World) -> None:
    """They never pressed Start: of the waiting notices, only the true ones are sent."""
    message = await granted(world, f"{NEVER_STARTED.id} 1 month")
    assert message
    await tap(
        world, await command(world, ADMIN.id, f"/revoke {NEVER_STARTED.id}"), "Yes, end it now"
    )
    await granted(world, f"{NEVER_STARTED.id} 1 year")
    await ask(world, NEVER_STARTED.id, "/start")
    notice = await hear(world, NEVER_STARTED.id, "Вам дали доступ")
    assert "1 год" in words(notice)
    received = [one.text for one in world.telegram.messages_to(NEVER_STARTED.id)]
    assert not any("1 месяц." in text or "закрыл ваш доступ" in text for text in received)
