"""Support: a buyer's message to the owner, and an admin's answer to it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.models import PersonId


class SupportKind(StrEnum):
    TEXT = "text"
    PHOTO = "photo"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Written:
    """A message as somebody has just written it; `text` is a picture's caption, often empty.

    `album` is Telegram's name of the album that it belongs to, None for a single message.
    """

    chat_id: int
    message_id: int
    kind: SupportKind
    text: str
    album: str | None = None


@dataclass(frozen=True, slots=True)
class SupportMessage:
    """A stored message; `admin_id` is None for the buyer's own, else the admin who answers."""

    id: int
    telegram_user_id: PersonId
    admin_id: int | None
    answers: int | None
    """The message that it answers or continues, if any; itself where an admin has written first."""
    chat_id: int
    message_id: int
    kind: SupportKind
    text: str
    created_at: int

    @property
    def is_unasked(self) -> bool:
        """Whether an admin has written first, to somebody who had never written."""
        return self.answers == self.id

    @property
    def was_typed_in_the_console(self) -> bool:
        """Whether an admin has typed it in the console: Telegram has no message to copy."""
        return self.message_id < 0


def typed_in_the_console(admin_id: int, text: str, answers: int) -> Written:
    """Return an admin's words that answer this support message. Such a message is numbered by the
    one that it answers, below zero, where Telegram has no numbers."""
    return Written(admin_id, -answers, SupportKind.TEXT, text)


_FIRST = 2**53
"""Beyond the ids of all support messages."""


def first_from_the_console(admin_id: int, text: str, person: int) -> Written:
    """Return an admin's words to somebody who has never written: numbered by the person, so that
    each admin writes such a message once, however often it is sent."""
    return Written(admin_id, -_FIRST - person, SupportKind.TEXT, text)


@dataclass(frozen=True, slots=True)
class Thread:
    """The support message behind one of the bot's messages, and who may reply to it there."""

    message: SupportMessage
    to_admin: bool


@dataclass(frozen=True, slots=True)
class SupportRequest:
    """Somebody's messages to the owner since the last answer to them."""

    telegram_user_id: PersonId
    messages: tuple[int, ...]
    """The ids of the support messages, oldest first."""
    text: str
    """The latest one's; empty for a picture without words."""
    since: int
