"""One person who writes, presses or asks to join a thousand times keeps nobody else waiting."""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.limits import Limits
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_ID, REGRETS
from bot.sandbox.telegram.models import Document, Message
from bot.sandbox.world import Mode, World
from handlers.telegram.callbacks.shared import ChooseLocale
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, open_world, until
from tests.invariants import assert_ledger_is_sound
from tests.journeys.channel import ask_to_join, calls, open_channel, until_inside

A_MOMENT = 8
"""Seconds; a second is promised, and the machine of a test may be busy."""
STRANGER = REGRETS.id
PHOTO = Document("beach.png", b"picture", "image/png", (800, 600))


@pytest.fixture(autouse=True)
def usual_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(World, "limits", Limits())


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock) as world:
        world.telegram.flood_control.enabled = True
        yield world


def answers(world: World, person: int = STRANGER) -> list[Message]:
    return world.telegram.messages_to(person)


async def assert_others_are_served(world: World) -> None:
    async with asyncio.timeout(A_MOMENT):
        await ask(world, BUYER.id, "/start")
    for _ in range(4):
        await buy(world, BUYER.id)
    async with asyncio.timeout(A_MOMENT):
        await hear(world, BUYER.id, "Thank you")
        await hear(world, ADMIN.id, "Sale")


@pytest.mark.fault("T12", "1,000 /start from one person, polled and by webhook")
@pytest.mark.parametrize("mode", ["polling", pytest.param("webhook", marks=pytest.mark.long)])
async def test_a_thousand_starts_keep_nobody_waiting(clock: FixedClock, mode: Mode) -> None:
    async with World.open(mode, clock=clock) as world:
        world.telegram.flood_control.enabled = True
        await ask(world, ADMIN.id, "/help")
        for _ in range(1000):
            await world.telegram.send(STRANGER, "/start")
        await assert_others_are_served(world)
        await world.telegram.wait_for(
            STRANGER, lambda message: "a lot at once" in message.text, timeout=60
        )
        assert len(answers(world)) <= 22
        assert sum("a lot at once" in one.text for one in answers(world)) == 1
        assert world.telegram.flood_control.refused == 0
        assert_ledger_is_sound(world.settings.database_path)


@pytest.mark.fault("T12", "300 different texts from one person")
async def test_different_messages_are_answered_a_second_apart_up_to_twenty(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    # A machine that is held up lets one answer come late, and the next one sooner after it.
    for person in range(STRANGER, STRANGER + 3):
        if all(gap >= 0.99 for gap in await _gaps_between_answers(world, person)):
            break
    else:
        pytest.fail("some answers came sooner than a second after the one before")
    assert world.telegram.flood_control.refused == 0


async def _gaps_between_answers(world: World, person: int) -> list[float]:
    for number in range(300):
        await world.telegram.send(person, f"junk {number}")
    await assert_others_are_served(world)
    await until(lambda: len(answers(world, person)) >= 3)
    times = [call.at for call in world.telegram.calls_of("sendMessage") if call.chat_id == person]
    return [later - earlier for earlier, later in itertools.pairwise(times)]


@pytest.mark.fault("T12", "300 presses at once from one person")
@pytest.mark.long
async def test_hundreds_of_presses_are_all_acknowledged(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    menu = await ask(world, STRANGER, "/language")
    press = [
        world.telegram.press(
            STRANGER,
            menu.message_id,
            ChooseLocale(locale="ru" if one % 2 else "en").pack(),
            timeout=60,
        )
        for one in range(300)
    ]
    async with asyncio.TaskGroup() as tasks:
        pressed = [tasks.create_task(one) for one in press]
        await asyncio.sleep(0)
        await assert_others_are_served(world)
    assert all(one.result() is not None for one in pressed)
    edits = [
        call for call in world.telegram.calls_of("editMessageText") if call.chat_id == STRANGER
    ]
    assert len(edits) <= 30
    assert world.telegram.flood_control.refused == 0


@pytest.mark.fault("T12", "1,000 join requests from a stranger, one from a subscriber")
async def test_a_subscriber_is_let_in_beside_a_thousand_requests(clock: FixedClock) -> None:
    async with open_channel(clock) as world:
        world.telegram.flood_control.enabled = True
        await ask(world, BUYER.id, "/start")
        await buy(world)
        update = {
            "chat_join_request": {
                "chat": {"id": CHANNEL_ID, "type": "channel", "title": "x"},
                "from": {"id": STRANGER, "is_bot": False, "first_name": "S"},
                "user_chat_id": STRANGER,
                "date": clock.now(),
            }
        }
        for _ in range(1000):
            world.telegram.inject(update)
        ask_to_join(world, BUYER.id)
        async with asyncio.timeout(A_MOMENT):
            await until_inside(world, BUYER.id)
        assert calls(world, "approveChatJoinRequest", STRANGER) == 0
        assert world.telegram.flood_control.refused == 0


@pytest.mark.fault("T12", "300 edited messages and 300 in groups")
async def test_updates_that_nobody_handles_cost_nothing(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    sender = {"id": STRANGER, "is_bot": False, "first_name": "S"}
    group = {"id": -100, "type": "supergroup", "title": "x"}
    private = {"id": STRANGER, "type": "private", "first_name": "S"}
    for number in range(300):
        said = {"message_id": number, "from": sender, "date": 1, "text": "/start"}
        world.telegram.inject({"edited_message": {**said, "chat": private, "edit_date": 2}})
        world.telegram.inject({"message": {**said, "chat": group}})
    await assert_others_are_served(world)
    assert not answers(world)


async def test_a_repeated_command_is_answered_with_what_is_true_then(world: World) -> None:
    for _ in range(8):
        await world.telegram.send(STRANGER, "/status")
    await world.telegram.send(STRANGER, "/terms")
    await until(lambda: len(answers(world)) >= 3)
    await asyncio.sleep(1.5)
    found = Counter(one.text for one in answers(world))
    assert max(found.values()) <= 2
    assert len(found) == 2


async def test_after_the_minute_the_person_is_answered_again(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = Limits(minute_seconds=2, messages_a_minute=3, seconds_between_answers_to_a_chat=0)
    monkeypatch.setattr(World, "limits", short)
    async with open_world(clock) as world:
        for number in range(9):
            await world.telegram.send(STRANGER, f"junk {number}")
        await hear(world, STRANGER, "a lot at once")
        await asyncio.sleep(2)
        assert len(answers(world)) == 4
        assert "Hello" in (await ask(world, STRANGER, "/start")).text


async def test_an_album_beyond_the_limit_is_answered_once_too(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = Limits(messages_a_minute=1, seconds_between_answers_to_a_chat=0)
    monkeypatch.setattr(World, "limits", short)
    async with open_world(clock) as world:
        await ask(world, STRANGER, "/terms")
        for _ in range(5):
            await world.telegram.send_file(STRANGER, PHOTO, album="holiday")
        await hear(world, STRANGER, "a lot at once")
        for _ in range(3):
            await ask(world, ADMIN.id, "/terms")
            await world.telegram.send(STRANGER, "and more")
        assert sum("a lot at once" in one.text for one in answers(world)) == 1


async def test_admins_have_no_limit(clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(World, "limits", Limits(seconds_between_answers_to_a_chat=0))
    async with open_world(clock) as world:
        for _ in range(30):
            await world.telegram.send(ADMIN.id, "/terms")
        await until(lambda: len(answers(world, ADMIN.id)) == 30)


@pytest.mark.long
@pytest.mark.fault("T11", "429 for 5 s to one chat, commands meanwhile, a restart, SIGKILL aside")
@pytest.mark.parametrize("restart", [False, True])
async def test_commands_during_a_wait_are_answered_once_afterwards(
    world: World, restart: bool
) -> None:
    await ask(world, ADMIN.id, "/help")
    world.telegram.fail("sendMessage", retry_after=5, chat_id=STRANGER, times=1)
    for text in ("/start", "/start", "/status", "/START", "/start@Tributary_bot", "hello"):
        await world.telegram.send(STRANGER, text)
    await until(lambda: any(call.status == 429 for call in world.telegram.calls))
    refused = next(call for call in world.telegram.calls if call.status == 429)
    await until(lambda: not world.telegram._api.updates.pending or restart)
    if restart:
        await asyncio.sleep(0.5)
        await world.restart_app()
    await assert_others_are_served(world)
    await until(lambda: len(answers(world)) == 3)
    await asyncio.sleep(1.5)
    assert len(answers(world)) == 3
    later = [
        call.at
        for call in world.telegram.calls_of("sendMessage")
        if call.chat_id == STRANGER and call is not refused
    ]
    assert min(later) >= refused.at + 5
