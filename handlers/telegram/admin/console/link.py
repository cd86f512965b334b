"""/console: a button for the Mini App, and a link for any browser that works once."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message, WebAppInfo

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.texts import Url
from bot.usecases.console import address
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.run import Place, place_of, running
from handlers.telegram.ui.screen import Rows, copying, keyboard


def register(router: Router) -> None:
    router.message.register(console, Command("console", ignore_case=True))
    router.callback_query.register(console_pressed, running("console"))


async def console(message: Message, say: Wording, deps: Deps) -> None:
    await _send(message, say, deps)


async def console_pressed(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    place = await place_of(query)
    if place is not None:
        await _send(place, say, deps)


async def _send(place: Place, say: Wording, deps: Deps) -> None:
    """Send the ways in. A message with a link that works from everywhere can't be forwarded:
    until it is used, it lets its reader in as this admin."""
    settings = deps.settings
    token = await deps.console.make_link(PersonId(place.chat.id))
    app, url = address.mini_app_url(settings), address.link(settings, token)
    rows: Rows
    if app is not None and url is not None:
        text = say("console-access-link")
        rows = (
            [
                InlineKeyboardButton(
                    text=say.plain("button-console-app"), web_app=WebAppInfo(url=app)
                )
            ],
            [InlineKeyboardButton(text=say.plain("button-console-browser"), url=url)],
        )
    else:
        way = address.local_way(settings, token)
        text = say("console-access-local", url=Url(way.url), tunnel=Url(way.tunnel))
        rows = (
            copying(say.plain("button-console-copy-link"), way.url),
            copying(say.plain("button-console-copy-tunnel"), way.tunnel),
        )
    await place.answer(text, reply_markup=keyboard(rows), protect_content=app is not None)
