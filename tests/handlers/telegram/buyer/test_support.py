"""Support: /paysupport reaches every admin, a reply answers, and both sides see that it did."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.models import Document
from bot.sandbox.world import World
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, open_world, until, words
from tests.journeys.channel import until_true

PHOTO = Document("receipt.png", b"picture", "image/png", (800, 600))
FILE = Document("receipt.pdf", b"file", "application/pdf")


@pytest.fixture(params=["", "@shop_owner"], ids=["without contact", "with contact"])
async def shop(clock: FixedClock, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    async with open_world(clock, support_contact=request.param) as world:
        for admin in (ADMIN, SECOND_ADMIN):
            await ask(world, admin.id, "/help")
        yield world


async def _copied(world: World, person: int, text: str) -> Message:
    """Wait for the copy of a message, which can be answered, and return it."""
    wanted = world.telegram.wait_for(person, lambda one: one.text == text)
    return await _answerable(world, await wanted)


async def _answerable(world: World, message: Message) -> Message:
    """Wait until the bot knows of its message what a reply to it is about, and return it."""
    where = f"chat_id = {message.chat_id} AND message_id = {message.message_id}"
    await until_true(world, f"SELECT EXISTS (SELECT 1 FROM support_copies WHERE {where})")
    return message


async def _asked(world: World, text: str = "My access is gone") -> Message:
    """Let the buyer write to the owner; return the copy that the admin gets."""
    await ask(world, BUYER.id, "/paysupport")
    await world.telegram.send(BUYER.id, text)
    await hear(world, BUYER.id, "Your message goes to the owner")
    return await _copied(world, ADMIN.id, text)


async def test_a_question_reaches_every_admin_and_the_answer_the_buyer(shop: World) -> None:
    await buy(shop, product=530)
    await ask(shop, BUYER.id, "/paysupport")
    card = await hear(shop, BUYER.id, "What is wrong?")  # a notice about the payment may be first
    assert "purchase 78901" in words(card)
    await shop.telegram.send(BUYER.id, "I paid <b>twice</b>")
    head = await hear(shop, ADMIN.id, "A buyer writes to you")
    assert "Alice Brown @alice_brown · 700001" in words(head)
    assert "Payments that wait for you: 1" in words(head)
    assert "purchase 78901: “AI Assistant <Pro> & friends — 1 month”, €12.90" in words(head)
    copy = await _copied(shop, ADMIN.id, "I paid <b>twice</b>")
    await hear(shop, SECOND_ADMIN.id, "Вам пишет покупатель")
    await shop.telegram.send(ADMIN.id, "Only once", reply_to_message_id=copy.message_id)
    await hear(shop, ADMIN.id, "On its way to Alice Brown")
    await hear(shop, BUYER.id, "The owner answers you")
    await _copied(shop, BUYER.id, "Only once")
    await hear(shop, ADMIN.id, "Your answer has reached Alice Brown")
    seen = await hear(shop, SECOND_ADMIN.id, "есть ответ для Alice Brown")
    assert "Anna Keller" in seen.text
    await _copied(shop, SECOND_ADMIN.id, "Only once")
    assert {call.status for call in shop.telegram.calls_of("copyMessage")} <= {200, 403}
    assert not shop.telegram.calls_of("forwardMessage")


@pytest.mark.matrix
@pytest.mark.parametrize("document", [PHOTO, FILE], ids=["photo", "file"])
async def test_a_photo_or_a_file_goes_both_ways(shop: World, document: Document) -> None:
    await ask(shop, BUYER.id, "/paysupport")
    await shop.telegram.send_file(BUYER.id, document, "my receipt")
    copy = await _copied(shop, ADMIN.id, "my receipt")
    assert copy.document == document
    await shop.telegram.send_file(ADMIN.id, document, reply_to_message_id=copy.message_id)
    got = await shop.telegram.wait_for(BUYER.id, lambda one: one.document is not None)
    assert got.document == document


async def test_a_reply_to_the_card_is_an_answer_too_and_outlives_a_restart(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await _asked(world)
    head = await _answerable(world, await hear(world, ADMIN.id, "A buyer writes to you"))
    await world.restart_app()
    await world.telegram.send(ADMIN.id, "Here it is", reply_to_message_id=head.message_id)
    await _copied(world, BUYER.id, "Here it is")


async def test_the_buyer_writes_back_by_replying(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    copy = await _asked(world)
    await world.telegram.send(ADMIN.id, "Which one?", reply_to_message_id=copy.message_id)
    answer = await _copied(world, BUYER.id, "Which one?")
    await world.telegram.send(BUYER.id, "The first", reply_to_message_id=answer.message_id)
    await _copied(world, ADMIN.id, "The first")
    sent = await hear(world, BUYER.id, "Your message goes to the owner")
    await _answerable(world, sent)
    await world.telegram.send(BUYER.id, "And more", reply_to_message_id=sent.message_id)
    await _copied(world, ADMIN.id, "And more")


async def test_words_after_the_command_are_the_question(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await world.telegram.send(BUYER.id, "/paysupport where is my access")
    await _copied(world, ADMIN.id, "/paysupport where is my access")


async def test_only_todays_admins_can_answer(clock: FixedClock) -> None:
    async with open_world(clock) as world:
        await ask(world, SECOND_ADMIN.id, "/help")
        await _asked_of(world, SECOND_ADMIN.id)
        copy = await _copied(world, SECOND_ADMIN.id, "My access is gone")
        world.settings = world.settings.model_copy(update={"admin_ids": (ADMIN.id,)})
        await world.restart_app()
        reply = {"reply_to_message_id": copy.message_id}
        sent = await world.telegram.send(SECOND_ADMIN.id, "I still can", **reply)
        await hear(world, SECOND_ADMIN.id, "", after=sent.message_id)
        await ask(world, BUYER.id, "/help")
        assert not any("I still can" in one.text for one in world.telegram.messages_to(BUYER.id))


async def _asked_of(world: World, admin: int) -> None:
    await ask(world, BUYER.id, "/paysupport")
    await world.telegram.send(BUYER.id, "My access is gone")
    await _copied(world, admin, "My access is gone")


async def test_nobody_reads_or_answers_for_somebody_else(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    copy = await _asked(world)
    await world.telegram.send(REGRETS.id, "not mine", reply_to_message_id=copy.message_id)
    await ask(world, REGRETS.id, "/help")
    assert not any("not mine" in one.text for one in world.telegram.messages_to(BUYER.id))


async def test_the_admin_reads_that_the_answer_waits_for_somebody_who_blocked_the_bot(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    copy = await _asked(world)
    world.telegram.block(BUYER.id)
    await until(lambda: bool(world.telegram.messages_to(ADMIN.id)))
    await world.telegram.send(ADMIN.id, "Hello?", reply_to_message_id=copy.message_id)
    await hear(world, ADMIN.id, "hasn't arrived: the bot may not write to them now")
    await world.telegram.send(BUYER.id, "/start")
    await _copied(world, BUYER.id, "Hello?")
    await hear(world, ADMIN.id, "Your answer has reached")


@pytest.mark.long
async def test_an_admin_adds_to_an_answer_by_replying_to_what_the_bot_says_of_it(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    copy = await _asked(world)
    await world.telegram.send(ADMIN.id, "One moment", reply_to_message_id=copy.message_id)
    queued = await hear(world, ADMIN.id, "On its way to Alice Brown")
    reached = await hear(world, ADMIN.id, "Your answer has reached")
    for notice, more in ((queued, "I am looking"), (reached, "Done")):
        await _answerable(world, notice)
        await world.telegram.send(ADMIN.id, more, reply_to_message_id=notice.message_id)
        await _copied(world, BUYER.id, more)
    await world.restart_app()
    await world.telegram.send(ADMIN.id, "Still there?", reply_to_message_id=reached.message_id)
    await _copied(world, BUYER.id, "Still there?")


@pytest.mark.long
async def test_five_messages_an_hour_then_the_buyer_reads_when_to_go_on(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    for number in range(5):
        await world.telegram.send(BUYER.id, f"/paysupport question {number}")
        await _copied(world, ADMIN.id, f"/paysupport question {number}")
        world.move(seconds=60)
    await world.telegram.send(BUYER.id, "/paysupport question 5")
    refused = await hear(world, BUYER.id, "more can't be sent within an hour")
    assert "12 May 2026, 22:59 UTC" in words(refused)
    asked = await ask(world, BUYER.id, "/paysupport")
    assert "Please try again after 12 May 2026, 22:59 UTC" in words(asked)
    assert "What is wrong?" not in asked.text  # what isn't passed on isn't asked for
    world.move(seconds=3300)
    await world.telegram.send(BUYER.id, "/paysupport question 6")
    await _copied(world, ADMIN.id, "/paysupport question 6")
    assert not any("question 5" in one.text for one in world.telegram.messages_to(ADMIN.id))


async def test_of_an_album_the_first_picture_goes_through_and_the_buyer_reads_so(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    asked = await ask(world, BUYER.id, "/paysupport")
    for number in range(3):
        await world.telegram.send_file(BUYER.id, PHOTO, f"picture {number}", album="one")
    answer = await hear(world, BUYER.id, "Your message goes to the owner")
    assert "only the first picture" in answer.text
    await _copied(world, ADMIN.id, "picture 0")
    await ask(world, BUYER.id, "/help")
    said = [one.text for one in world.telegram.messages_to(BUYER.id)]
    assert sum("goes to the owner" in text for text in said[1:]) <= 2
    assert not any("works with buttons" in text for text in said)
    assert not any("picture 1" in one.text for one in world.telegram.messages_to(ADMIN.id))
    assert asked.message_id < answer.message_id


async def test_a_sticker_or_a_voice_message_is_refused_kindly(world: World) -> None:
    await ask(world, BUYER.id, "/paysupport")
    voice = {"file_id": "v", "file_unique_id": "u", "duration": 3}
    person = {"id": BUYER.id, "is_bot": False, "first_name": "Alice", "language_code": "en"}
    chat = {"id": BUYER.id, "type": "private", "first_name": "Alice"}
    world.telegram.inject({"message": {"from": person, "chat": chat, "voice": voice}})
    await hear(world, BUYER.id, "Only text, one photo or one file")
    await world.telegram.send(BUYER.id, "in words then")
    await hear(world, BUYER.id, "Your message goes to the owner")


async def test_a_question_that_was_deleted_reaches_the_admins_in_words(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    world.telegram.fail(
        "copyMessage", status=400, description="Bad Request: message to copy not found", times=9
    )
    await ask(world, BUYER.id, "/paysupport")
    await world.telegram.send(BUYER.id, "it was <i>here</i>")
    await _copied(world, ADMIN.id, "it was <i>here</i>")


@pytest.mark.long
@pytest.mark.fault(
    "T11", "429 for copies alone: the words arrive at once, the card above them once"
)
async def test_a_question_arrives_in_words_while_telegram_lets_nothing_be_copied(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    world.telegram.fail("copyMessage", retry_after=3600, chat_id=ADMIN.id)
    await ask(world, BUYER.id, "/paysupport it was <i>here</i>")
    copy = await _copied(world, ADMIN.id, "/paysupport it was <i>here</i>")
    await world.telegram.send(ADMIN.id, "Here it is", reply_to_message_id=copy.message_id)
    await _copied(world, BUYER.id, "Here it is")
    await hear(world, ADMIN.id, "Your answer has reached")
    assert sum("A buyer writes" in one.text for one in world.telegram.messages_to(ADMIN.id)) == 1


@pytest.mark.long
@pytest.mark.fault("T11", "429 for copies alone: a picture waits, and holds up nothing")
async def test_a_picture_waits_until_telegram_copies_again_and_other_notices_go_on(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    world.telegram.fail("copyMessage", retry_after=6, chat_id=ADMIN.id)
    await ask(world, BUYER.id, "/paysupport")
    await world.telegram.send_file(BUYER.id, PHOTO, "my receipt")
    head = await hear(world, ADMIN.id, "A buyer writes to you")
    await buy(world, product=512)
    notice = await hear(world, ADMIN.id, "A payment is waiting for you")
    copy = await _copied(world, ADMIN.id, "my receipt")
    assert head.message_id < notice.message_id < copy.message_id
    assert sum("A buyer writes" in one.text for one in world.telegram.messages_to(ADMIN.id)) == 1


async def test_questions_and_answers_are_in_the_history_and_never_in_the_log(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    await ask(world, ADMIN.id, "/help")
    copy = await _asked(world, "a very private question")
    await world.telegram.send(ADMIN.id, "a private answer", reply_to_message_id=copy.message_id)
    await hear(world, ADMIN.id, "Your answer has reached")
    sent = await world.telegram.send(ADMIN.id, f"/user {BUYER.id}")
    card = await hear(world, ADMIN.id, "wrote to the owner", after=sent.message_id)
    assert "wrote to the owner: “a very private question”" in words(card)
    assert "Anna Keller" in card.text
    assert "answered: “a private answer”" in words(card)
    said = "".join(capfd.readouterr())
    assert "private question" not in said
    assert "private answer" not in said


async def test_during_the_pause_after_a_restore_answers_wait(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    copy = await _asked(world)
    paused = "INSERT INTO facts (name, value) VALUES ('outbox_paused_at', '1')"
    await deps(world).people.db.write(lambda tx: tx.execute(paused))
    await world.telegram.send(ADMIN.id, "Later", reply_to_message_id=copy.message_id)
    await hear(world, ADMIN.id, "On its way to Alice Brown")
    await ask(world, BUYER.id, "/help")
    assert not any(one.text == "Later" for one in world.telegram.messages_to(BUYER.id))
    await deps(world).pauses.lift(ADMIN.id, drop_old=False)
    await _copied(world, BUYER.id, "Later")


async def test_without_admins_only_the_contact_is_shown(clock: FixedClock) -> None:
    async with open_world(clock, admins=(), support_contact="") as world:
        message = await ask(world, BUYER.id, "/paysupport")
        assert "Tribute's support, where you paid, can help." in message.text
        assert "What is wrong?" not in message.text
