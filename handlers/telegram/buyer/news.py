"""The end of the news: a person wants no more broadcasts, and perhaps wants them again later."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.records import Person
from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.news import NewsAgain, NoMoreNews
from handlers.telegram.ui.filters import live_message
from handlers.telegram.ui.screen import alert, button, done, keyboard, replace_buttons

_SWITCHES = frozenset({NoMoreNews.__prefix__, NewsAgain.__prefix__})


def register(router: Router) -> None:
    router.callback_query.register(stop, NoMoreNews.filter())
    router.callback_query.register(resume, NewsAgain.filter())


def news_again(say: Wording, broadcast_id: int = 0) -> InlineKeyboardButton:
    """Return the way back for somebody who gets no broadcasts."""
    return button(say.plain("button-news-again"), NewsAgain(id=broadcast_id))


async def stop(
    query: CallbackQuery, callback_data: NoMoreNews, deps: Deps, person: Person, say: Wording
) -> None:
    """End the news for this person, and say how to come back."""
    if callback_data.id == 0:
        await alert(query, say.plain("toast-news-preview"))
        return
    changed = await deps.people.no_more_news(person.telegram_user_id)
    back = news_again(say, callback_data.id)
    await _switch(query, back)
    if changed and query.bot is not None:
        markup = keyboard([[news_again(say)]])
        await query.bot.send_message(query.from_user.id, say("news-stopped"), reply_markup=markup)
    await done(query, say.plain("toast-news-stopped"))


async def resume(
    query: CallbackQuery, callback_data: NewsAgain, deps: Deps, person: Person, say: Wording
) -> None:
    await deps.people.news_again(person.telegram_user_id)
    again = NoMoreNews(id=callback_data.id)
    label = say.plain("button-news-stop")
    await _switch(query, button(label, again) if callback_data.id else None)
    await alert(query, say.plain("toast-news-again"))


async def _switch(query: CallbackQuery, other: InlineKeyboardButton | None) -> None:
    """Put the other switch in the place of the pressed one, or none; the message keeps its rest."""
    message = live_message(query)
    if message is None or message.reply_markup is None:
        return
    rows = [
        [other if _is_switch(one) else one for one in row]
        for row in message.reply_markup.inline_keyboard
    ]
    await replace_buttons(query, [[one for one in row if one is not None] for row in rows])


def _is_switch(one: InlineKeyboardButton) -> bool:
    return (one.callback_data or "").partition(":")[0] in _SWITCHES
