"""The shop's own face: the places where an owner's words stand, and which of them a reader gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from bot.domain.models import PersonId, PlanId
from bot.domain.shop_face.telegram_html import length

LONGEST_MESSAGE = 4096
LONGEST_CAPTION = 1024
"""Telegram's limits in UTF-16 code units, markup not counted (Bot API, sendMessage, sendPhoto)."""
LONGEST_IN_NOTICE = 3000
"""The most of own words in a notice: the rest is for facts that the bot adds."""


class Slot(StrEnum):
    """A part of the shop that an owner can word. The values are stored, and in callback data: they
    never change."""

    GREETING = "greeting"
    WHAT_NOW = "what_now"
    REMINDER = "reminder"
    ENDED = "ended"

    @property
    def is_by_plan(self) -> bool:
        """Whether each plan has words of its own."""
        return self is Slot.WHAT_NOW

    @property
    def takes_picture(self) -> bool:
        return self is Slot.GREETING

    @property
    def takes_button(self) -> bool:
        return self is Slot.WHAT_NOW

    @property
    def has_original(self) -> bool:
        """Whether the bot has words of its own for it; without, nothing is shown."""
        return self is not Slot.WHAT_NOW


class Place(NamedTuple):
    """A slot in a language, and of a plan where each has its own."""

    slot: Slot
    locale: str
    plan_id: PlanId | None = None


class OwnButton(NamedTuple):
    """The one button below own words."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Content:
    """The words, picture and button of an owner's own in one place. Without `html` the bot's words
    stand there."""

    html: str | None = None
    picture_id: int | None = None
    button: OwnButton | None = None

    @property
    def is_original(self) -> bool:
        """Whether nothing in it is the owner's."""
        return self == ORIGINAL


ORIGINAL = Content()


class PictureFile(NamedTuple):
    """Telegram's name of a picture; it is good for one bot only."""

    bot_id: int
    file_id: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A content as an admin has saved it; `id` grows with each one."""

    id: int
    place: Place
    content: Content
    saved_at: int
    admin_id: PersonId


@dataclass(frozen=True, slots=True)
class Shown:
    """The content that a reader gets in a place, and the language it is from."""

    content: Content
    locale: str


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """The latest content of each place."""

    latest: Mapping[Place, Saved] = field(default_factory=dict)

    def shown(self, place: Place, default_locale: str) -> Shown:
        """Return what readers get there.

        The language's own content counts alone, also where an admin has gone back to the original.
        Where nobody has chosen anything, the bot's words in the reader's language are better than
        an owner's in another; but a picture, and words for which the bot has none, come from
        DEFAULT_LOCALE or else from any language.
        """
        if not self.latest:
            return Shown(ORIGINAL, place.locale)
        if place in self.latest:
            return Shown(self.latest[place].content, place.locale)
        others = [
            one
            for one in self.latest.values()
            if one.place._replace(locale="") == (place._replace(locale=""))
        ]
        others.sort(key=lambda one: (one.place.locale != default_locale, one.place.locale))
        for one in others:
            lent = _lent(one)
            if not lent.is_original:
                return Shown(lent, one.place.locale)
        return Shown(ORIGINAL, place.locale)

    def version(self, place: Place) -> int:
        """Return the id of what counts there, 0 where nobody has saved anything."""
        return self.latest[place].id if place in self.latest else 0


def _lent(one: Saved) -> Content:
    """Return what readers of other languages get of a content."""
    if not one.place.slot.has_original:
        return one.content
    return Content(picture_id=one.content.picture_id)


def most_of(slot: Slot, *, picture: bool) -> int:
    """Return the most that own words may take there."""
    if slot is not Slot.GREETING:
        return LONGEST_IN_NOTICE
    return LONGEST_CAPTION if picture else LONGEST_MESSAGE


def is_too_long(slot: Slot, content: Content) -> bool:
    """Return whether the words don't fit with what else the message has."""
    most = most_of(slot, picture=content.picture_id is not None)
    return content.html is not None and length(content.html) > most
