"""An example of a feature for subscribers: /today has a question to think about, one a day."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.models import CurrentSubscription
from bot.texts import Markup, When, paragraphs
from bot.usecases.outbox.wording import Wording
from handlers.telegram.paid import paid
from handlers.telegram.ui.screen import Rows, button, done, keyboard, show

_DAY_SECONDS = 86400
_QUESTIONS = (
    "today-small",
    "today-letter",
    "today-walk",
    "today-unsaid",
    "today-teacher",
    "today-beginner",
    "today-enough",
)


class Another(CallbackData, prefix="today"):
    """Shows the question of the day `offset` days after today."""

    offset: int


def router() -> Router:
    found = paid(Router(name="today"))
    found.message.register(today, Command("today", ignore_case=True))
    found.callback_query.register(another, Another.filter())
    return found


async def today(
    message: Message, say: Wording, deps: Deps, subscription: CurrentSubscription
) -> None:
    text, rows = _question(say, deps.clock.now(), 0, subscription)
    await message.answer(text, reply_markup=keyboard(rows))


async def another(
    query: CallbackQuery,
    callback_data: Another,
    say: Wording,
    deps: Deps,
    subscription: CurrentSubscription,
) -> None:
    await show(query, *_question(say, deps.clock.now(), callback_data.offset, subscription))
    await done(query)


def _question(
    say: Wording, now: int, offset: int, subscription: CurrentSubscription
) -> tuple[Markup, Rows]:
    """Return the question of a day, which is the same for everybody; days begin at 0:00 UTC."""
    offset %= len(_QUESTIONS)
    key = _QUESTIONS[(now // _DAY_SECONDS + offset) % len(_QUESTIONS)]
    text = paragraphs(say("today-title"), say(key), _membership(say, subscription))
    return text, [[button(say.plain("button-another-question"), Another(offset=offset + 1))]]


def _membership(say: Wording, subscription: CurrentSubscription) -> Markup:
    if subscription.expires_at is None:
        return say("today-for-life")
    until = When(subscription.expires_at)
    if subscription.tariff is None:
        return say("today-until", when=until)
    return say("today-tariff-until", tariff=subscription.tariff, when=until)
