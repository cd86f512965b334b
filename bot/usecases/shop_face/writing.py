"""Own words as an admin writes them: what stands in a place with them, or why they aren't taken."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.plan_names import is_blank
from bot.domain.plans import Plan
from bot.domain.shop_face.telegram_html import length, plain
from bot.domain.shop_face.texts import (
    LONGEST_CONTACT,
    Content,
    Place,
    Slot,
    is_too_long,
    most_of,
)
from bot.texts import Markup, Texts
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face import values

_ORIGINALS = {Slot.REMINDER: "face-reminder-original", Slot.ENDED: "face-ended-original"}


class Unfit(StrEnum):
    """Why words aren't taken."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    SECRET = "secret"  # noqa: S105  (the name of a reason)
    CONTACT = "contact"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Words that aren't taken; `content` is what would stand there with them, if it is known."""

    why: Unfit
    content: Content | None = None


def with_words(slot: Slot, before: Content, html: str) -> Content | NotTaken:
    """Return what stands in a slot with these words in the place of the earlier ones; without any,
    the earlier ones stay."""
    if html and is_blank(plain(html)):
        return NotTaken(Unfit.EMPTY)
    return fitting(slot, replace(before, html=html or before.html))


def fitting(slot: Slot, content: Content) -> Content | NotTaken:
    """Return the content if its words aren't too long for the slot."""
    if content.html is not None and is_too_long(slot, content):
        return NotTaken(Unfit.TOO_LONG, content)
    return content


def read_setting(slot: Slot, typed: str) -> Content | NotTaken | None:
    """Return the contact or the address of terms that somebody has typed; None for their words."""
    if values.is_secret(typed):
        return NotTaken(Unfit.SECRET)
    if slot is Slot.CONTACT:
        contact = values.read_contact(typed)
        if contact is None:
            return NotTaken(Unfit.CONTACT)
        return values.contact_content(contact)
    return read_address(typed) if values.looks_like_an_address(typed) else None


def read_address(typed: str) -> Content | NotTaken:
    """Return the address of terms that somebody has typed."""
    if values.is_secret(typed):
        return NotTaken(Unfit.SECRET)
    found = values.read_address(typed)
    return NotTaken(Unfit.ADDRESS) if found is None else values.address_content(found)


def why_not_taken(slot: Slot, found: NotTaken, say: Wording) -> Markup:
    """Say why words aren't taken, and what would be."""
    match found.why:
        case Unfit.EMPTY:
            return say("face-empty")
        case Unfit.SECRET:
            return say("face-secret")
        case Unfit.CONTACT:
            return say("face-contact-unreadable", most=LONGEST_CONTACT)
        case Unfit.ADDRESS:
            return say("face-address-unreadable")
    content = found.content or Content()
    has_picture = content.picture_id is not None
    key = "face-too-long-picture" if has_picture else "face-too-long"
    most = most_of(slot, picture=has_picture)
    return say(key, length=length(content.html or ""), most=most)


def is_place(place: Place, locales: Collection[str], plans: Iterable[Plan]) -> bool:
    """Return whether there is such a place: a language that is there now, a plan where the slot has
    one for each, and no plan where it hasn't."""
    if place.locale not in locales:
        return False
    if not place.slot.is_by_plan:
        return place.plan_id is None
    return any(one.id == place.plan_id for one in plans)


def original_words(place: Place, texts: Texts) -> Markup | None:
    """Return the bot's own words of a place, without the facts that are added; None where it has
    none."""
    if place.slot is Slot.GREETING:
        return texts.render("shop-hello", place.locale, name=Markup("{name}"))
    key = _ORIGINALS.get(place.slot)
    return texts.render(key, place.locale) if key is not None else None
