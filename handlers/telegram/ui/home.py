"""The way back from the lists that a command opens: the screen of /start."""

from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.shared import ShowHome
from handlers.telegram.ui.filters import live_message
from handlers.telegram.ui.screen import button


def to_home(say: Wording) -> list[InlineKeyboardButton]:
    """Return the row with the button to the screen of /start."""
    return [button(say.plain("button-home"), ShowHome())]


def kept_home(query: CallbackQuery, say: Wording) -> list[InlineKeyboardButton]:
    """Return that row for a screen in the place of one that has it; empty for any other."""
    message = live_message(query)
    markup = message.reply_markup if message is not None else None
    rows = markup.inline_keyboard if markup is not None else []
    data = ShowHome().pack()
    return to_home(say) if any(one.callback_data == data for row in rows for one in row) else []
