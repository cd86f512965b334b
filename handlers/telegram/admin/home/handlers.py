"""/start of an admin: the owner's home. The shop is one tap away, as buyers see it."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.records import Person
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.home import more
from handlers.telegram.admin.home.screens import home_screen
from handlers.telegram.buyer import shop
from handlers.telegram.callbacks.home import SeeAsBuyer, ShowMore
from handlers.telegram.callbacks.shared import ShowHome
from handlers.telegram.ui.filters import IsAdmin
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.menu import personal_menus, show_menus
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import done, show


def register(router: Router) -> None:
    router.callback_query.register(as_buyer, SeeAsBuyer.filter())
    router.callback_query.register(show_more, ShowMore.filter())


def register_start(router: Router) -> None:
    router.message.register(start, Command("start", ignore_case=True), IsAdmin())
    router.callback_query.register(home, ShowHome.filter(), IsAdmin())


async def start(message: Message, deps: Deps, person: Person, say: Wording, is_owner: bool) -> None:
    await reply(message, *await home_screen(deps, say, is_owner=is_owner))
    if message.bot:  # at the bot's start there may have been no chat to show it in
        menus = personal_menus(deps, person.telegram_user_id, person.locale)
        await show_menus(message.bot, menus)


async def home(query: CallbackQuery, deps: Deps, say: Wording, is_owner: bool) -> None:
    """Show the home in the place of a list."""
    await show(query, *await home_screen(deps, say, is_owner=is_owner))
    await done(query)


async def as_buyer(query: CallbackQuery, deps: Deps, person: Person, say: Wording) -> None:
    """Send what /start shows this person as a buyer, and a way back below it."""
    await shop.send_start(query, deps, person, say, to_home(say))


async def show_more(query: CallbackQuery, deps: Deps, say: Wording, is_owner: bool) -> None:
    setup = await deps.setup.view(is_owner=is_owner)
    await show(query, *more.screen(say, setup, is_owner=is_owner))
    await done(query)
