"""The page's files: what the bot and people sent each other, and what a person sends now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import uuid4

from aiohttp import web
from aiohttp.multipart import BodyPartReader

from bot.sandbox.control import WORLD, Refusal, person_of
from bot.sandbox.telegram import Document
from bot.sandbox.telegram.photos import guessed_size
from bot.sandbox.telegram.typed import as_typed

_SHOWN = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "video/mp4", "video/webm"}
)
"""The types that the page shows. Any other file is only saved: it may hold a script."""
_MOST_BYTES = 50 * 1024 * 1024
_MOST_FILES = 10
_LONGEST_CAPTION = 4096
"""People with Telegram Premium may write captions as long as a message."""


def routes() -> list[web.RouteDef]:
    return [
        web.get("/api/people/{id}/files/{message}", _file),
        web.get("/api/bot/picture/{file}", _bot_picture),
        web.post("/api/people/{id}/files", _send_files),
    ]


@dataclass(slots=True)
class _Sent:
    """The files that a person sends, the words below the first, and how they are sent."""

    files: list[Document]
    caption: str = ""
    as_files: bool = False
    hidden: bool = False
    reply_to: int | None = None


async def _file(request: web.Request) -> web.Response:
    """Return the file in a message: a picture or a video to be shown, anything else to be saved."""
    number = request.match_info["message"]
    for message in request.app[WORLD].telegram.chat(person_of(request).id):
        if str(message.message_id) == number and message.document is not None:
            shown = _shown_type(message.document)
            return web.Response(
                body=message.document.content,
                content_type=shown or "application/octet-stream",
                headers={} if shown else {"Content-Disposition": "attachment"},
            )
    raise web.HTTPNotFound(text="There is no such file.")


async def _bot_picture(request: web.Request) -> web.Response:
    """Return the bot's own picture."""
    found = request.app[WORLD].telegram.file(request.match_info["file"])
    if found is None or found.sent_as != "photo":
        raise web.HTTPNotFound(text="There is no such picture.")
    return web.Response(body=found.content, content_type=_shown_type(found) or "image/png")


def _shown_type(document: Document) -> str | None:
    """Return the type of a file that the page may show; None for any other."""
    if document.sent_as == "photo":
        return "image/jpeg" if document.content.startswith(b"\xff\xd8") else "image/png"
    return document.mime_type if document.mime_type in _SHOWN else None


async def _send_files(request: web.Request) -> web.Response:
    """Let the person send the files: several pictures and videos are an album, as in the apps."""
    person = person_of(request)
    sent = await _read(request)
    if not sent.files:
        raise Refusal("There is nothing to send.")
    telegram = request.app[WORLD].telegram
    words, entities = as_typed(sent.caption)
    documents = [one if sent.as_files else as_media(one) for one in sent.files]
    album = uuid4().hex if _is_album(documents) else None
    for place, document in enumerate(documents):
        await telegram.send_file(
            person.id,
            document,
            "" if place or document.sent_as == "sticker" else words,
            entities=() if place or document.sent_as == "sticker" else entities,
            album=album,
            has_spoiler=sent.hidden and document.sent_as in ("photo", "video", "animation"),
            reply_to_message_id=sent.reply_to,
        )
    return web.json_response({"sent": len(documents)})


def as_media(file: Document) -> Document:
    """Return a file as Telegram's apps send it unless they are asked to send a file."""
    match file.mime_type.partition("/"):
        case "image", _, "png" | "jpeg":
            return replace(file, size=guessed_size(file.content))
        case "image", _, "gif":
            return replace(file, size=guessed_size(file.content), kind="animation")
        case "image", _, "webp":
            return replace(file, kind="sticker")
        case "video", _, _:
            return replace(file, size=guessed_size(file.content), kind="video")
        case "audio", _, _:
            return replace(file, kind="audio")
        case _:
            return replace(file, kind="sticker") if file.file_name.endswith(".tgs") else file


def _is_album(documents: Iterable[Document]) -> bool:
    kinds = [one.sent_as for one in documents]
    return len(kinds) > 1 and {*kinds} <= {"photo", "video"}


async def _read(request: web.Request) -> _Sent:
    if not request.content_type.startswith("multipart/"):
        raise Refusal("Files come as a form, not as JSON.")
    sent = _Sent([])
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        await _read_part(sent, part)
    return sent


async def _read_part(sent: _Sent, part: BodyPartReader) -> None:
    if part.name == "file":
        if len(sent.files) == _MOST_FILES:
            raise Refusal("An album has at most 10 pictures.")
        content = bytes(await part.read(decode=False))
        if not content or len(content) > _MOST_BYTES:
            raise Refusal("A file has between 1 byte and 50 MB.")
        kind = part.headers.get("Content-Type", "application/octet-stream").partition(";")[0]
        sent.files.append(Document(part.filename or "file", content, kind.strip().lower()))
        return
    name, value = part.name, (await part.text()).replace("\r\n", "\n")
    match name:
        case "caption" if len(value) <= _LONGEST_CAPTION:
            sent.caption = value.strip()
        case "reply_to" if value.isdecimal() and len(value) < 10:
            sent.reply_to = int(value)
        case ("as_files" | "hidden") as name:
            setattr(sent, name, value == "1")
        case _:
            raise Refusal(f"“{name}” is not a field of this form, or too long.")
