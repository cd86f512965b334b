"""/setup: the list itself, and its end."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.records import Person
from bot.texts import GAP, Markup, Whole, lines
from bot.usecases.checklist.entries import Entry, Item, ListView
from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.checklist.entries import EndChecklist, ShowChecklist, ShowItem
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.menu import personal_menus, show_menus
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import Buttons, button, done, show, side_by_side

Screen = tuple[Markup, list[Buttons]]


def register(router: Router) -> None:
    router.message.register(setup_command, Command("setup", ignore_case=True))
    router.callback_query.register(show_list, ShowChecklist.filter())
    router.callback_query.register(end, EndChecklist.filter())


async def setup_command(
    message: Message, bot: Bot, deps: Deps, person: Person, say: Wording
) -> None:
    view = await deps.checklist.open()
    await reply(message, *await list_screen(bot, deps, say, view))
    await _refresh_menu(bot, deps, person)


async def show_list(
    query: CallbackQuery, bot: Bot, deps: Deps, person: Person, say: Wording
) -> None:
    view = await deps.checklist.open()
    await show(query, *await list_screen(bot, deps, say, view))
    await done(query)
    await _refresh_menu(bot, deps, person)


async def end(query: CallbackQuery, bot: Bot, deps: Deps, person: Person, say: Wording) -> None:
    """Lead to the list no more, whatever is left of it."""
    view = await deps.checklist.end()
    await show(query, *await list_screen(bot, deps, say, view))
    await done(query, say.plain("toast-checklist-ended"))
    await _refresh_menu(bot, deps, person)


async def list_screen(bot: Bot, deps: Deps, say: Wording, view: ListView) -> Screen:
    """Return each entry with how far it is, and the buttons to them."""
    text = lines(
        say("checklist-title"),
        say("checklist-hint") if view.left else None,
        GAP,
        *(_line(say, one, deps) for one in view.entries),
        GAP if not view.left else None,
        say("checklist-all-done", address=Whole(f"t.me/{(await bot.me()).username}"))
        if not view.left
        else None,
    )
    buttons = (
        button(say.plain(f"button-checklist-{one.item}"), ShowItem(item=one.item.value))
        for one in view.entries
    )
    ends = [button(say.plain("button-checklist-end"), EndChecklist())]
    return text, [
        *side_by_side(buttons, 2),
        ends if view.goes_on and view.left else [],
        to_home(say),
    ]


def _line(say: Wording, one: Entry, deps: Deps) -> Markup:
    state: str = one.state
    if one.item is Item.WEBHOOK and one.is_left and deps.settings.public_url is None:
        state = "address"
    return say(f"checklist-{one.item}", state=state)


async def _refresh_menu(bot: Bot, deps: Deps, person: Person) -> None:
    """Show /setup in this admin's menu as long as something leads to it."""
    await show_menus(bot, personal_menus(deps, person.telegram_user_id, person.locale))
