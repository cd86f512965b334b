"""The contact and the terms, which `.env` may have too: what an admin sends, and what cards say."""

from collections.abc import Iterable

from aiogram.enums import MessageEntityType
from aiogram.types import InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.shop_face.telegram_html import plain
from bot.domain.shop_face.texts import Content, Place, Slot
from bot.texts import Markup, Url, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face import writing as writing_
from bot.usecases.shop_face.writing import NotTaken, Unfit, read_setting, why_not_taken
from handlers.telegram.admin.shop_face.quotes import quotable
from handlers.telegram.callbacks.shop_face import WriteAddress, WriteWords
from handlers.telegram.ui.screen import button


def present(place: Place, content: Content, deps: Deps, say: Wording) -> Iterable[Markup]:
    """Yield what counts in a place, and the value of `.env` where that is another."""
    in_settings = deps.shop_face.in_settings(place.slot)
    if content.is_original:
        if in_settings is None:
            yield say("face-value-none", slot=place.slot.value)
        else:
            yield say("face-value-env", value=Url(in_settings))
        return
    value = _value(place.slot, content)
    if value is None:
        yield say("face-card-own")
        yield say("face-card-words", words=quotable(content.html or ""))
    else:
        yield say("face-value-shown", value=Url(value))
    if in_settings is not None and in_settings != value:
        yield say("face-value-env-beside", value=Url(in_settings))


def _value(slot: Slot, content: Content) -> str | None:
    """Return what takes a line: a contact, or the address of terms."""
    if content.button is not None:
        return content.button.url
    return plain(content.html) if content.html and slot is Slot.CONTACT else None


def writing(place: Place, say: Wording) -> list[list[InlineKeyboardButton]]:
    """Return the ways to write a contact or terms."""
    if place.slot is Slot.CONTACT:
        return [[button(say.plain("button-face-contact"), WriteWords.of(place))]]
    return [
        [button(say.plain("button-face-terms-page"), WriteAddress.of(place))],
        [button(say.plain("button-face-terms-text"), WriteWords.of(place))],
    ]


def how_to_write(slot: Slot, most: int, say: Wording) -> Markup:
    """Return what an admin may send for a contact, or as the words of the terms."""
    if slot is Slot.CONTACT:
        return say("face-ask-contact", most=most)
    return lines(
        say("face-ask-words"),
        say("face-ask-name"),
        say("face-ask-most", most=most),
        say("face-ask-terms-longer"),
    )


def read(slot: Slot, message: Message, say: Wording) -> Content | Markup | None:
    """Return the contact or the address of terms in a message, or why it isn't taken; None for
    terms in words."""
    if message.text is None and not (slot is Slot.TERMS and message.caption):
        return say("face-only-text", slot=slot.value)
    found = read_setting(slot, message.text or message.caption or "")
    if isinstance(found, NotTaken) and found.why is not Unfit.ADDRESS:
        return why_not_taken(slot, found, say)
    if slot is Slot.CONTACT:
        return found if isinstance(found, Content) else None
    return None if found is None or message.text is None else read_address(message, say)


def read_address(message: Message, say: Wording) -> Content | Markup:
    """Return the address of terms in a message, also of words that are a link; else what is wrong
    with it."""
    text = message.text or ""
    behind = [
        one.url
        for one in message.entities or ()
        if one.type == MessageEntityType.TEXT_LINK and one.url
    ]
    found = writing_.read_address(text)
    if len(behind) == 1 and not (isinstance(found, NotTaken) and found.why is Unfit.SECRET):
        found = writing_.read_address(behind[0])
    return why_not_taken(Slot.TERMS, found, say) if isinstance(found, NotTaken) else found
