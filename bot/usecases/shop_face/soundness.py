"""The check of own words and pictures: what Telegram would refuse, or what is damaged."""

from collections.abc import Iterator

from bot.domain.addresses import tidy_url
from bot.domain.shop_face import profile
from bot.domain.shop_face.profile import Part, Wish, WishState
from bot.domain.shop_face.telegram_html import plain, problem
from bot.domain.shop_face.texts import Saved, Slot, is_too_long
from bot.usecases.shop_face.values import read_address, read_contact
from storage.engine.tx import Tx
from storage.shop_face import consent, profile_wishes, shop_pictures, shop_texts


def flaws(tx: Tx) -> Iterator[str]:
    """Yield a sentence for each flaw in what counts now."""
    for one in shop_texts.current(tx).latest.values():
        yield from _flaws_of(one)
    for picture_id in shop_pictures.damaged(tx):
        yield f"Picture {picture_id} of the shop is damaged: send it again under /shop."
    for wish in profile_wishes.every(tx):
        yield from _flaws_of_wish(wish)
    for wish_id in profile_wishes.done_without_original(tx):
        yield f"Nobody noted what the bot's profile had before wish {wish_id} changed it."
    for row in consent.to_no_terms(tx):
        yield f"Agreement {row} names a text that was never the terms."
    for row in consent.ahead(tx):
        yield f"Consent rule {row} leaves out agreements that there aren't."


def _flaws_of_wish(wish: Wish) -> Iterator[str]:
    """Yield what is wrong with a wish that waits: Telegram would refuse it."""
    if wish.state is not WishState.WAITING:
        return
    is_picture, words = wish.spot.part is Part.PICTURE, wish.content.words
    if not is_picture and profile.is_too_long(wish.spot.part, words):
        yield f"The bot's {wish.spot.part} in wish {wish.id} is longer than Telegram takes."
    if (is_picture and words) or (not is_picture and wish.content.picture_id is not None):
        yield f"Wish {wish.id} about the bot's profile has what can't stand there."


def _flaws_of(one: Saved) -> Iterator[str]:
    plan = f", plan {one.place.plan_id}" if one.place.plan_id is not None else ""
    where = f"The owner's words for {one.place.slot} ({one.place.locale}{plan})"
    broken = problem(one.content.html or "")
    if broken is not None:
        yield f"{where} have broken markup, so buyers get the original: {broken}."
    elif is_too_long(one.place.slot, one.content):
        yield f"{where} are longer than Telegram takes."
    if one.content.button is not None and not _opens(one, one.content.button.url):
        yield f"{where} have a button that Telegram doesn't open."
    if one.place.slot is Slot.CONTACT and one.content.html and not _is_contact(one.content.html):
        yield f"{where} are no contact that buyers can reach."


def _opens(one: Saved, url: str) -> bool:
    if one.place.slot is Slot.TERMS:
        return read_address(url) == url
    return tidy_url(url) is not None


def _is_contact(html: str) -> bool:
    return read_contact(plain(html)) == plain(html)
