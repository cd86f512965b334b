"""Drafts: what an admin has sent and seen as others will, until they save it or leave it.

A draft is in the admin's conversation, so it outlives a restart and a command in between. Its
number grows, so that the button of an older preview saves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.usecases.outbox.wording import Wording
from handlers.telegram.ui.screen import Buttons, alert, button


@dataclass(frozen=True, slots=True)
class Drafts:
    """An admin's drafts of one kind, of which the latest counts: under the first name it stands in
    the conversation, under the second one its number.

    `about` names what in the conversation says what its question is about. With `chain`, the
    questions of one group about the same thing belong to one draft: words, then their button.
    """

    draft: str
    number: str
    about: tuple[str, ...]
    chain: bool = False

    def latest(self, data: Mapping[str, Any]) -> tuple[int, dict[str, Any]] | None:
        """Return the draft of a conversation with its number; None without one."""
        found = data.get(self.draft)
        return (int(data[self.number]), dict(found)) if found else None

    async def keep(self, state: FSMContext, draft: Mapping[str, Any]) -> int:
        """Put a draft in the place of an earlier one; return its number."""
        number = int((await state.get_data()).get(self.number, 0)) + 1
        question = {self._answered: await self._question(state)}
        await state.update_data({self.draft: dict(draft), self.number: number, **question})
        return number

    async def change(self, state: FSMContext, draft: Mapping[str, Any]) -> None:
        """Put another content into the draft; its number stays."""
        await state.update_data({self.draft: dict(draft)})

    async def pressed(
        self, query: CallbackQuery, number: int, state: FSMContext, say: Wording
    ) -> dict[str, Any] | None:
        """Return the draft of a button; None, and the press is answered, for an older one."""
        found = self.latest(await state.get_data())
        if found is not None and found[0] == number:
            return found[1]
        await alert(query, say.plain("toast-face-draft-gone"))
        return None

    async def forget(self, state: FSMContext) -> None:
        if (await state.get_data()).get(self.draft):
            await state.update_data({self.draft: None})

    async def close(self, state: FSMContext) -> None:
        """Forget the draft, and leave the question that it answers; another one stays open."""
        question = await self._question(state)
        if (await state.get_data()).get(self._answered, question) == question:
            await state.set_state(None)
        await self.forget(state)

    @property
    def _answered(self) -> str:
        return f"{self.draft}_answers"

    async def _question(self, state: FSMContext) -> list[Any]:
        """Return which question is open, as far as it tells drafts apart."""
        name, data = await state.get_state() or "", await state.get_data()
        return [name.partition(":")[0] if self.chain else name, *map(data.get, self.about)]


def save_or_leave(
    say: Wording, save: CallbackData, drop: CallbackData, key: str = "button-face-save"
) -> list[Buttons]:
    """Return the buttons below a preview."""
    return [[button(say.plain(key), save)], [button(say.plain("button-face-drop"), drop)]]


def mine_or_theirs(say: Wording, mine: CallbackData, drop: CallbackData) -> list[Buttons]:
    """Return the buttons below what another admin has saved meanwhile."""
    return [
        [button(say.plain("button-face-save-anyway"), mine)],
        [button(say.plain("button-face-keep"), drop)],
    ]
