"""Shows the command menus in Telegram."""

import asyncio

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

log = structlog.get_logger(__name__)

_PAUSE_SECONDS = 30.0

Menu = SetMyCommands | DeleteMyCommands | SetChatMenuButton
"""A menu to set, or one to take away, or the button beside what somebody writes."""


async def show_menus(bot: Bot, menus: tuple[Menu, ...]) -> None:
    """Set the command menus. None is required: an admin who never wrote has no chat for one."""
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
