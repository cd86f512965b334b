"""A notice that Telegram refuses because of the owner's words goes out with the bot's own."""

import asyncio

import pytest

from bot.domain.models import FIRST_PLAN, Duration
from bot.domain.shop_face.texts import Content, OwnButton, Place, Slot
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.shop_face.face import ShopFace
from tests.bodies import ANNA, CLARA, purchase
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import OutboxHarness

NOW = Place(Slot.WHAT_NOW, "en", FIRST_PLAN)
WORDS, ADDRESS = "Open the channel", "https://t.me/club"
LINK = f'"url": "{ADDRESS}"'
OWN = Content(f"<b>{WORDS}</b>", button=OwnButton("Go", ADDRESS))
DAY = 86400
THANKS = "Your payment has arrived"
PATIENCE_SECONDS = 20
NOTICE = "Telegram refuses words of yours"
REFUSALS = [
    (WORDS, "Bad Request: can't parse entities: Can't find end tag corresponding to start tag b"),
    (WORDS, "Bad Request: ENTITY_TEXTURL_INVALID"),
    (WORDS, "Bad Request: DOCUMENT_INVALID"),
    (LINK, "Bad Request: BUTTON_USER_PRIVACY_RESTRICTED"),
    (LINK, f"Bad Request: inline keyboard button URL '{ADDRESS}' is invalid: Wrong HTTP URL"),
]


def texts(harness: OutboxHarness, person: int) -> list[str]:
    return [one.text for one in harness.telegram.messages_to(person)]


def notices(harness: OutboxHarness, admin: int = ADMINS[0]) -> list[str]:
    return [one for one in texts(harness, admin) if NOTICE in one]


async def save(harness: OutboxHarness, content: Content = OWN, place: Place = NOW) -> None:
    face = ShopFace(harness.shop.db, harness.clock, "en")
    await face.on_start()
    await face.save(place, content, face.version(place), ADMINS[0])


async def settle(harness: OutboxHarness) -> None:
    """Let the worker run until nothing is queued."""
    async with harness.running():
        async with asyncio.timeout(PATIENCE_SECONDS):
            while "queued" in await harness.states():
                await asyncio.sleep(0.02)


def refuse(harness: OutboxHarness, containing: str, why: str, status: int = 400) -> None:
    """Let Telegram refuse each message that has this in it."""
    harness.telegram.fail(
        "sendMessage", status=status, description=why, containing=containing, times=99
    )


@pytest.mark.matrix
@pytest.mark.parametrize(("containing", "why"), REFUSALS)
async def test_thanks_arrive_once_with_the_original_words(
    harness: OutboxHarness, containing: str, why: str
) -> None:
    await save(harness)
    refuse(harness, containing, why)
    await harness.shop.receive(purchase(1))
    await harness.shop.receive(purchase(2, telegram_user_id=CLARA))
    await settle(harness)
    for person in (ANNA, CLARA):
        [thanks] = texts(harness, person)
        assert THANKS in thanks
        assert WORDS not in thanks
    assert "undeliverable" not in await harness.states()
    for admin in ADMINS:  # once for this content, not once for each notice
        [said] = notices(harness, admin)
        assert f"Its reason: {why.removeprefix('Bad Request: ')}" in said


async def test_another_content_that_is_refused_is_another_notice(harness: OutboxHarness) -> None:
    await save(harness)
    refuse(harness, LINK, "Bad Request: BUTTON_URL_INVALID")
    await harness.shop.receive(purchase(1))
    await settle(harness)
    await save(harness, Content("Other words", button=OwnButton("Go", ADDRESS)))
    await harness.shop.receive(purchase(2, telegram_user_id=CLARA))
    await settle(harness)
    assert len(notices(harness)) == 2


async def test_words_that_were_changed_since_are_not_reported(harness: OutboxHarness) -> None:
    await save(harness)
    refuse(harness, WORDS, "Bad Request: DOCUMENT_INVALID")
    await harness.shop.receive(purchase(1))
    while not texts(harness, ANNA):
        assert await harness.worker.step()
    await save(harness, Content("Other words"))
    await harness.until_idle()
    assert not notices(harness)


@pytest.mark.parametrize(
    ("status", "why", "state"),
    [
        (500, "Internal Server Error", "queued"),
        (403, "Forbidden: bot was blocked by the user", "waiting"),
        (400, "Bad Request: chat not found", "waiting"),
        (400, "Bad Request: USER_PRIVACY_RESTRICTED", "waiting"),
    ],
)
async def test_what_is_not_about_the_words_is_not_sent_a_second_time(
    harness: OutboxHarness, status: int, why: str, state: str
) -> None:
    await save(harness)
    refuse(harness, WORDS, why, status)
    await harness.shop.receive(purchase(1))
    await harness.until_idle()
    calls = [one for one in harness.telegram.calls_of("sendMessage") if one.chat_id == ANNA]
    assert all(WORDS in str(one.params) for one in calls)
    assert "paid" in (await harness.states())[state]
    assert not texts(harness, ANNA)
    assert not notices(harness)


async def test_an_answer_that_was_cut_off_is_not_followed_by_the_original(
    harness: OutboxHarness,
) -> None:
    await save(harness)
    harness.telegram.fail("sendMessage", mode="drop_after", containing=WORDS)
    await harness.shop.receive(purchase(1))
    await harness.until_idle()
    assert [WORDS in one for one in texts(harness, ANNA)] == [True]


async def test_a_notice_that_is_refused_without_them_too_is_not_blamed_on_the_words(
    harness: OutboxHarness,
) -> None:
    await save(harness)
    harness.telegram.fail(
        "sendMessage", status=400, description="Bad Request: REFUSED", chat_id=ANNA, times=99
    )
    await harness.shop.receive(purchase(1))
    await harness.until_idle()
    assert (await harness.states())["undeliverable"] == ["paid"]
    assert not notices(harness)


async def test_the_original_waits_while_telegram_is_down_and_arrives_once(
    harness: OutboxHarness,
) -> None:
    await save(harness)
    refuse(harness, WORDS, "Bad Request: DOCUMENT_INVALID")
    harness.telegram.fail("sendMessage", status=502, containing=THANKS)
    await harness.shop.receive(purchase(1))
    await harness.until_idle()
    assert not texts(harness, ANNA)
    assert not notices(harness)
    harness.clock.move(3600)
    await settle(harness)
    assert len(texts(harness, ANNA)) == 1
    assert len(notices(harness)) == 1


async def test_reminder_and_end_arrive_without_refused_words(harness: OutboxHarness) -> None:
    for slot, own in ((Slot.REMINDER, "Stay with us"), (Slot.ENDED, "Come back")):
        await save(harness, Content(own), Place(slot, "en"))
        refuse(harness, own, "Bad Request: DOCUMENT_INVALID")
    await harness.shop.receive(purchase(1))
    lifecycle = Lifecycle(harness.shop.db, harness.clock, (Duration(days=3),))
    for days in (0, 29, 5):
        harness.clock.move(days * DAY)
        while await lifecycle.tick():
            pass
        await settle(harness)
    thanks, reminder, ended = texts(harness, ANNA)
    assert THANKS in thanks
    assert "friendly reminder" in reminder
    assert "Thank you for being here" in ended
    assert len(notices(harness)) == 2
