"""Where the owner's own stands: in which languages, and for which plans."""

from collections.abc import Iterable

from bot.domain.models import PlanId
from bot.domain.shop_face.texts import OwnTexts, Place, Slot
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.face import ShopFace


def own_languages(slot: Slot, texts: OwnTexts, locales: Iterable[str]) -> list[str]:
    """Return the languages in which something of the owner's own stands in a slot."""
    own = {
        place.locale
        for place, saved in texts.latest.items()
        if place.slot is slot and not saved.content.is_original
    }
    return [one for one in locales if one in own]


def own_plans(texts: OwnTexts) -> set[PlanId]:
    """Return the plans for which something of the owner's own stands somewhere."""
    return {
        place.plan_id
        for place, saved in texts.latest.items()
        if place.plan_id is not None and not saved.content.is_original
    }


def still_original(place: Place, face: ShopFace, say: Wording) -> Markup | None:
    """Return which other languages still have the bot's words, after own words were saved."""
    if not place.slot.has_original or face.shown(place).content.html is None:
        return None
    others = [
        say.texts.language_name(one)
        for one in say.texts.locales
        if face.shown(place._replace(locale=one)).content.html is None
    ]
    if not others:
        return None
    return say("face-others", languages=", ".join(others))
