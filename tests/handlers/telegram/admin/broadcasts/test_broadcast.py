"""Tests for broadcasts: audience, text, preview and yes; then progress, stop and report."""

import asyncio
from typing import Any

import pytest

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.broadcast_talk import TEXT, press_start, report
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import hear, nothing_due, until, words

CROWD = range(800_001, 800_031)


async def crowd(world: World) -> None:
    for person in CROWD:
        world.telegram.add_person(person, f"Person {person}")
    await press_start(world, *CROWD)


async def draft(world: World, audience: str = "Everyone", text: str = TEXT) -> Message:
    """Write a broadcast and return the card that asks for the last yes."""
    await tap(world, await command(world, ADMIN.id, "/broadcast"), audience)
    await hear(world, ADMIN.id, "Send the message")
    await world.telegram.send(ADMIN.id, text)
    return await hear(world, ADMIN.id, "it would look" if audience == "nobody" else "☝️")


def receivers(world: World, *people: int) -> list[int]:
    return [
        person
        for person in people
        if any(one.text == TEXT for one in world.telegram.messages_to(person))
    ]


async def test_everyone_gets_a_broadcast_once_and_unreachable_people_are_counted(
    world: World,
) -> None:
    await press_start(world, ADMIN.id, BUYER.id, REGRETS.id)
    await buy(world, NEVER_STARTED.id)
    await nothing_due(world)  # Telegram's refusals are on disk, too: who can't be reached
    card = await draft(world)
    assert "3 people get it" in words(card)
    assert "2 people are skipped" in words(card)  # the second admin never pressed Start
    world.telegram.block(REGRETS.id)
    assert await tap(world, card, "Send it to 3 people") == "It is on its way."
    assert "Sent: 2" in (reported := await report(world))
    assert "Couldn't be reached: 3" in reported
    assert receivers(world, BUYER.id, REGRETS.id) == [BUYER.id]
    await until(lambda: "Sent: 2" in card.text)
    assert card.buttons == []
    await world.telegram.send(REGRETS.id, "/start")
    await hear(world, REGRETS.id, "Hello")
    assert receivers(world, REGRETS.id) == []


async def test_the_preview_is_exactly_what_people_get(world: World) -> None:
    await press_start(world, ADMIN.id, BUYER.id)
    await tap(world, await command(world, ADMIN.id, "/broadcast"), "Everyone")
    await hear(world, ADMIN.id, "Send the message")
    text = "Bold & a <link> 😀 here"
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 9, "length": 4, "url": "https://example.com/?a=1&b=2"},
        {"type": "italic", "offset": 18, "length": 4},
    ]
    world.telegram.inject(_written(text, entities))
    card = await hear(world, ADMIN.id, "☝️")
    preview = world.telegram.messages_to(ADMIN.id)[-2]
    await tap(world, card, "Send it to 2 people")
    received = await hear(world, BUYER.id, "Bold")
    assert preview.formatted == received.formatted
    assert (received.text, list(received.formatted.entities)) == (text, entities)


def _written(text: str, entities: list[dict[str, Any]]) -> dict[str, Any]:
    user = {"id": ADMIN.id, "is_bot": False, "first_name": "Anna"}
    chat = {"id": ADMIN.id, "type": "private", "first_name": "Anna"}
    return {"message": {"from": user, "chat": chat, "text": text, "entities": entities}}


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("With access", [BUYER.id]),
        ("Access has ended", [REGRETS.id]),
        ("With access: 1 year", [BUYER.id]),
        ("With access: 3 months", []),
    ],
)
@pytest.mark.long
async def test_only_the_chosen_audience_gets_a_broadcast(
    world: World, audience: str, expected: list[int]
) -> None:
    """The latest tariff counts: the buyer paid for three months before the year."""
    await press_start(world, ADMIN.id, BUYER.id, REGRETS.id)
    await buy(world, REGRETS.id)
    await buy(world, BUYER.id, product=457)
    world.move(days=40)
    await buy(world, BUYER.id, product=458)
    card = await draft(world, audience)
    if not expected:
        assert "nobody to send it to" in card.text
        assert "Send it" not in str(card.buttons)
        return
    await tap(world, card, "Send it to 1 person")
    await report(world)
    assert _sent_rows(await _rows(world)) == receivers(world, BUYER.id, REGRETS.id) == expected


async def test_a_payment_is_announced_at_once_while_a_broadcast_runs(world: World) -> None:
    """The buyer isn't in the crowd, so no earlier message slows down the one to them."""
    await press_start(world, ADMIN.id)
    await crowd(world)
    card = await draft(world)
    await press_start(world, BUYER.id)
    await tap(world, card, "Send it to 31 people")
    await world.telegram.wait_for(CROWD[0], lambda one: one.text == TEXT)
    await buy(world)
    await hear(world, BUYER.id, "Thank you")
    assert len(receivers(world, *CROWD)) < 25
    await report(world)
    assert receivers(world, *CROWD) == list(CROWD)


async def test_a_broadcast_can_be_stopped_and_the_report_counts_what_was_not_sent(
    world: World,
) -> None:
    await press_start(world, ADMIN.id, SECOND_ADMIN.id)
    await crowd(world)
    card = await draft(world)
    await tap(world, card, "Send it to 32 people")
    await world.telegram.wait_for(CROWD[0], lambda one: one.text == TEXT)
    await until(lambda: "of 32 sent" in words(card))
    while not _sent_rows(await _rows(world)):
        await asyncio.sleep(0.01)
    assert await tap(world, card, "Stop") == "Stopped. Nothing more goes out."
    reported = await report(world)
    sent = len(_sent_rows(await _rows(world)))
    assert 0 < sent < 32
    assert f"Sent: {sent}" in reported
    assert f"Not sent, because it was stopped: {32 - sent}" in reported
    await world.restart_app()
    assert len(_sent_rows(await _rows(world))) == sent
    data = "cast_stop:1"
    answer = await world.telegram.press(ADMIN.id, card.message_id, data)
    assert answer is not None
    assert answer.text == "It was over already."


async def _rows(world: World) -> list[tuple[int, str]]:
    rows = await deps(world).refunds.db.read(
        lambda tx: tx.all("SELECT chat_id, state FROM outbox WHERE kind = 'broadcast'")
    )
    return [(row["chat_id"], row["state"]) for row in rows]


def _sent_rows(rows: list[tuple[int, str]]) -> list[int]:
    return [chat for chat, state in rows if state == "sent"]


@pytest.mark.long
async def test_after_a_restart_everybody_gets_the_broadcast_exactly_once(
    world: World,
) -> None:
    await press_start(world, ADMIN.id)
    await crowd(world)
    card = await draft(world)
    await tap(world, card, "Send it to 31 people")
    await world.telegram.wait_for(CROWD[4], lambda one: one.text == TEXT)
    await world.restart_app()
    assert "Sent: 31" in await report(world)
    for person in CROWD:
        assert sum(one.text == TEXT for one in world.telegram.messages_to(person)) == 1
    await until(lambda: "Sent: 31" in card.text)


async def test_two_taps_send_a_broadcast_once(world: World) -> None:
    await press_start(world, ADMIN.id, BUYER.id)
    card = await draft(world)
    data = card.button("Send it").callback_data
    assert data is not None
    for _ in range(3):
        assert await world.telegram.press(ADMIN.id, card.message_id, data) is not None
    await report(world)
    assert len(await _rows(world)) == 2


async def test_a_text_that_was_replaced_or_dropped_is_not_sent(world: World) -> None:
    await press_start(world, ADMIN.id, BUYER.id)
    first = await draft(world)
    await tap(world, first, "Rewrite it")
    await hear(world, ADMIN.id, "Send the message", after=first.message_id)
    await world.telegram.send(ADMIN.id, "Another text")
    second = await hear(world, ADMIN.id, "☝️", after=first.message_id)
    await tap(world, first, "Send it")
    assert "no longer waiting" in first.text
    send = second.button("Send it").callback_data
    await tap(world, second, "Cancel")
    assert "nothing was sent" in second.text
    assert send is not None
    await world.telegram.press(ADMIN.id, second.message_id, send)
    assert await _rows(world) == []


async def test_another_admin_cannot_send_a_broadcast_they_were_not_shown(world: World) -> None:
    await press_start(world, ADMIN.id, SECOND_ADMIN.id)
    card = await draft(world)
    send = card.button("Send it").callback_data
    assert send is not None
    await world.telegram.press(SECOND_ADMIN.id, 1, send)
    assert await _rows(world) == []


async def test_another_admin_sees_the_progress_and_may_stop_the_broadcast(world: World) -> None:
    await press_start(world, ADMIN.id, SECOND_ADMIN.id)
    await crowd(world)
    await tap(world, await draft(world), "Send it")
    await world.telegram.wait_for(CROWD[0], lambda one: one.text == TEXT)
    menu = await command(world, SECOND_ADMIN.id, "/broadcast")
    assert "Рассылка уже идёт" in menu.text
    await tap(world, menu, "Показать", SECOND_ADMIN.id)
    assert "из 32" in words(menu)
    assert "Остановлено" in await tap(world, menu, "Остановить", SECOND_ADMIN.id)
    assert "was stopped" in await report(world)


@pytest.mark.long
async def test_progress_can_be_shown_again(world: World) -> None:
    await press_start(world, ADMIN.id)
    await crowd(world)
    card = await draft(world)
    await tap(world, card, "Send it")
    await world.telegram.wait_for(CROWD[0], lambda one: one.text == TEXT)
    menu = await command(world, ADMIN.id, "/broadcast")
    await tap(world, menu, "Show how far it is")
    await until(lambda: "of 31 sent" in words(menu))
    await report(world)
    await until(lambda: "Sent: 31" in menu.text)


async def test_a_text_that_cannot_be_sent_is_asked_for_again(world: World) -> None:
    await press_start(world, ADMIN.id)
    await tap(world, await command(world, ADMIN.id, "/broadcast"), "Everyone")
    await hear(world, ADMIN.id, "Send the message")
    await world.telegram.send(ADMIN.id, "я" * 4097)
    await hear(world, ADMIN.id, "too long for one message: 4097")
    photo = _written("", [])
    photo["message"] = {k: v for k, v in photo["message"].items() if k in ("from", "chat")}
    photo["message"]["caption"] = "A picture"
    world.telegram.inject(photo)
    await hear(world, ADMIN.id, "The bot can send text only")
    world.telegram.fail("sendMessage", status=400, description="Bad Request: no such thing")
    await world.telegram.send(ADMIN.id, "hm")
    await hear(world, ADMIN.id, "Telegram doesn't take this message")
    sent = await world.telegram.send(ADMIN.id, "я" * 4096)
    await hear(world, ADMIN.id, "☝️", after=sent.message_id)


async def test_a_message_that_telegram_refuses_is_only_counted_in_the_report(
    world: World,
) -> None:
    await press_start(world, ADMIN.id, BUYER.id, REGRETS.id)
    card = await draft(world)
    world.telegram.fail(
        "sendMessage", status=400, description="Bad Request: whatever", chat_id=BUYER.id
    )
    await tap(world, card, "Send it")
    assert "Couldn't be reached: 1" in await report(world)
    assert "nothing is waiting" in (await command(world, ADMIN.id, "/attention")).text


@pytest.mark.long
async def test_a_deleted_progress_message_stops_nothing(world: World) -> None:
    await press_start(world, ADMIN.id)
    await crowd(world)
    card = await draft(world)
    world.telegram.fail(
        "editMessageText", status=400, description="Bad Request: message to edit not found", times=9
    )
    await tap(world, card, "Send it")
    assert "Sent: 31" in await report(world)
    assert len(world.telegram.calls_of("editMessageText")) == 1
