"""Screens of the shop's own face: the card of a place, and parts that several screens share."""

from collections.abc import Iterable

from aiogram.types import InlineKeyboardButton

from bot.deps import Deps
from bot.domain.shop_face.texts import Content, Place, Saved, Slot
from bot.texts import GAP, Markup, Url, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.shop_face.writing import is_place, original_words
from handlers.telegram.admin.shop_face import of_settings
from handlers.telegram.admin.shop_face.quotes import quotable
from handlers.telegram.callbacks.consent import ShowConsent
from handlers.telegram.callbacks.shop_face import (
    RemoveButton,
    RemovePicture,
    RestoreOriginal,
    SeeSlot,
    ShowChanges,
    ShowFace,
    ShowFacePlans,
    ShowSlot,
    WriteButton,
    WriteWords,
)
from handlers.telegram.ui.screen import button, side_by_side

Row = list[InlineKeyboardButton]
Rows = list[Row]


def language(locale: str, say: Wording) -> str:
    """Return a language by its own name."""
    return say.texts.language_name(locale)


def name_of(slot: Slot, say: Wording) -> str:
    """Return what a slot is called, with its emoji."""
    return say.plain("button-face-slot", slot=slot.value)


def is_known(place: Place, deps: Deps) -> bool:
    """Return whether there is such a place now."""
    return is_place(place, deps.texts.locales, deps.plans.known)


def asking(place: Place, say: Wording) -> Markup:
    """Return the title of a question about a place."""
    what, of_language = name_of(place.slot, say), language(place.locale, say)
    return say("face-ask-title", what=what, language=of_language)


def back_to(place: Place, say: Wording) -> Row:
    return [button(say.plain("button-back"), ShowSlot.of(place))]


async def card(place: Place, deps: Deps, say: Wording) -> tuple[Markup, Rows]:
    """Return what readers of a language get in a place, and what can be done about it."""
    shown, saved = deps.shop_face.shown(place), deps.shop_face.saved(place)
    slot = place.slot.value
    text = lines(
        say("face-card-title", what=name_of(place.slot, say), language=language(place.locale, say)),
        _of_plan(place, say),
        say("face-card-about", slot=slot),
        GAP,
        *_present(place, shown.content, shown.locale, deps, say),
        await _by(saved, deps, say) if saved is not None else None,
    )
    return text, _rows(place, shown.content, saved, deps, say)


def _of_plan(place: Place, say: Wording) -> Markup | None:
    if place.plan_id is None or len(say.plans) < 2:
        return None
    return say("face-card-plan", plan=say.plan(place.plan_id))


def _present(
    place: Place, content: Content, locale: str, deps: Deps, say: Wording
) -> Iterable[Markup]:
    """Yield what stands there now, from which language it is, and whose words they are."""
    if locale != place.locale:
        yield say(
            "face-card-lent",
            language=language(place.locale, say),
            **{"from": language(locale, say)},
        )
    if place.slot.is_setting:
        yield from of_settings.present(place, content, deps, say)
    elif content.is_original and not place.slot.has_original:
        yield say("face-card-nothing")
    else:
        yield from _words(place, content, deps, say)


def _words(place: Place, content: Content, deps: Deps, say: Wording) -> Iterable[Markup]:
    if content.html is not None:
        yield say("face-card-own")
        yield say("face-card-words", words=quotable(content.html))
    elif place.slot.has_original:
        yield say("face-card-original")
        yield say("face-card-words", words=original_words(place, deps.texts))
    if content.picture_id is not None:
        yield say("face-card-picture")
    if content.button is not None:
        label, url = content.button
        yield say("face-card-button", label=label, url=Url(url))


async def _by(saved: Saved, deps: Deps, say: Wording) -> Markup:
    who = person_link(say, await deps.shop_face.admin(saved), saved.admin_id)
    return say("face-card-saved", when=When(saved.saved_at), who=who)


def _rows(place: Place, content: Content, saved: Saved | None, deps: Deps, say: Wording) -> Rows:
    own = saved is not None and not saved.content.is_original
    seen = saved.id if saved is not None else 0
    in_settings = deps.shop_face.in_settings(place.slot) is not None
    rows = _writing(place, say)
    if content.picture_id is not None:
        rows.append(
            [button(say.plain("button-face-no-picture"), RemovePicture.of(place, seen=seen))]
        )
    if content.button is not None and place.slot.takes_button:
        rows.append([button(say.plain("button-face-no-button"), RemoveButton.of(place, seen=seen))])
    if not content.is_original or place.slot.has_original or in_settings:
        rows.append([button(say.plain("button-face-see"), SeeSlot.of(place))])
    if own:
        key = _way_back(place.slot, deps)
        rows.append([button(say.plain(key), RestoreOriginal.of(place, seen=seen))])
    if saved is not None:
        rows.append([button(say.plain("button-face-history"), ShowChanges.of(place))])
    if place.slot is Slot.TERMS:
        rows.append(to_consent(deps, say))
    return [*rows, *other_languages(place, deps, say), back(place, say)]


def to_consent(deps: Deps, say: Wording) -> Row:
    """Return the button to the card of consent."""
    state = "on" if deps.consent.is_on else "off"
    return [button(say.plain("button-consent-card", state=state), ShowConsent())]


def _writing(place: Place, say: Wording) -> Rows:
    if place.slot.is_setting:
        return of_settings.writing(place, say)
    key = "button-face-write-picture" if place.slot.takes_picture else "button-face-write"
    rows = [[button(say.plain(key), WriteWords.of(place))]]
    if place.slot.takes_button:
        rows.append([button(say.plain("button-face-button"), WriteButton.of(place))])
    return rows


def leaves_nothing(slot: Slot, deps: Deps) -> bool:
    """Return whether nothing stands in a slot once an admin has taken their own out of it."""
    return not slot.has_original and deps.shop_face.in_settings(slot) is None


def _way_back(slot: Slot, deps: Deps) -> str:
    if leaves_nothing(slot, deps):
        return "button-face-nothing"
    return "button-face-original" if slot.has_original else "button-face-env"


def other_languages(place: Place, deps: Deps, say: Wording) -> Rows:
    """Return the same place in the other languages."""
    return side_by_side(
        button(
            say.label("label-face-language", language=language(locale, say)),
            ShowSlot.of(place._replace(locale=locale)),
        )
        for locale in deps.texts.locales
        if locale != place.locale
    )


def back(place: Place, say: Wording) -> Row:
    """Return the way back: to the choice of a plan, if there was one."""
    if place.slot.is_by_plan and len(say.plans) > 1:
        return [button(say.plain("button-face-plans"), ShowFacePlans())]
    return [button(say.plain("button-face-list"), ShowFace())]
