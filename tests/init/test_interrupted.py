"""The dialogue can be stopped at every question, and goes on from there when it is run again."""

import signal

import pytest

from bot.settings.settings import load_settings
from tests.init.conftest import ANN, KEY, TOKEN, Outside
from tests.init.questions import (
    ADDRESS_ASKED,
    ANSWERS,
    IS_IT_YOU,
    KEEPS,
    KEY_ASKED,
    LANGUAGE_ASKED,
    QUESTIONS,
    SHOP_ASKED,
    ZONE_ASKED,
    answer_from,
    send_code,
)
from tests.init.typing_person import CTRL_C, CTRL_D, Typist

OWNER_ASKED = "5. The owner."


async def answer_up_to(typist: Typist, outside: Outside, question: str) -> None:
    """Answer everything before this question, and wait for it."""
    for one in QUESTIONS[: QUESTIONS.index(question)]:
        if one == OWNER_ASKED:
            await send_code(typist, outside)
            continue
        await typist.answers(one, ANSWERS.get(one, ""))
    await typist.sees(question)


async def go_on(typist: Typist, outside: Outside) -> None:
    """Run again: keep what is there, and answer what isn't."""
    there = outside.env_file.read_text("utf-8") if outside.env_file.exists() else ""
    await typist.answers(KEEPS if "BOT_TOKEN" in there else "Bot token:", _kept(there, TOKEN))
    await typist.answers(KEEPS if "TRIBUTE" in there else KEY_ASKED, _kept(there, KEY))
    await typist.answers(ADDRESS_ASKED, "")
    await typist.answers(SHOP_ASKED, "")
    if "ADMIN_IDS" not in there:
        await send_code(typist, outside)
        await typist.answers(IS_IT_YOU, "y")
    for prompt in (ZONE_ASKED, LANGUAGE_ASKED):
        await typist.answers(prompt, "")


def _kept(there: str, value: str) -> str:
    return "" if value in there else value


@pytest.mark.matrix
@pytest.mark.parametrize(
    "key",
    [pytest.param(CTRL_C, id="Ctrl-C"), pytest.param(CTRL_D, id="Ctrl-D", marks=pytest.mark.long)],
)
@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_stop_at_a_question_loses_no_answer(
    outside: Outside, question: str, key: str
) -> None:
    async with outside.typing() as typist:
        await answer_up_to(typist, outside, question)
        typist.types(key, end="")
        await typist.sees("Stopped. Your answers are kept")
        assert await typist.ends() == 130
    assert "Traceback" not in typist.shown
    assert ("BOT_TOKEN" in _content(outside)) is (question != QUESTIONS[0])
    assert [one.name for one in outside.folder.iterdir() if one.name != ".env"] == []
    async with outside.typing() as typist:
        await go_on(typist, outside)
        assert await typist.ends() == 0, typist.shown
    assert load_settings(outside.env_file).admin_ids == (ANN,)


def _content(outside: Outside) -> str:
    return outside.env_file.read_text("utf-8") if outside.env_file.exists() else ""


@pytest.mark.parametrize("question", [QUESTIONS[1], OWNER_ASKED])
async def test_a_lost_connection_ends_the_dialogue_and_loses_no_answer(
    outside: Outside, question: str
) -> None:
    async with outside.typing() as typist:
        await answer_up_to(typist, outside, question)
        typist.hang_up()
        assert typist.process is not None
        assert typist.process.wait(timeout=20) in (130, -signal.SIGHUP)
    assert _content(outside).endswith(f"={KEY}\n" if question == OWNER_ASKED else f"={TOKEN}\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGQUIT])
async def test_a_terminal_shows_again_what_is_typed_after_every_end(
    outside: Outside, number: signal.Signals
) -> None:
    async with outside.typing() as typist:
        await typist.sees("Bot token:")
        assert not typist.is_echoing()
        assert typist.process is not None
        typist.process.send_signal(number)
        await typist.sees("Stopped.")
        assert typist.is_echoing()


async def test_a_stop_keeps_the_value_that_was_to_be_replaced(outside: Outside) -> None:
    """A shop that runs isn't left with the token of one bot and the key of another."""
    before = f"BOT_TOKEN=1:old\nTRIBUTE_API_KEY={KEY}\n"
    outside.env_file.write_text(before)
    async with outside.typing() as typist:
        await typist.answers("Bot token:", TOKEN)
        await typist.sees(KEEPS)
        typist.types(CTRL_C, end="")
        assert await typist.ends() == 130
    assert outside.env_file.read_text("utf-8") == before


async def test_an_editor_may_change_the_file_meanwhile(outside: Outside) -> None:
    async with outside.typing() as typist:
        await answer_up_to(typist, outside, ADDRESS_ASKED)
        with outside.env_file.open("a", encoding="utf-8") as file:
            file.write("SUPPORT_CONTACT=@ann\n")
        typist.types("")
        await answer_from(typist, outside, SHOP_ASKED)
        assert await typist.ends() == 0
    assert "SUPPORT_CONTACT=@ann\n" in outside.env_file.read_text("utf-8")
