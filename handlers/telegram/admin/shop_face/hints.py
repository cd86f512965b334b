"""Hints below a preview of the shop's own words: what may not be as the admin meant it."""

from collections.abc import Iterable

from aiogram.types import Message

from bot.domain.shop_face.texts import Content, Place, Slot
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.shared.hints import about_words


def about(
    message: Message, place: Place, content: Content, shown: list[Message], say: Wording
) -> Iterable[Markup]:
    """Yield the hints about a draft."""
    if message.media_group_id is not None:
        yield say("face-hint-album")
    if content.html is None and place.slot.has_original:
        yield say("face-hint-original")
    if content.html is not None and place.slot is not Slot.CONTACT:
        yield from about_words(content.html, place.locale, shown, say)
