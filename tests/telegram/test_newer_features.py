"""A feature that an older Bot API server refuses is left out: nothing is lost or sent twice."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)

from bot.domain.durations import END_OF_CALENDAR
from bot.domain.models import Button as NoticeButton
from bot.domain.models import Message as Notice
from bot.sandbox.telegram import Message, TelegramServer
from bot.telegram.sender import Refused, Sender, Sent
from tests.sandbox.telegram_cast import ANNA, aiogram_bot, telegram

NOW = 1795000000
SEND, EDIT = "sendMessage", "editMessageText"
PAY = InlineKeyboardButton(text="Pay", url="https://t.me/tribute/app", style="success")
STOP = InlineKeyboardButton(text="Stop", callback_data="cast_stop:1", style="danger")
COPY = InlineKeyboardButton(text="Copy", copy_text=CopyTextButton(text="1001"))
BACK = InlineKeyboardButton(text="Back", callback_data="home")
DATE = '<tg-time unix="1798761540" format="Dt">31 December 2026, 21:59 UTC</tg-time>'
TEXT = f"<b>Until</b> {DATE}"
ALL = ("copy_text", "date_time", "style")


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram(now=lambda: NOW) as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with aiogram_bot(server, lambda: NOW) as running:
        yield running


def rows(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[one] for one in buttons])


def seen(message: Message) -> list[tuple[str, str | None, str | None]]:
    return [(one.text, one.style, one.copy) for one in message.buttons]


def refused(server: TelegramServer, method: str = SEND) -> int:
    return sum(call.status == 400 for call in server.calls_of(method))


def dates(message: Message) -> int:
    return sum(one["type"] == "date_time" for one in message.formatted.entities)


ARRIVING = {
    "copy_text": [("Pay", "success", None), ("Back", None, None)],
    "style": [("Pay", None, None), ("Copy", None, "1001"), ("Back", None, None)],
}


@pytest.mark.parametrize("unknown", ARRIVING)
async def test_an_older_server_gets_the_message_without_the_one_feature(
    bot: Bot, server: TelegramServer, unknown: str
) -> None:
    server.unknown_features.add(unknown)

    for _ in range(3):
        await bot.send_message(ANNA, TEXT, reply_markup=rows(PAY, COPY, BACK))

    assert [dates(one) for one in server.messages_to(ANNA)] == [1] * 3
    assert [seen(one) for one in server.messages_to(ANNA)] == [ARRIVING[unknown]] * 3
    assert refused(server) == 1


async def test_a_server_that_knows_everything_gets_everything_at_once(
    bot: Bot, server: TelegramServer
) -> None:
    await bot.send_message(ANNA, "Hello", reply_markup=rows(PAY, COPY))

    (message,) = server.messages_to(ANNA)
    assert seen(message) == [("Pay", "success", None), ("Copy", None, "1001")]
    assert refused(server) == 0


async def test_a_very_old_server_gets_the_message_after_one_refusal_for_each_feature(
    bot: Bot, server: TelegramServer
) -> None:
    server.unknown_features.update(ALL)

    for _ in range(2):
        await bot.send_message(ANNA, TEXT, reply_markup=rows(PAY, COPY))

    assert [seen(one) for one in server.messages_to(ANNA)] == [[("Pay", None, None)]] * 2
    assert {one.html for one in server.messages_to(ANNA)} == {
        "<b>Until</b> 31 December 2026, 21:59 UTC"
    }
    assert refused(server) == len(ALL)


async def test_an_edited_message_steps_aside_too(bot: Bot, server: TelegramServer) -> None:
    sent = await bot.send_message(ANNA, "Hello", reply_markup=rows(BACK))
    server.unknown_features.add("copy_text")

    await sent.edit_text("Hello again", reply_markup=rows(COPY))

    (message,) = server.messages_to(ANNA)
    assert (message.text, seen(message)) == ("Hello again", [])
    assert refused(server, EDIT) == 1


NAMELESS = (
    "Bad Request: can't parse inline keyboard button: unexpected field",
    "Bad Request: BUTTON_TYPE_INVALID",
    "Bad Request: can't parse reply keyboard markup JSON object",
)


@pytest.mark.parametrize("words", NAMELESS)
async def test_a_refusal_that_names_no_feature_costs_only_the_guilty_one(
    bot: Bot, server: TelegramServer, words: str
) -> None:
    server.fail(SEND, status=400, description=words, times=2)  # with both, and without copying

    await bot.send_message(ANNA, "Hello", reply_markup=rows(PAY, COPY))
    await bot.send_message(ANNA, "Hello", reply_markup=rows(PAY, COPY))

    expected = [("Pay", None, None), ("Copy", None, "1001")]
    assert [seen(one) for one in server.messages_to(ANNA)] == [expected] * 2


OTHERS: Sequence[dict[str, Any]] = (
    {"status": 400, "description": "Bad Request: chat not found"},
    {"status": 400, "description": "Bad Request: BUTTON_DATA_INVALID"},
    {"status": 403},
    {"retry_after": 3},
    {"status": 500},
)


@pytest.mark.parametrize("how", OTHERS, ids=str)
async def test_an_error_that_is_not_about_a_feature_is_neither_repeated_nor_remembered(
    bot: Bot, server: TelegramServer, how: Any
) -> None:
    server.fail(SEND, **how)
    sender = Sender(bot)
    notice = Notice("Hello", ((NoticeButton("Stop", action="cast_stop", id=1),),))

    assert not isinstance(await sender.send(ANNA, notice), Sent)
    assert len(server.calls_of(SEND)) == 1
    await sender.send(ANNA, notice)
    assert seen(server.messages_to(ANNA)[-1]) == [("Stop", "danger", None)]


async def test_a_button_that_is_wrong_anyway_turns_nothing_off(
    bot: Bot, server: TelegramServer
) -> None:
    wrong = InlineKeyboardButton(text="Two", callback_data="x", url="https://t.me", style="danger")

    with pytest.raises(TelegramBadRequest, match="Exactly one"):
        await bot.send_message(ANNA, "Hello", reply_markup=rows(wrong, COPY))
    await bot.send_message(ANNA, "Hello", reply_markup=rows(PAY, COPY))

    (message,) = server.messages_to(ANNA)
    assert seen(message) == [("Pay", "success", None), ("Copy", None, "1001")]


async def test_a_reader_who_blocked_the_bot_does_not_hide_what_was_learned(
    bot: Bot, server: TelegramServer
) -> None:
    server.unknown_features.add("style")
    server.block(ANNA)
    sender = Sender(bot)
    notice = Notice("Hello", ((NoticeButton("Stop", action="cast_stop", id=1),),))

    assert not isinstance(await sender.send(ANNA, notice), Sent | Refused)
    server.unblock(ANNA)
    assert isinstance(await sender.send(ANNA, notice), Sent)
    assert refused(server) == 1


async def test_a_connection_cut_after_the_repeat_is_not_followed_by_another(
    bot: Bot, server: TelegramServer
) -> None:
    server.unknown_features.add("style")
    server.fail(SEND, status=400, description="Bad Request: unknown field style")
    server.fail(SEND, mode="drop_after")
    sender = Sender(bot)

    outcome = await sender.send(ANNA, Notice("x", ((NoticeButton("S", action="cast_stop"),),)))

    assert not isinstance(outcome, Sent)
    assert len(server.messages_to(ANNA)) == 1
    assert len(server.calls_of(SEND)) == 2


async def test_a_server_that_knows_no_dates_gets_them_as_text_and_keeps_the_rest(
    bot: Bot, server: TelegramServer
) -> None:
    server.unknown_features.add("date_time")
    file = BufferedInputFile(b"x", "copy.db")

    await bot.send_message(ANNA, TEXT, reply_markup=rows(PAY, COPY))
    await bot.send_message(ANNA, TEXT, reply_markup=rows(PAY, COPY))
    await bot.send_document(ANNA, file, caption=TEXT)

    first, second, document = server.messages_to(ANNA)
    assert {first.html, second.html, document.html} == {"<b>Until</b> 31 December 2026, 21:59 UTC"}
    assert seen(second) == [("Pay", "success", None), ("Copy", None, "1001")]
    assert refused(server) == 1
    assert refused(server, "sendDocument") == 0


async def test_the_outbox_sends_a_dated_message_once_and_keeps_its_bold_words(
    bot: Bot, server: TelegramServer
) -> None:
    server.unknown_features.add("date_time")

    assert isinstance(await Sender(bot).send(ANNA, Notice(TEXT)), Sent)

    (message,) = server.messages_to(ANNA)
    assert message.html == "<b>Until</b> 31 December 2026, 21:59 UTC"


DAY = 86_400


@pytest.mark.parametrize(
    ("at", "count"),
    [
        (NOW - DAY, 1),
        (0, 1),
        (NOW + 1000 * DAY, 1),
        (NOW + 1099 * DAY, 0),
        (2**31, 0),
        (END_OF_CALENDAR, 0),
        (-1, 0),
    ],
)
async def test_a_moment_that_telegram_cannot_show_goes_out_as_text_at_once(
    bot: Bot, server: TelegramServer, at: int, count: int
) -> None:
    dated = TEXT.replace("1798761540", str(at))

    await bot.send_message(ANNA, f"{dated} {DATE}")

    (message,) = server.messages_to(ANNA)
    assert message.text == "Until 31 December 2026, 21:59 UTC 31 December 2026, 21:59 UTC"
    assert dates(message) == count + 1
    assert refused(server) == 0


async def test_one_date_that_telegram_refuses_turns_no_others_off(
    bot: Bot, server: TelegramServer
) -> None:
    server.fail(SEND, status=400, description="Bad Request: ENTITY_DATE_INVALID")

    await bot.send_message(ANNA, TEXT)
    await bot.send_message(ANNA, TEXT)

    assert [dates(one) for one in server.messages_to(ANNA)] == [0, 1]


async def test_wrong_markup_is_sent_as_plain_text_and_turns_no_dates_off(
    bot: Bot, server: TelegramServer
) -> None:
    sender = Sender(bot)

    assert isinstance(await sender.send(ANNA, Notice(f"<em>a</i> {TEXT}")), Sent)
    assert isinstance(await sender.send(ANNA, Notice(TEXT)), Sent)

    plain, dated = server.messages_to(ANNA)
    assert (dates(plain), dates(dated)) == (0, 1)
    assert plain.text == "a Until 31 December 2026, 21:59 UTC"
