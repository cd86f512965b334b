"""The owner is found by a code: nobody else gets in, and no message to the shop is lost."""

import re

import pytest

from bot.init.code import Pace
from tests.init.conftest import ANN, BOB, KEY, TOKEN, Outside
from tests.init.questions import (
    CODE_ASKED,
    IS_IT_YOU,
    LANGUAGE_ASKED,
    ZONE_ASKED,
    code_shown,
    send_code,
)
from tests.init.typing_person import Typist, typing_here

FAST = Pace(look_seconds=0.02)


def waiting(outside: Outside) -> list[str]:
    """Return the texts of the updates that nobody has confirmed."""
    pending = outside.telegram._api.updates.pending.values()  # no part of the simulator's face
    return [update.content["text"] for update in pending]


def polls(outside: Outside) -> list[dict[str, object]]:
    return [call.params for call in outside.telegram.calls_of("getUpdates")]


def assert_nothing_was_changed(outside: Outside) -> None:
    """No webhook was ended or set, nothing was sent, and no kind of update was asked for."""
    called = {call.method for call in outside.telegram.calls}
    assert called <= {"getMe", "getWebhookInfo", "getMyCommands", "getUpdates"}
    assert all("allowed_updates" not in one for one in polls(outside))


async def finish(typist: Typist, outside: Outside) -> str:
    for prompt in (ZONE_ASKED, LANGUAGE_ASKED):
        await typist.answers(prompt, "")
    await typist.sees("Start the bot")
    assert_nothing_was_changed(outside)
    return outside.env_file.read_text("utf-8")


async def test_the_code_of_an_empty_bot_is_confirmed_and_nothing_else(outside: Outside) -> None:
    async with typing_here(outside.folder, outside.options(), pace=FAST) as typist:
        await typist.answers("Address:", "")
        await send_code(typist, outside)
        await typist.sees("The code came from @ann, Telegram id 555.")
        assert len(waiting(outside)) == 1
        await outside.telegram.send(BOB, "hello")
        await typist.answers(IS_IT_YOU, "y")
        assert f"ADMIN_IDS={ANN}\n" in await finish(typist, outside)
    assert waiting(outside) == ["hello"]


async def test_messages_from_before_the_code_are_never_confirmed(outside: Outside) -> None:
    await outside.telegram.send(BOB, "/start")
    async with typing_here(outside.folder, outside.options(), pace=FAST) as typist:
        await typist.answers("Address:", "")
        code = await send_code(typist, outside)
        await typist.answers(IS_IT_YOU, "y")
        await finish(typist, outside)
    assert waiting(outside) == ["/start", f"/start {code}"]
    assert all("offset" not in one for one in polls(outside))


async def test_five_wrong_codes_from_all_senders_together_end_a_code(outside: Outside) -> None:
    async with typing_here(outside.folder, outside.options(), pace=FAST) as typist:
        await typist.answers("Address:", "")
        first = await code_shown(typist)
        wrong = [f"{(int(first) + step) % 10**6:06}" for step in range(1, 6)]
        for number, code in enumerate(wrong):
            await outside.telegram.send((ANN, BOB)[number % 2], code)
            await outside.telegram.send(BOB, f"no code: {code}0")
        await typist.sees("Five wrong codes came in. Here is a new one.")
        second = await code_shown(typist)
        await outside.telegram.send(BOB, first)  # too late: it is a wrong one now
        await outside.telegram.send(ANN, second)
        await typist.answers("The code came from @ann, Telegram id 555. Is that you? [y/N]", "y")
        await finish(typist, outside)
    assert first != second
    assert first in waiting(outside)


async def test_four_wrong_codes_leave_the_code_as_it_is(outside: Outside) -> None:
    async with typing_here(outside.folder, outside.options(), pace=FAST) as typist:
        await typist.answers("Address:", "")
        code = await code_shown(typist)
        for step in range(1, 5):
            await outside.telegram.send(BOB, f"{(int(code) + step) % 10**6:06}")
        await outside.telegram.send(ANN, code)
        await typist.answers(IS_IT_YOU, "y")
        await finish(typist, outside)


async def test_a_code_that_nobody_sends_in_time_gives_way_to_another(outside: Outside) -> None:
    pace = Pace(code_seconds=0.3, look_seconds=0.02)
    async with typing_here(outside.folder, outside.options(), pace=pace) as typist:
        await typist.answers("Address:", "")
        first = await code_shown(typist)
        await typist.sees("Ten minutes are over. Here is a new code.")
        assert await code_shown(typist) != first


async def test_a_stranger_who_guesses_the_code_is_refused_at_the_terminal(outside: Outside) -> None:
    async with typing_here(outside.folder, outside.options(yes=True), pace=FAST) as typist:
        first = await send_code(typist, outside, BOB)
        await typist.answers("The code came from Bob, Telegram id 666. Is that you? [y/N]", "n")
        assert await send_code(typist, outside) != first
        await typist.answers("The code came from @ann, Telegram id 555. Is that you? [y/N]", "y")
        await typist.sees("Start the bot")
    assert f"ADMIN_IDS={ANN}\n" in outside.env_file.read_text("utf-8")
    assert waiting(outside)[0] == f"/start {first}"


async def test_codes_from_groups_and_bots_do_not_count(outside: Outside) -> None:
    group = outside.telegram.add_group(-100500, "A group", "supergroup")
    group.members |= {ANN: "member", outside.telegram._api.bot_id: "administrator"}
    async with typing_here(outside.folder, outside.options(), pace=FAST) as typist:
        await typist.answers("Address:", "")
        code = await code_shown(typist)
        seen = len(polls(outside))
        await outside.telegram.send(ANN, code, chat_id=-100500)
        await outside.telegram.wait_for_calls("getUpdates", seen + 3)
        assert "The code came from" not in typist.shown


async def test_the_id_may_be_typed_while_the_code_waits(outside: Outside) -> None:
    async with typing_here(outside.folder, outside.options(), pace=FAST) as typist:
        await typist.answers("Address:", "")
        await typist.answers(CODE_ASKED, "@ann")
        await typist.sees("That is a username.")
        await typist.answers("Your Telegram id (Enter leaves it out):", f"{ANN}")
        assert f"ADMIN_IDS={ANN}\n" in await finish(typist, outside)


async def test_a_hundred_messages_that_wait_are_left_alone(outside: Outside) -> None:
    for number in range(100):
        await outside.telegram.send(BOB, f"{number}")
    async with typing_here(outside.folder, outside.options(), pace=FAST) as typist:
        await typist.answers("Address:", "")
        await typist.sees("A hundred messages to this bot wait for it")
        assert "?start=" not in typist.shown
        await typist.answers("Your Telegram id (Enter leaves it out):", f"{ANN}")
        await finish(typist, outside)
    assert len(waiting(outside)) == 100


@pytest.mark.parametrize("before", ["", "ADMIN_IDS=777\n"])
async def test_a_webhook_that_is_set_is_left_alone(outside: Outside, before: str) -> None:
    """The id that is there stays; without one it is typed."""
    outside.telegram._api.updates.webhook = None
    await outside.telegram._execute("setWebhook", {"url": "https://shop.example/webhook/telegram"})
    outside.telegram.calls.clear()
    outside.env_file.write_text(before)
    async with typing_here(outside.folder, outside.options(), pace=FAST) as typist:
        await typist.answers("Address:", "")
        if not before:
            await typist.sees("go to https://shop.example/webhook/telegram already")
            await typist.answers("Your Telegram id (Enter leaves it out):", f"{ANN}")
        assert (before or f"ADMIN_IDS={ANN}\n") in await finish(typist, outside)
    assert polls(outside) == []
    assert outside.telegram._api.updates.webhook is not None


async def test_another_program_that_reads_the_messages_is_left_alone(outside: Outside) -> None:
    async with typing_here(outside.folder, outside.options(), pace=FAST) as typist:
        outside.telegram.fail("getUpdates", status=409)
        await typist.answers("Address:", "")
        await typist.sees("Another program reads this bot's messages")
        await typist.answers("Your Telegram id (Enter leaves it out):", "")
        assert "ADMIN_IDS" not in await finish(typist, outside)
    assert len(polls(outside)) == 1


async def test_a_silence_of_telegram_is_said_once_and_waited_out(outside: Outside) -> None:
    async with typing_here(outside.folder, outside.options(), pace=FAST) as typist:
        for _ in range(3):
            outside.telegram.fail("getUpdates", mode="html")
        await typist.answers("Address:", "")
        await send_code(typist, outside)
        await typist.answers(IS_IT_YOU, "y")
        await finish(typist, outside)
    assert len(re.findall("Telegram gives no answer; still trying", typist.shown)) == 1


async def test_flags_name_the_owner_without_any_code(outside: Outside) -> None:
    chosen = outside.options(yes=True, ADMIN_IDS=f"{ANN}, {BOB}")
    async with typing_here(outside.folder, chosen, pace=FAST) as typist:
        await typist.sees("Start the bot")
    text = outside.env_file.read_text("utf-8")
    assert f"ADMIN_IDS={ANN}, {BOB}\n" in text
    assert f"BOT_TOKEN={TOKEN}\nTRIBUTE_API_KEY={KEY}\n" in text
    assert polls(outside) == []
