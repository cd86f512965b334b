"""/language: the person's choice, which goes before the language of their Telegram."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.records import Person
from bot.usecases.outbox.wording import Wording
from handlers.telegram.buyer import keyboards
from handlers.telegram.callbacks.shared import ChooseLocale
from handlers.telegram.ui.menu import buyer_menu, personal_menus, show_menus
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import done, show


def register(router: Router) -> None:
    router.message.register(ask, Command("language", ignore_case=True))
    router.callback_query.register(choose, ChooseLocale.filter())


async def ask(message: Message, say: Wording) -> None:
    await reply(message, say("language-choose"), keyboards.languages(say))


async def choose(
    query: CallbackQuery, callback_data: ChooseLocale, deps: Deps, person: Person, is_admin: bool
) -> None:
    locale = callback_data.locale
    await deps.people.choose_locale(person.telegram_user_id, locale)
    say = Wording(deps.texts, locale, deps.plans.known)
    await show(query, say("language-chosen"), keyboards.languages(say))
    await done(query)
    if query.bot is not None:
        chat_id, features = person.telegram_user_id, deps.own_features.commands
        menus = (
            personal_menus(deps, chat_id, locale)
            if is_admin
            else [buyer_menu(deps.texts, chat_id, locale, features)]
        )
        await show_menus(query.bot, menus)
