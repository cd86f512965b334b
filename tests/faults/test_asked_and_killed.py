"""A SIGKILL between a question and its answer: each press is carried out once, or answered."""

import asyncio
from contextlib import suppress

import pytest

from bot.sandbox.telegram import Message
from storage.engine.database import open_read_only
from tests.bodies import ANNA
from tests.faults.conftest import ADMIN, Shop

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]


def _answered(message: Message) -> bool:
    """Return whether a message says that access was given, or how it stands now."""
    return "Given: 1 month" in message.text or "Latest" in message.text


async def _until_killed(shop: Shop) -> None:
    """Wait for the kill, if it comes, and start the bot again."""
    with suppress(TimeoutError):
        async with asyncio.timeout(3):
            await shop.bot.ended()
    shop.bot.levers.dies_in = 0
    if not shop.bot.alive:
        await shop.bot.start()


async def _asked_with_note(shop: Shop) -> Message:
    """Ask for a grant with a typed note, and return the last question before it."""
    sent = (await shop.telegram.send(ADMIN, f"/grant {ANNA} 1 month")).message_id
    card = await shop.telegram.wait_for(
        ADMIN, lambda one: "Give this access" in one.text, after=sent
    )
    data = card.button("Add a note").callback_data
    assert data is not None
    await shop.telegram.press(ADMIN, card.message_id, data, timeout=15)
    await shop.telegram.wait_for(ADMIN, lambda one: "What should be noted?" in one.text, after=sent)
    await shop.telegram.send(ADMIN, "a friend")
    return await shop.telegram.wait_for(
        ADMIN, lambda one: "📝 Note: a friend" in one.text, after=sent
    )


def _data(card: Message, label: str) -> str:
    data = card.button(label).callback_data
    assert data is not None
    return data


def _granted(shop: Shop) -> list[str]:
    with open_read_only(shop.bot.database) as tx:
        rows = tx.all("SELECT detail FROM audit WHERE action = 'granted'")
    return [row["detail"] for row in rows]


@pytest.mark.fault("C10", "SIGKILL between a typed note and the press of yes")
async def test_a_press_after_a_kill_still_knows_the_note(shop: Shop) -> None:
    await shop.bot.start()
    card = await _asked_with_note(shop)
    await shop.bot.kill()
    await shop.bot.start()
    await shop.telegram.press(ADMIN, card.message_id, _data(card, "Yes, give it"), timeout=15)
    await shop.telegram.wait_for(ADMIN, lambda one: "Given: 1 month" in one.text)
    assert await shop.bot.stop() == 0
    assert _granted(shop) == ["1 month; a friend"]


@pytest.mark.fault("C10", "SIGKILL before each of the first statements after a press")
@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_a_press_cut_off_by_a_kill_is_carried_out_once_or_answered(
    shop: Shop, webhook: bool
) -> None:
    if webhook:
        shop.bot.settings["PUBLIC_URL"] = shop.bot.url
    await shop.bot.start()
    for statement in (1, 3, 5, 8, 12, 16, 20, 25, 30):
        card = await _asked_with_note(shop)
        before = len(_granted(shop))
        shop.bot.levers.dies_in = statement
        async with asyncio.TaskGroup() as tasks:
            press = shop.telegram.press(
                ADMIN, card.message_id, _data(card, "Yes, give it"), timeout=30
            )
            tasks.create_task(press)
            await _until_killed(shop)
            await shop.telegram.wait_for(ADMIN, _answered, after=card.message_id - 1, timeout=30)
        assert len(_granted(shop)) == before + 1
    assert await shop.bot.stop() == 0


@pytest.mark.fault("C10", "SIGKILL between /claim and the words of the receipt")
async def test_a_buyers_question_outlives_a_kill(shop: Shop) -> None:
    await shop.bot.start()
    await shop.telegram.send(ANNA, "/claim")
    await shop.telegram.wait_for(ANNA, lambda one: one.force_reply)
    await shop.bot.kill()
    await shop.telegram.send(ANNA, "paid on Monday")
    await shop.bot.start()
    await shop.telegram.wait_for(ANNA, lambda one: "The owner has your message" in one.text)
    assert await shop.bot.stop() == 0
