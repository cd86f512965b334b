"""The places of the shop's own words as a page shows them."""

from collections.abc import Iterable

from bot.domain.shop_face.telegram_html import plain
from bot.domain.shop_face.texts import Content, Place, Saved, Slot, most_of
from bot.texts import When, Whole
from bot.texts.values import show_moment
from bot.usecases.people.phrases import short_name
from bot.usecases.shop_face.face import Change
from bot.usecases.shop_face.own import still_original
from bot.usecases.shop_face.writing import original_words
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence
from handlers.http.console.api.shop_face.models import (
    Back,
    ButtonOut,
    ChangeOut,
    ContentOut,
    Kind,
    PlaceOut,
)

_LONGEST_EXCERPT = 300
_KINDS: dict[Slot, Kind] = {Slot.CONTACT: "contact", Slot.TERMS: "terms"}


async def place_out(call: Call, place: Place) -> PlaceOut:
    """Return a place with everything that is known of it."""
    face, slot = call.deps.shop_face, place.slot
    shown, saved = face.shown(place), face.saved(place)
    return PlaceOut(
        slot=slot,
        locale=place.locale,
        plan_id=place.plan_id,
        kind=_KINDS.get(slot, "words"),
        about=sentence(call.say("face-card-about", slot=slot.value)),
        content=_content_out(slot, shown.content),
        original=original_words(place, call.deps.texts),
        is_own=saved is not None and not saved.content.is_original,
        seen=saved.id if saved is not None else 0,
        saved=await _saved_by(call, saved),
        notes=list(_notes(call, place)),
        back=_back(call, slot),
        most=most_of(slot, picture=False),
        most_with_picture=most_of(slot, picture=True),
        takes_picture=slot.takes_picture,
        takes_button=slot.takes_button,
    )


async def _saved_by(call: Call, saved: Saved | None) -> str | None:
    if saved is None:
        return None
    who = short_name(call.say, await call.deps.shop_face.admin(saved), saved.admin_id)
    when = show_moment(When(saved.saved_at), call.locale, call.deps.texts.zone)
    return call.text("console-shop-saved-by", who=who, when=when)


def _notes(call: Call, place: Place) -> Iterable[str]:
    """Yield what to know of a place: a content lent from another language, a value of `.env`."""
    say, face = call.say, call.deps.shop_face
    shown, in_settings = face.shown(place), face.in_settings(place.slot)
    if shown.locale != place.locale:
        language = say.texts.language_name(shown.locale)
        yield call.text("console-shop-lent", language=language)
    if in_settings is not None and shown.content.is_original:
        yield call.text("console-shop-from-env", value=Whole(in_settings))
    elif in_settings is not None:
        yield call.text("console-shop-beside-env", value=Whole(in_settings))
    if (others := still_original(place, face, say)) is not None:
        yield sentence(others)


def _back(call: Call, slot: Slot) -> Back:
    if slot.has_original:
        return "original"
    return "env" if call.deps.shop_face.in_settings(slot) is not None else "nothing"


def _content_out(slot: Slot, content: Content) -> ContentOut:
    button, html = content.button, content.html
    address = None
    if slot is Slot.CONTACT and html is not None:
        address, html = plain(html), None
    if slot is Slot.TERMS and button is not None:
        address, button = button.url, None
    return ContentOut(
        html=html,
        picture_id=content.picture_id,
        button=ButtonOut(label=button.label, url=button.url) if button is not None else None,
        address=address,
    )


def change_out(call: Call, one: Change) -> ChangeOut:
    """Return a change of a place."""
    slot = one.after.place.slot
    return ChangeOut(
        id=one.after.id,
        when=show_moment(When(one.after.saved_at), call.locale, call.deps.texts.zone),
        by=short_name(call.say, one.admin, one.after.admin_id),
        after=_excerpt(call, slot, one.after.content),
        before=_excerpt(call, slot, one.before),
    )


def _excerpt(call: Call, slot: Slot, content: Content) -> str:
    """Return what a content says, in a line."""
    if content.is_original:
        return call.text("console-shop-original" if slot.has_original else "console-shop-nothing")
    shown = _content_out(slot, content)
    parts = [
        call.text("console-shop-with-picture") if content.picture_id is not None else None,
        shown.address,
        " ".join(plain(shown.html).split())[:_LONGEST_EXCERPT] if shown.html else None,
        f"[{shown.button.label}]" if shown.button is not None else None,
    ]
    return " ".join(one for one in parts if one)
