"""/language: the person's choice, which goes before the language of their Telegram."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.records import Person
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording, locale_of
from handlers.telegram.buyer import keyboards
from handlers.telegram.callbacks.shared import ChooseLocale
from handlers.telegram.ui.menu import buyer_menu, personal_menus, show_menus
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, done, show


def register(router: Router) -> None:
    router.message.register(ask, Command("language", ignore_case=True))
    router.callback_query.register(choose, ChooseLocale.filter())


async def ask(message: Message, say: Wording) -> None:
    await reply(message, say("language-choose"), keyboards.languages(say))


async def choose(
    query: CallbackQuery, callback_data: ChooseLocale, deps: Deps, person: Person, is_admin: bool
) -> None:
    locale = callback_data.locale
    if locale not in deps.texts.locales:  # it was taken out of TEXTS_DIR since
        present = locale_of(person, deps.texts)
        await alert(query, deps.texts.plain("error-stale-button", present))
        return
    await deps.people.choose_locale(person.telegram_user_id, locale)
    say = Wording(deps.texts, locale, deps.plans.known)
    await show(query, _chosen(say), keyboards.languages(say))
    await done(query)
    if query.bot is not None:
        chat_id, features = person.telegram_user_id, deps.own_features.commands
        menus = (
            personal_menus(deps, chat_id, locale)
            if is_admin
            else [buyer_menu(deps.texts, chat_id, locale, features)]
        )
        await show_menus(query.bot, menus)


def _chosen(say: Wording) -> Markup:
    """Return the confirmation; an added language may have no words for it."""
    if say.texts.has("language-chosen", say.locale):
        return say("language-chosen")
    return say("language-chosen-added", language=say.texts.language_name(say.locale))
