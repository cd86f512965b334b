"""The admins' handlers, which are imported when an admin first writes or presses something.

They are a hundred modules and as many kinds of buttons: 4 MB, of which no buyer's update needs
anything.
"""

import asyncio
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from aiogram import Router
from aiogram.types import TelegramObject

from handlers.telegram.ui.quick_filters import ask_on_the_loop

_MODULE = "handlers.telegram.admin"


class LateAdminRouter(Router):
    """Has no handlers until the first update of an admin."""

    def __init__(self) -> None:
        super().__init__(name="late admins")
        self._loading = asyncio.Lock()

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        """Pass an update on; whether its handlers admit the person is theirs to check."""
        if kwargs.get("is_admin"):
            await self._load()
        return await super().propagate_event(update_type, event, **kwargs)

    async def _load(self) -> None:
        """Import and register the handlers in a thread: other updates go on meanwhile."""
        async with self._loading:
            if not self.sub_routers:
                self.include_routers(*await asyncio.to_thread(_routers))


def _routers() -> Sequence[Router]:
    routers: Sequence[Router] = import_module(_MODULE).admin_routers()
    for one in routers:
        ask_on_the_loop(one)
    return routers
