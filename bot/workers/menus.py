"""Shows the command menus in Telegram: all of them at start, the admins' whenever these change."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
)
from aiogram.methods import DeleteMyCommands, SetChatMenuButton, SetMyCommands

from bot.errors import StorageUnavailable

log = structlog.get_logger(__name__)

_PAUSE_SECONDS = 30.0

Menu = SetMyCommands | DeleteMyCommands | SetChatMenuButton
"""A menu to set, or one to take away, or the button beside what somebody writes."""
Compose = Callable[[], Awaitable[tuple[Menu, ...]]]


@dataclass(frozen=True, slots=True)
class Menus:
    """The command menus to show. None is required: an admin who never wrote has no chat for one."""

    at_start: Compose
    """Composes all menus as they are now: also after a failure, since which they may be others."""
    of_admins: Compose
    """Composes the menus of all admins as they are now."""
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def show_again(self) -> None:
        """Show the admins' menus again; call it when the commands have changed."""
        self._changed.set()

    async def keep_shown(self, bot: Bot) -> None:
        """Show them, and again with each change, until cancelled."""
        await _show_all(bot, await _composed(self.at_start))
        while await self._changed.wait():
            self._changed.clear()
            await _show_all(bot, await _composed(self.of_admins))


async def _composed(compose: Compose) -> tuple[Menu, ...]:
    """Return the menus, none where the database can't be read: people get answers all the same."""
    try:
        return await compose()
    except StorageUnavailable as error:
        log.info("command menus not composed", reason=type(error).__name__)
        return ()


async def _show_all(bot: Bot, menus: tuple[Menu, ...]) -> None:
    for menu in menus:
        while not await _show(bot, menu):  # noqa: ASYNC110  (no event says when)
            await asyncio.sleep(_PAUSE_SECONDS)


async def _show(bot: Bot, menu: Menu) -> bool:
    """Set one menu, or take it away; return False if another try may help."""
    try:
        await bot(menu)
    except (TelegramBadRequest, TelegramForbiddenError, TelegramNotFound) as error:
        log.info("command menu refused", menu=type(menu).__name__, why=str(error))
    except (TelegramAPIError, ClientDecodeError) as error:
        log.info("command menu not set yet", reason=type(error).__name__)
        return False
    return True
