"""The profile as people see it: name, picture and about text in the profile, the description in a
chat that is still empty."""

import asyncio
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message

from bot.deps import Deps
from bot.domain.shop_face.profile import EVERYONE, Part, Present, Spot
from bot.texts import Markup, paragraphs, quoted
from bot.texts.languages import telegram_codes
from bot.usecases.outbox.wording import Wording
from handlers.telegram.ui.picture import Below, send_picture


@dataclass(frozen=True, slots=True)
class Draft:
    """A content for a spot; without one, what Telegram shows now."""

    spot: Spot
    content: Present | None = None


async def send_preview(bot: Bot, reader_id: int, draft: Draft, deps: Deps, say: Wording) -> Message:
    """Send what people will see of the bot once the draft counts.

    Raises TelegramBadRequest for what Telegram refuses, LookupError for a picture that is missing.
    """
    theirs = _in_their_language(draft.spot, deps, say)
    if draft.spot.part is Part.DESCRIPTION:
        words = await _words(Part.DESCRIPTION, draft, deps)
        shown = quoted(words) if words else theirs("profile-seen-nothing")
        return await bot.send_message(reader_id, theirs("profile-seen-chat", words=shown))
    name, about, me = await asyncio.gather(
        _words(Part.NAME, draft, deps), _words(Part.ABOUT, draft, deps), bot.me()
    )
    text = paragraphs(
        theirs("profile-seen-head", name=quoted(name)),
        theirs("profile-seen-about", words=quoted(about)) if about else None,
        theirs("profile-seen-username", username=f"@{me.username}"),
    )
    return await _send(bot, reader_id, draft, text, deps)


async def _send(bot: Bot, reader_id: int, draft: Draft, text: Markup, deps: Deps) -> Message:
    """Send the profile with its picture. One that is only Telegram's may be no photo to send."""
    if draft.spot.part is Part.PICTURE and draft.content is not None:
        picture: int | str | None = draft.content.picture_id
    else:
        picture = await deps.bot_profile.picture_shown()
    if isinstance(picture, int):
        return await send_picture(bot, reader_id, picture, Below(text), deps.shop_face)
    if picture is not None:
        try:
            return await bot.send_photo(reader_id, picture, caption=text)
        except TelegramBadRequest:
            pass
    return await bot.send_message(reader_id, text)


async def _words(part: Part, draft: Draft, deps: Deps) -> str:
    """Return the words of a part as the draft has them, else as Telegram has them now."""
    spot, content = draft.spot, draft.content
    if part is spot.part and content is not None and content.words:
        return content.words
    if part is spot.part and content is not None:
        if spot.language == EVERYONE:
            return ""
        spot = spot._replace(language=EVERYONE)
    found = await deps.bot_profile.read(spot._replace(part=part))
    return found if isinstance(found, str) else ""


def _in_their_language(spot: Spot, deps: Deps, say: Wording) -> Wording:
    locale = telegram_codes(deps.texts.locales).get(spot.language, deps.texts.pick(None))
    return Wording(deps.texts, locale, say.plans)
