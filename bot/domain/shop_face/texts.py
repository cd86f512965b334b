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
LONGEST_TERMS = 3500
"""The most of own terms in the message of /terms, which also says who takes the payment."""
LONGEST_CONTACT = 64
"""The most of a contact, as `SUPPORT_CONTACT` has it."""


class Slot(StrEnum):
    """A part of the shop that an owner can word. The values are stored, and in callback data: they
    never change."""

    GREETING = "greeting"
    WHAT_NOW = "what_now"
    REMINDER = "reminder"
    ENDED = "ended"
    CONTACT = "contact"
    TERMS = "terms"

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
        return self in {Slot.GREETING, Slot.REMINDER, Slot.ENDED}

    @property
    def is_setting(self) -> bool:
        """Whether `.env` may have a value for it, which counts until an admin changes it."""
        return self in {Slot.CONTACT, Slot.TERMS}


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
    stand there. Terms on a page are a button without a label."""

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

    def shown(self, place: Place, default_locale: str, *, in_settings: bool = False) -> Shown:
        """Return what readers get there; ORIGINAL also means the value of `.env`, if there is one
        (`in_settings`).

        The language's own content counts alone, also where an admin has gone back to the original.
        Where nobody has chosen anything, the bot's words in the reader's language are better than
        an owner's in another; but a picture, and words for which the bot has none, come from
        DEFAULT_LOCALE or else from any language. So do a contact and terms that an admin has taken
        back: those of another language are better than none.
        """
        if not self.latest:
            return Shown(ORIGINAL, place.locale)
        own = self.latest.get(place)
        if own is not None and not (_is_void(own) and not in_settings):
            return Shown(own.content, place.locale)
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


def _is_void(one: Saved) -> bool:
    """Return whether an admin has left the place to `.env`."""
    return one.place.slot.is_setting and one.content.is_original


def _lent(one: Saved) -> Content:
    """Return what readers of other languages get of a content."""
    if not one.place.slot.has_original:
        return one.content
    return Content(picture_id=one.content.picture_id)


def most_of(slot: Slot, *, picture: bool) -> int:
    """Return the most that own words may take there."""
    if slot is Slot.GREETING:
        return LONGEST_CAPTION if picture else LONGEST_MESSAGE
    return {Slot.TERMS: LONGEST_TERMS, Slot.CONTACT: LONGEST_CONTACT}.get(slot, LONGEST_IN_NOTICE)


def is_too_long(slot: Slot, content: Content) -> bool:
    """Return whether the words don't fit with what else the message has."""
    most = most_of(slot, picture=content.picture_id is not None)
    return content.html is not None and length(content.html) > most
