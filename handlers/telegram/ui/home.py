"""The way back from the lists that a command opens: the screen of /start."""

from aiogram.types import InlineKeyboardButton

from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.shared import ShowHome
from handlers.telegram.ui.screen import button


def to_home(say: Wording) -> list[InlineKeyboardButton]:
    """Return the row with the button to the screen of /start."""
    return [button(say.plain("button-home"), ShowHome())]
