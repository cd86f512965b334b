"""The Telegram simulator: a Bot API over HTTP on loopback, with people who write, tap and block."""

from bot.sandbox.telegram.faults import Mode
from bot.sandbox.telegram.models import (
    BotCommand,
    Button,
    Call,
    CallbackAnswer,
    Document,
    Group,
    Message,
    Person,
)
from bot.sandbox.telegram.server import TelegramServer

__all__ = [
    "BotCommand",
    "Button",
    "Call",
    "CallbackAnswer",
    "Document",
    "Group",
    "Message",
    "Mode",
    "Person",
    "TelegramServer",
]
