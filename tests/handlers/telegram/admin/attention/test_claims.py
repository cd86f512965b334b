"""Tests for /claim: a buyer sends one, an admin decides, and asking reveals nothing."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.claims import Approve, AskApproveAs, Deny, DenyUnmatched, ShowClaim
from handlers.telegram.callbacks.shared import ChooseLocale
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps, has_access
from tests.handlers.telegram.talk import ask, hear, labels, press, words


async def paid_in_browser(world: World, product: int = 456) -> int:
    """Pay with an e-mail sign-in and return the purchase number on the receipt."""
    return (await buy(world, None, product)).id


async def claimed(world: World, text: str, person_id: int = BUYER.id) -> Message:
    """Send a claim and return the notice of it to the admin."""
    await ask(world, ADMIN.id, "/help")
    last = world.telegram.messages_to(ADMIN.id)[-1].message_id
    assert "The owner has your message" in (await ask(world, person_id, f"/claim {text}")).text
    return await hear(world, ADMIN.id, "Somebody says they paid", after=last)


@pytest.mark.fault("P11", "a payment in the browser, then a claim in the chat")
async def test_a_claim_with_the_number_of_a_receipt_leads_to_access(world: World) -> None:
    number = await paid_in_browser(world)
    question = await ask(world, BUYER.id, "/claim")
    assert question.force_reply
    await ask(world, ADMIN.id, "/help")
    answer = await ask(world, BUYER.id, f"My number is {number}")
    assert answer.text.startswith(f"📨 The owner has your message: “My number is {number}”")
    notice = await hear(world, ADMIN.id, "Somebody says they paid")
    assert "Alice Brown" in notice.text
    assert "It names “Book Club & Library — 1 month”, $9.99" in words(notice)
    assert labels(notice) == ["Approve…", "Deny…"]
    await tap(world, notice, "Approve…")
    assert "Is this payment theirs?" in notice.text
    assert f"purchase {number}" in words(notice)
    assert "A number can be guessed" in notice.text
    assert not await has_access(world)
    await tap(world, notice, "Yes, it is theirs")
    assert notice.text.startswith("✅ Approved. The payment is theirs.\nThey have access")
    assert await has_access(world)
    await hear(world, BUYER.id, "Your payment has arrived")
    await tap(world, notice, "Show the purchase")
    assert "named the buyer, 700001" in notice.text


async def test_right_and_wrong_numbers_get_the_same_answer(world: World) -> None:
    number = await paid_in_browser(world)
    right = (await ask(world, BUYER.id, f"/claim {number}")).text
    wrong = (await ask(world, REGRETS.id, f"/claim {number + 1}")).text
    assert right.replace(str(number), "N") == wrong.replace(str(number + 1), "N")


async def test_after_three_open_claims_the_buyer_has_to_wait(world: World) -> None:
    for number in range(3):
        await ask(world, BUYER.id, f"/claim {number}")
    refused = await ask(world, BUYER.id, "/claim 4")
    assert "still has three messages of yours" in refused.text
    listed = await ask(world, BUYER.id, "/claim")
    assert listed.text.count("Already with the owner") == 3
    for claim_id in (1, 2, 3):
        await deps(world).claims.deny(claim_id, ADMIN.id)
    await ask(world, REGRETS.id, "/claim 5")
    for number in (5, 6):
        sent = await world.telegram.send(BUYER.id, f"/claim {number}")
        await world.telegram.wait_for(
            BUYER.id, lambda one: "has your message" in one.text, after=sent.message_id
        )
    sent = await world.telegram.send(BUYER.id, "/claim 7")
    enough = await world.telegram.wait_for(
        BUYER.id, lambda one: "No more messages can be sent" in one.text, after=sent.message_id
    )
    assert "/paysupport" in enough.text


async def test_a_denied_claim_is_answered_and_changes_nothing(world: World) -> None:
    await paid_in_browser(world)
    notice = await claimed(world, "please <b>me</b>")
    assert "It doesn't name exactly one payment" in notice.text
    await tap(world, notice, "Deny…")
    assert "Deny this claim?" in notice.text
    await tap(world, notice, "Yes, deny it")
    assert notice.text.startswith("🚫 Denied.")
    answer = await hear(world, BUYER.id, "could not find your payment")
    assert "“please <b>me</b>”" in answer.text
    assert "/claim" in answer.text
    assert not await has_access(world)
    again = await claimed(world, "please")
    await tap(world, again, "Approve…")
    assert "1 claim of theirs was denied before" in words(again)


async def test_without_a_match_the_admin_chooses_among_held_payments(world: World) -> None:
    number = await paid_in_browser(world)
    notice = await claimed(world, "the club, yesterday")
    await tap(world, notice, "Approve…")
    assert "No payment that waits for its buyer has such a number." in notice.text
    assert f"purchase {number}" in words(notice)
    assert labels(notice) == [
        "Theirs: ⏸ $9.99 · Book Club & Li…",
        "Deny…",
        "👤 Alice Brown",
        "‹ What is waiting",
    ]
    await tap(world, notice, "Theirs:")
    await tap(world, notice, "Back")
    await tap(world, notice, "Theirs:")
    await tap(world, notice, "Yes, it is theirs")
    assert await has_access(world)


async def test_a_claim_says_when_no_payment_waits_for_its_buyer(world: World) -> None:
    notice = await claimed(world, "78901")
    await tap(world, notice, "Approve…")
    assert "No payment waits for its buyer." in notice.text
    assert labels(notice)[0] == "Deny…"


async def test_the_number_of_somebody_elses_payment_gets_a_warning(world: World) -> None:
    number = (await buy(world, REGRETS.id)).id
    notice = await claimed(world, str(number))
    await tap(world, notice, "Approve…")
    assert "They name this one, but it isn't waiting for a buyer:" in notice.text
    assert "700003" in notice.text
    assert "Deny…" in labels(notice)
    await press(world, ADMIN.id, notice.message_id, AskApproveAs(id=1, row=1))
    await press(world, ADMIN.id, notice.message_id, Approve(id=1, row=1))
    assert not await has_access(world)


async def test_admin_and_buyer_learn_what_is_still_missing(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    notice = await claimed(world, str(await paid_in_browser(world, 512)))
    await tap(world, notice, "Approve…")
    await tap(world, notice, "Yes, it is theirs")
    assert "It gives no access yet, because its product isn't sold" in notice.text
    answer = await hear(world, BUYER.id, "The owner has found your payment")
    assert "It gives no access yet" in answer.text


async def test_a_claim_for_a_payment_that_is_theirs_already_can_only_be_approved(
    world: World,
) -> None:
    number = await paid_in_browser(world)
    await ask(world, BUYER.id, "/start")
    await deps(world).attention.name_buyer(1, BUYER.id, SECOND_ADMIN.id)  # type: ignore[arg-type]
    await hear(world, BUYER.id, "Your payment has arrived")
    notice = await claimed(world, str(number))
    assert "which is theirs already" in notice.text
    assert labels(notice) == ["Approve…"]
    await tap(world, notice, "Approve…")
    await tap(world, notice, "Yes, it is theirs")
    answer = await hear(world, BUYER.id, "The owner has found your payment")
    assert "open until 12 June 2026" in words(answer)


@pytest.mark.fault("P23", "Deny pressed below a claim in words, after its payment was settled")
async def test_a_claim_without_a_number_is_not_denied_once_the_payment_is_found(
    world: World,
) -> None:
    await paid_in_browser(world)
    notice = await claimed(world, "paid by card on Monday")
    assert labels(notice) == ["Approve…", "Deny…"]
    await deps(world).attention.name_buyer(1, BUYER.id, SECOND_ADMIN.id)  # type: ignore[arg-type]
    await hear(world, BUYER.id, "Your payment has arrived")
    assert "changed" in await tap(world, notice, "Deny…")
    assert [one for one in labels(notice) if "Theirs" in one or "Deny" in one] == [
        "Theirs: ✅ $9.99 · Book Club & Li…"
    ]


@pytest.mark.fault("P23", "a claim's open card pressed after the payment was settled elsewhere")
@pytest.mark.parametrize("label", ["Deny…", "Approve…"])
@pytest.mark.parametrize(
    ("buyer", "closed", "reads"),
    [(BUYER.id, "is theirs", None), (REGRETS.id, "has another buyer", "another Telegram")],
)
async def test_an_open_card_says_what_is_true_once_the_buyer_was_named(
    world: World, label: str, buyer: int, closed: str, reads: str | None
) -> None:
    notice = await claimed(world, str(await paid_in_browser(world)))
    await deps(world).attention.name_buyer(1, buyer, SECOND_ADMIN.id)  # type: ignore[arg-type]
    assert "quicker" in await tap(world, notice, label)
    assert notice.text.startswith(f"✔️ Closed: the payment it names {closed}.")
    for says in (Deny(id=1), DenyUnmatched(id=1), Approve(id=1, row=1)):
        assert "quicker" in await press(world, ADMIN.id, notice.message_id, says)
    if reads:
        assert reads in (await hear(world, BUYER.id, "🔎 The payment")).text
    else:
        await hear(world, BUYER.id, "Your payment has arrived")
    assert not any("could not find" in one.text for one in world.telegram.messages_to(BUYER.id))
    card = await command(world, ADMIN.id, f"/user {BUYER.id}")
    assert "closed the claim “78901”, because its payment no longer waits" in words(card)


async def test_a_denial_pressed_after_the_payment_came_in_changes_nothing(world: World) -> None:
    notice = await claimed(world, "78901")
    await tap(world, notice, "Deny…")
    assert await paid_in_browser(world) == 78901
    assert "changed" in await tap(world, notice, "Yes, deny it")
    assert "Theirs: ⏸ $9.99" in labels(notice)[0]


@pytest.mark.parametrize(
    ("settle", "closed", "in_russian"),
    [
        ("refund", "↩️ Closed: the payment it names was refunded.", "обращения возвращён."),
        ("dismiss", "✖️ Closed: the payment it names was closed without", "закрыт без доступа."),
    ],
)
async def test_claimant_and_admin_read_that_the_payment_was_refunded_or_dismissed(
    world: World, settle: str, closed: str, in_russian: str
) -> None:
    number = await paid_in_browser(world)
    notice = await claimed(world, str(number))
    if settle == "refund":
        await world.tribute.refund_by_buyer(number)
        await hear(world, BUYER.id, "“78901” has been refunded")
    else:
        await deps(world).attention.dismiss(1, "why not", ADMIN.id)  # type: ignore[arg-type]
        assert "without access" in (await hear(world, BUYER.id, "✖️ The owner")).text
    assert "quicker" in await tap(world, notice, "Deny…")
    assert notice.text.startswith(closed)
    await press(world, ADMIN.id, notice.message_id, ChooseLocale(locale="ru"))
    await press(world, ADMIN.id, notice.message_id, ShowClaim(id=1))
    assert in_russian in notice.text


async def test_attention_lists_open_claims_and_of_two_admins_the_first_counts(world: World) -> None:
    await paid_in_browser(world)
    notice = await claimed(world, "78901")
    message = await command(world, SECOND_ADMIN.id, "/attention")
    assert "1 обращение" in words(message)
    await tap(world, message, "🔎 Alice Brown: 78901", SECOND_ADMIN.id)
    assert "Человек говорит, что это его платёж" in message.text
    await tap(world, message, "Это он:", SECOND_ADMIN.id)
    await tap(world, message, "Да, платёж его", SECOND_ADMIN.id)
    assert "quicker" in await tap(world, notice, "Deny…")
    assert notice.text.startswith("✅ Approved. The payment is theirs.")
    for says in (Deny(id=1), Approve(id=1, row=1)):
        assert "quicker" in await press(world, ADMIN.id, notice.message_id, says)
    assert await has_access(world)
    assert "All is well" in (await command(world, ADMIN.id, "/attention")).text


@pytest.mark.matrix
@pytest.mark.parametrize("says", [ShowClaim(id=9), Deny(id=9), Approve(id=9, row=9)])
async def test_an_unknown_claim_is_answered(world: World, says: object) -> None:
    message = await command(world, ADMIN.id, "/attention")
    await press(world, ADMIN.id, message.message_id, says)  # type: ignore[arg-type]
    assert "There is no such claim." in message.text


async def test_a_claim_takes_only_text_of_limited_length(world: World) -> None:
    assert "too long" in (await ask(world, BUYER.id, "/claim " + "x" * 301)).text
    assert "Which payment" in (await ask(world, BUYER.id, "/claim  ")).text
    user = {"id": BUYER.id, "is_bot": False, "first_name": "Alice"}
    chat = {"id": BUYER.id, "type": "private", "first_name": "Alice"}
    photo = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
    picture = {"message_id": 900, "date": 1, "from": user, "chat": chat, "photo": photo}
    world.telegram.inject({"message": picture})
    assert (await hear(world, BUYER.id, "The bot can only read text")).force_reply
    assert "too long" in (await ask(world, BUYER.id, "\u200b")).text
    assert "has your message" in (await ask(world, BUYER.id, "78901")).text
    assert "The bot works with buttons" in (await ask(world, BUYER.id, "78901")).text


async def test_a_claim_is_answered_in_russian(world: World) -> None:
    answer = await ask(world, NEVER_STARTED.id, "/claim 78901")
    assert answer.text.startswith("📨 Ваше сообщение у владельца: «78901»")


async def test_a_claim_about_a_refunded_payment_of_ones_own_is_known(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    bought = await buy(world)
    await world.tribute.refund_by_buyer(bought.id)
    await hear(world, BUYER.id, "has been refunded")
    notice = await claimed(world, str(bought.id))
    await tap(world, notice, "Deny…")
    assert "They get a message that the payment was refunded" in notice.text
    await tap(world, notice, "Yes, deny it")
    answer = await hear(world, BUYER.id, f"The payment in your message “{bought.id}”")
    assert "has been refunded" in answer.text


async def test_approving_a_payment_whose_time_is_over_promises_no_access(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    bought = await buy(world)
    world.move(days=40)
    notice = await claimed(world, str(bought.id))
    await tap(world, notice, "Approve…")
    await tap(world, notice, "Yes, it is theirs")
    assert notice.text.startswith("✅ Approved. The payment is theirs.\nIt gives them no access")
    await hear(world, BUYER.id, "The owner has found your payment")
