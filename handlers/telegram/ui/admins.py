"""The button to who runs the shop, for every screen that leads there."""

from aiogram.types import InlineKeyboardButton

from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.admins import ShowAdmins
from handlers.telegram.ui.screen import button


def to_admins(say: Wording) -> InlineKeyboardButton:
    """Return the button to the list of owners and admins."""
    return button(say.plain("button-admins"), ShowAdmins())
