"""The bot's own name, about text, description and picture in Telegram: what can be set where, and
what Telegram takes.

All of it is plain text (https://core.telegram.org/bots/api#setmyname and those below it).
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.domain.models import PersonId
from bot.domain.shop_face.telegram_html import utf16_length

EVERYONE = ""
"""Telegram's language code for all readers whose language has nothing of its own."""
SMALLEST_PICTURE = 160
"""The least of width and height that Telegram takes, in pixels (PHOTO_CROP_SIZE_SMALL)."""


class Part(StrEnum):
    """A part of the profile. The values are stored, and in callback data: they never change."""

    NAME = "name"
    ABOUT = "about"
    DESCRIPTION = "description"
    PICTURE = "picture"

    @property
    def has_languages(self) -> bool:
        """Whether each language can have its own: Telegram has one picture for all."""
        return self is not Part.PICTURE


LONGEST: Mapping[Part, int] = {Part.NAME: 64, Part.ABOUT: 120, Part.DESCRIPTION: 512}
METHODS: Mapping[Part, str] = {
    Part.NAME: "setMyName",
    Part.ABOUT: "setMyShortDescription",
    Part.DESCRIPTION: "setMyDescription",
    Part.PICTURE: "setMyProfilePhoto",
}
"""The Bot API's methods. Telegram limits each of them alone, the name to a few changes a day."""


class Spot(NamedTuple):
    """A part in a language."""

    part: Part
    language: str = EVERYONE

    @property
    def may_be_empty(self) -> bool:
        """Whether nothing may stand there: a bot always has a name."""
        return self.part is not Part.NAME or self.language != EVERYONE


class Present(NamedTuple):
    """The words or the picture that stand in a spot; neither is nothing of its own."""

    words: str = ""
    picture_id: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == NOTHING


NOTHING = Present()


class WishState(StrEnum):
    """The values are stored: they never change."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    """Another wish came before Telegram had taken it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A content that an admin wants in a spot; `id` grows with each one."""

    id: int
    bot_id: int
    spot: Spot
    content: Present
    is_original: bool
    """Whether the admin wants the original back."""
    asked_at: int
    admin_id: PersonId
    state: WishState
    tries: int = 0
    tried_at: int = 0
    retry_seconds: int = 0
    ended_at: int | None = None
    reason: str | None = None

    def seconds_left(self, now: int) -> int:
        """Return when the next try is due; a clock that went back makes it no later."""
        return max(0, min(self.retry_seconds, self.tried_at + self.retry_seconds - now))


class Failure(StrEnum):
    """Why Telegram didn't do what it was asked for."""

    LIMITED = "limited"
    """A 429: it will, later."""
    LATER = "later"
    """No answer, or none that can be read: it may even have done it."""
    REFUSED = "refused"
    UNKNOWN_METHOD = "unknown_method"
    """The Bot API server is too old for it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A call that wasn't carried out; `seconds` is the wait of a limit."""

    why: Failure
    reason: str = ""
    seconds: int = 0


def tidy(part: Part, typed: str) -> str:
    """Return words as Telegram keeps them: without blanks at their ends, a name in one line."""
    return " ".join(typed.split()) if part is Part.NAME else typed.strip()


def length(words: str) -> int:
    return utf16_length(words)


def is_too_long(part: Part, words: str) -> bool:
    return length(words) > LONGEST.get(part, 0)


def is_visible(words: str) -> bool:
    """Return whether there is anything to read: blanks and invisible signs alone are nothing."""
    return any(unicodedata.category(one)[0] not in {"C", "Z"} for one in words)
