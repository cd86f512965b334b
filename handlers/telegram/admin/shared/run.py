"""Commands that a button runs as well: what is sent goes below the message with the button."""

from aiogram import F
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from handlers.telegram.callbacks.home import Rare, RunCommand
from handlers.telegram.ui.screen import done

Place = Message | InaccessibleMessage
"""The message that asks: the command, or the one with the button."""


def running(what: Rare) -> CallbackQueryFilter:
    """Return the filter of the buttons that run this command."""
    return RunCommand.filter(F.what == what)


async def place_of(query: CallbackQuery) -> Place | None:
    """End the button's waiting, and return where to answer; a button can only be in a message."""
    await done(query)
    return query.message
