"""The admins' handlers, which are imported when an admin first writes or presses something.

They are a hundred modules and as many kinds of buttons: 4 MB, of which no buyer's update needs
anything.
"""

import asyncio
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from aiogram import Router
from aiogram.methods import EditMessageText, SendDocument, SendPhoto
from aiogram.types import TelegramObject

from bot.runtime.rests import Rests
from handlers.telegram.ui.quick_filters import ask_on_the_loop

_MODULE = "handlers.telegram.admin"
_SENT = (EditMessageText, SendPhoto, SendDocument)
"""The methods that admins need besides texts; else each would be built on the loop when it is first
called, for up to 30 ms."""


class LateAdminRouter(Router):
    """Has no handlers until the first update of an admin."""

    def __init__(self, rests: Rests) -> None:
        super().__init__(name="late admins")
        self._rests = rests
        self._loading = asyncio.Lock()

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        """Pass an update on; whether its handlers admit the person is theirs to check."""
        if kwargs.get("is_admin"):
            await self._load()
        return await super().propagate_event(update_type, event, **kwargs)

    async def _load(self) -> None:
        """Import and register the handlers in a thread: other updates and payments go on."""
        async with self._loading:
            if not self.sub_routers:
                self.include_routers(*await self._rests.in_turns(_routers))


def _routers() -> Sequence[Router]:
    for method in _SENT:
        method.model_rebuild()
    routers: Sequence[Router] = import_module(_MODULE).admin_routers()
    for one in routers:
        ask_on_the_loop(one)
    return routers
