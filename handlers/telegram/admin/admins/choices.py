"""Each admin's own notices: at once, in the daily digest, or not at all; and the digest's time."""

import re

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.texts import GAP, Markup, lines, paragraphs
from bot.usecases.admins.choices import Choices
from bot.usecases.outbox.topics import Hearing, NoticeTopic, hearings
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.admins import screens
from handlers.telegram.callbacks.admins import (
    AskDigestTime,
    ChooseDigestTime,
    ChooseNotice,
    ShowNotices,
)
from handlers.telegram.middlewares.questions import ANSWER
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import button, done, show, side_by_side

_OFFERED = (7, 8, 9, 10, 12, 15, 18, 20, 22)
"""The hours that have a button; any other time is typed."""
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")
_HOURS, _MINUTES = 24, 60


class NoticesQuestion(StatesGroup):
    """The time of the daily digest."""

    time = State()


def register(router: Router) -> None:
    router.callback_query.register(open_notices, ShowNotices.filter())
    router.callback_query.register(choose, ChooseNotice.filter())
    router.callback_query.register(ask_time, AskDigestTime.filter())
    router.callback_query.register(choose_time, ChooseDigestTime.filter())
    router.message.register(typed_time, NoticesQuestion.time, ANSWER)


async def open_notices(query: CallbackQuery, state: FSMContext, say: Wording, deps: Deps) -> None:
    await state.set_state(None)
    await _show(query, say, deps)
    await done(query)


async def choose(
    query: CallbackQuery, callback_data: ChooseNotice, say: Wording, deps: Deps
) -> None:
    """Change how the admin hears of a topic; the button names the choice, so that two presses of it
    are one."""
    topic, hearing = NoticeTopic(callback_data.topic), Hearing(callback_data.hearing)
    chosen = await deps.notice_choices.choose(query.from_user.id, topic, hearing)
    await _show(query, say, deps)
    toast = "toast-changed" if not chosen else f"toast-notices-{hearing}"
    await done(query, say.plain(toast))


async def ask_time(query: CallbackQuery, state: FSMContext, say: Wording, deps: Deps) -> None:
    await state.set_state(NoticesQuestion.time)
    chosen = await deps.notice_choices.of(query.from_user.id)
    hours = [
        button(clock(hour * _MINUTES), ChooseDigestTime(minute=hour * _MINUTES))
        for hour in _OFFERED
    ]
    rows = [*side_by_side(hours), [button(say.plain("button-back"), ShowNotices())]]
    text = say("notices-ask-time", time=clock(chosen.minute), zone=chosen.zone)
    await show(query, text, rows)
    await done(query)


async def choose_time(
    query: CallbackQuery,
    callback_data: ChooseDigestTime,
    state: FSMContext,
    say: Wording,
    deps: Deps,
) -> None:
    await state.set_state(None)
    await deps.notice_choices.choose_time(query.from_user.id, callback_data.minute)
    await _show(query, say, deps)
    await done(query)


async def typed_time(message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
    minute = read_time(message.text or "")
    if minute is None:
        await message.answer(say("notices-no-time"))
        return
    await state.set_state(None)
    await deps.notice_choices.choose_time(message.chat.id, minute)
    await reply(message, *_screen(say, await deps.notice_choices.of(message.chat.id)))


def read_time(text: str) -> int | None:
    """Read a time such as `8:30`, `8.30` or `20` as minutes after midnight; None for others."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * _MINUTES + minute if hour < _HOURS and minute < _MINUTES else None


def clock(minute: int) -> str:
    """Return minutes after midnight as `8:30`."""
    return f"{minute // _MINUTES}:{minute % _MINUTES:02}"


async def _show(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    await show(query, *_screen(say, await deps.notice_choices.of(query.from_user.id)))


def _screen(say: Wording, chosen: Choices) -> screens.Screen:
    """Return the choices, a button for each topic that changes it to the next one."""
    rows = [[_topic(say, topic, hearing)] for topic, hearing in chosen.topics.items()]
    if chosen.has_digest:
        label = say.plain("button-notices-time", time=clock(chosen.minute))
        rows.append([button(label, AskDigestTime())])
    return _text(say, chosen), [*rows, screens.back(say)]


def _text(say: Wording, chosen: Choices) -> Markup:
    digest = None
    if chosen.has_digest:
        digest = say("notices-digest", time=clock(chosen.minute), zone=chosen.zone)
    return paragraphs(
        lines(say("notices-title"), GAP, say("notices-legend")), digest, say("notices-always")
    )


def _topic(say: Wording, topic: NoticeTopic, hearing: Hearing) -> InlineKeyboardButton:
    ways = hearings(topic)
    following = ways[(ways.index(hearing) + 1) % len(ways)]
    label = say.plain("button-notices-topic", topic=str(topic), hearing=str(hearing))
    data = ChooseNotice.model_validate({"topic": str(topic), "hearing": str(following)})
    return button(label, data)
