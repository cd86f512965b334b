"""The message of a broadcast as an admin sends it: a text, or one picture or video with words."""

from aiogram.enums import ContentType
from aiogram.types import Message

from bot.domain.broadcasts import Content
from bot.domain.models import Media, MediaKind
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording
from handlers.telegram.ui.text import html_text

_OTHERS = {
    ContentType.STICKER: "sticker",
    ContentType.DOCUMENT: "file",
    ContentType.VIDEO_NOTE: "round",
    ContentType.VOICE: "voice",
    ContentType.AUDIO: "voice",
}


def read_content(message: Message, say: Wording) -> Content | Markup:
    """Return the content of a message, or why it can't be sent to many."""
    if message.media_group_id is not None:
        return say("broadcast-not-possible", kind="album")
    media = _media(message)
    if media is None and message.text is None:
        return say("broadcast-not-possible", kind=_kind(message))
    content = Content(html_text(message), media)
    if content.length > content.most:
        key = "broadcast-too-long" if media is None else "broadcast-caption-too-long"
        return say(key, length=content.length, limit=content.most)
    return content


def _media(message: Message) -> Media | None:
    if message.photo:
        kind, file_id = MediaKind.PHOTO, message.photo[-1].file_id
    elif message.video is not None:
        kind, file_id = MediaKind.VIDEO, message.video.file_id
    elif message.animation is not None:
        kind, file_id = MediaKind.ANIMATION, message.animation.file_id
    else:
        return None
    hidden, below = bool(message.has_media_spoiler), bool(message.show_caption_above_media)
    return Media(kind, file_id, hidden, below)


def _kind(message: Message) -> str:
    """Return the word by which the text about what can't be sent is chosen."""
    type_ = (message.document.mime_type or "") if message.document is not None else ""
    if type_.startswith("image/"):
        return "picture-file"
    if type_.startswith("video/"):
        return "video-file"
    return _OTHERS.get(ContentType(message.content_type), "other")
