"""Bot API methods for files: send a photo, a video, an animation or a document; download one."""

from dataclasses import replace

from aiohttp import web

from bot.sandbox.telegram.api import Api, Method
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.files import Attachment, uploaded
from bot.sandbox.telegram.methods.messages import caption, post
from bot.sandbox.telegram.models import Document
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.photos import photo_size

_LARGEST_DOWNLOAD = 20 * 1024 * 1024
"""Bots can download files of up to 20 MB (https://core.telegram.org/bots/api#getfile)."""
_MOST_BYTES = 50 * 1024 * 1024
"""The largest file that a bot may upload
(https://core.telegram.org/bots/api#sending-files); one that is there already may be larger."""


def send_document(api: Api, params: Params) -> object:
    return _send(api, params, "document")


def send_photo(api: Api, params: Params) -> object:
    """Keep the picture's bytes as they came; Telegram itself would compress them."""
    return _send(api, params, "photo")


def send_video(api: Api, params: Params) -> object:
    return _send(api, params, "video")


def send_animation(api: Api, params: Params) -> object:
    return _send(api, params, "animation")


def get_file(api: Api, params: Params) -> object:
    file_id = params.text("file_id")
    document = api.files.find(file_id)
    if document is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(document.content) > _LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": f"unique-{file_id[-6:]}",
        "file_size": len(document.content),
        "file_path": f"files/{file_id}",
    }


async def download(api: Api, request: web.Request) -> web.Response:
    """Answer with a file's bytes, at `/file/bot<token>/<file_path>`."""
    document = api.files.find(request.match_info["name"])
    if document is None:
        raise web.HTTPNotFound(text='{"ok":false,"error_code":404,"description":"Not Found"}')
    return web.Response(body=document.content, content_type="application/octet-stream")


METHODS: dict[str, Method] = {
    "getFile": get_file,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendVideo": send_video,
    "sendAnimation": send_animation,
}


def _send(api: Api, params: Params, kind: str) -> object:
    text = caption(params)
    document, file_id = _file(api, params, kind)
    attachment = Attachment(
        document, file_id, params.flag("has_spoiler"), params.flag("show_caption_above_media")
    )
    return post(api, params, text, attachment)


def _file(api: Api, params: Params, kind: str) -> tuple[Document, str]:
    """Return the file that is sent, and its identifier; raise ApiError where it can't be."""
    upload = uploaded(params, kind)
    if upload is None:
        return api.files.named(params.text(kind), kind), params.text(kind)
    if len(upload.content) > _MOST_BYTES:
        raise bad_request("file is too big")
    size = photo_size(upload.content) if kind == "photo" else _size(params)
    document = replace(upload, size=size, kind=None if kind in ("photo", "document") else kind)
    return document, api.files.keep(document)


def _size(params: Params) -> tuple[int, int] | None:
    """Return the size of a video as the bot names it."""
    width, height = params.integer("width"), params.integer("height")
    return (width, height) if width and height else None
