"""Commands about one person: named after the command, or asked for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, ForceReply, Message

from bot.deps import Deps
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.run import Place, place_of, running
from handlers.telegram.callbacks.home import Rare
from handlers.telegram.middlewares.questions import ANSWER

Begin = Callable[[Message, str, FSMContext, Wording, Deps], Awaitable[bool]]
"""Goes on with the typed text as far as it leads; returns False where it names nobody."""


@dataclass(frozen=True, slots=True)
class PersonQuestion:
    """A command such as `/user <id or @name>`; alone, or by its button, it asks `text_key` and
    waits in `state`."""

    command: Rare
    state: State
    text_key: str
    begin: Begin

    def register(self, router: Router) -> None:
        router.message.register(self.given, Command(self.command, ignore_case=True))
        router.message.register(self.typed, self.state, ANSWER)
        router.callback_query.register(self.pressed, running(self.command))

    async def given(
        self, message: Message, command: CommandObject, state: FSMContext, say: Wording, deps: Deps
    ) -> None:
        typed = (command.args or "").strip()
        if typed:
            await self.begin(message, typed, state, say, deps)
            return
        await self._ask(message, state, say)

    async def pressed(self, query: CallbackQuery, state: FSMContext, say: Wording) -> None:
        if (place := await place_of(query)) is not None:
            await self._ask(place, state, say)

    async def _ask(self, message: Place, state: FSMContext, say: Wording) -> None:
        await state.set_state(self.state)
        await message.answer(say(self.text_key), reply_markup=ForceReply())

    async def typed(self, message: Message, state: FSMContext, say: Wording, deps: Deps) -> None:
        if await self.begin(message, message.text or "", state, say, deps):
            await state.set_state(None)
