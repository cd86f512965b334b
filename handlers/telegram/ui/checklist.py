"""The way to the list of /setup, for screens that lead there while a shop is being set up."""

from aiogram.types import InlineKeyboardButton

from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.checklist.entries import ShowChecklist
from handlers.telegram.ui.screen import button


def to_checklist(say: Wording) -> list[InlineKeyboardButton]:
    """Return the row with the button back to the list."""
    return [button(say.plain("button-checklist"), ShowChecklist())]


def towards_checklist(say: Wording, *, points: bool) -> list[InlineKeyboardButton]:
    """Return the row with the button to the list; empty once nothing leads there any more."""
    return [button(say.plain("button-checklist-go-on"), ShowChecklist())] if points else []
