"""The list of owners and admins, the card of one, and how an owner confirms or removes an admin."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.texts import GAP, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from handlers.telegram.admin.admins import screens
from handlers.telegram.callbacks.admins import (
    AskRemoveAdmin,
    ConfirmAdmin,
    RemoveAdmin,
    ShowAdmin,
    ShowAdmins,
)
from handlers.telegram.ui.filters import IsOwner
from handlers.telegram.ui.menu import personal_menus, show_menus
from handlers.telegram.ui.screen import done, show


def register(router: Router) -> None:
    router.callback_query.register(open_list, ShowAdmins.filter())
    router.callback_query.register(open_card, ShowAdmin.filter(), IsOwner())
    router.callback_query.register(confirm, ConfirmAdmin.filter(), IsOwner())
    router.callback_query.register(ask_to_remove, AskRemoveAdmin.filter(), IsOwner())
    router.callback_query.register(remove, RemoveAdmin.filter(), IsOwner())


async def open_list(query: CallbackQuery, say: Wording, deps: Deps, is_owner: bool) -> None:
    await show(query, *await screens.admins_screen(say, deps, is_owner=is_owner))
    await done(query)


async def open_card(
    query: CallbackQuery, callback_data: ShowAdmin, say: Wording, deps: Deps
) -> None:
    member = await deps.admins.member(callback_data.id)
    if member is None:
        await _changed(query, say, deps)
        return
    await show(query, *screens.card(say, member, await screens.link_to(query.bot)))
    await done(query)


async def confirm(
    query: CallbackQuery, callback_data: ConfirmAdmin, say: Wording, deps: Deps
) -> None:
    """Let an admin be one again; the button may be below the bot's question after a restore."""
    if not await deps.admins.confirm(callback_data.id, query.from_user.id):
        await _changed(query, say, deps)
        return
    who = person_link(say, await deps.people.get(callback_data.id), callback_data.id)
    text, rows = await screens.admins_screen(say, deps, is_owner=True)
    await show(query, lines(say("admins-confirmed", who=who), GAP, text), rows)
    await done(query)
    await show_menu_of(query.bot, callback_data.id, deps)


async def ask_to_remove(
    query: CallbackQuery, callback_data: AskRemoveAdmin, say: Wording, deps: Deps
) -> None:
    member = await deps.admins.member(callback_data.id)
    if member is None or member.added is None:
        await _changed(query, say, deps)
        return
    await show(query, *screens.question_of_removing(say, member))
    await done(query)


async def remove(
    query: CallbackQuery, callback_data: RemoveAdmin, say: Wording, deps: Deps
) -> None:
    if not await deps.admins.remove(callback_data.id, query.from_user.id):
        await _changed(query, say, deps)
        return
    who = person_link(say, await deps.people.get(callback_data.id), callback_data.id)
    text, rows = await screens.admins_screen(say, deps, is_owner=True)
    await show(query, lines(say("admins-removed", who=who), GAP, text), rows)
    await done(query)
    await show_menu_of(query.bot, callback_data.id, deps)


async def show_menu_of(bot: Bot | None, person_id: int, deps: Deps) -> None:
    """Show somebody the commands that they may use now; who never pressed Start has no menu."""
    person = await deps.people.get(person_id)
    if bot is not None:
        await show_menus(bot, personal_menus(deps, person_id, person.locale if person else None))


async def _changed(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    """Show the list as it is: somebody was quicker, or the button is older than the change."""
    await show(query, *await screens.admins_screen(say, deps, is_owner=True))
    await done(query, say.plain("toast-changed"))
