"""Messages as buyers get them, for a preview outside the chat: what is in them, and whether one
arrived in an admin's own chat."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.models import Button


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as buyers get it: Telegram HTML, rows of buttons, and our picture above it."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    picture_id: int | None = None


class NotShown(StrEnum):
    """Why nothing arrived in an admin's own chat."""

    REFUSED = "refused"
    """Telegram takes no such message from anybody."""
    UNREACHABLE = "unreachable"
    """The admin has blocked the bot or never pressed Start."""
    LATER = "later"
    """Telegram didn't answer, or asks for a pause: nothing is known of the message itself."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """A preview that didn't arrive; `reason` is Telegram's where it says one."""

    why: NotShown
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """A picture that Telegram has taken: our number of it, its name there, and its size."""

    id: int
    file_id: str
    width: int
    height: int
