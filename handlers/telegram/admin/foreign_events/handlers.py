"""The two buttons below a notice about a foreign event: each turns into the other."""

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.foreign import ForeignFamily
from bot.usecases.foreign_events.switches import Switch
from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.foreign_events import SwitchForeignOff, SwitchForeignOn
from handlers.telegram.ui.screen import button, done, replace_buttons


def register(router: Router) -> None:
    router.callback_query.register(switch_on, SwitchForeignOn.filter())
    router.callback_query.register(switch_off, SwitchForeignOff.filter())


async def switch_on(
    query: CallbackQuery, callback_data: SwitchForeignOn, deps: Deps, say: Wording
) -> None:
    await _switch(query, callback_data.id, Switch.ON, deps, say)


async def switch_off(
    query: CallbackQuery, callback_data: SwitchForeignOff, deps: Deps, say: Wording
) -> None:
    await _switch(query, callback_data.id, Switch.OFF, deps, say)


async def _switch(
    query: CallbackQuery, family: ForeignFamily, switch: Switch, deps: Deps, say: Wording
) -> None:
    changed = await deps.foreign_events.switch(family, switch, query.from_user.id)
    opposite: CallbackData = SwitchForeignOff(id=family)
    label = say.plain("button-foreign-off")
    if switch is Switch.OFF:
        opposite, label = SwitchForeignOn(id=family), say.plain("button-foreign-on")
    await replace_buttons(query, [[button(label, opposite)]])
    toast = "toast-foreign-on" if switch is Switch.ON else "toast-foreign-off"
    await done(query, say.plain(toast if changed else "toast-changed"))
