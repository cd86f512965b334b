"""Bot API methods about the bot's own name, descriptions and picture."""

from typing import Any

from bot.sandbox.telegram.api import Api, Method
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.markup import utf16_length
from bot.sandbox.telegram.methods.setup import language
from bot.sandbox.telegram.models import Document
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.photos import photo_size

_LENGTHS = {"name": 64, "description": 512, "short_description": 120}
_SMALLEST = 160
_JPEG = b"\xff\xd8\xff"
_SIZES = 100
_ATTACH = "attach://"


def set_my_profile_photo(api: Api, params: Params) -> object:
    """Set the picture, which must be a new JPEG (core.telegram.org/bots/api#inputprofilephoto)."""
    raw = params.json("photo", "can't parse InputProfilePhoto JSON object")
    if not isinstance(raw, dict):
        raise bad_request("expected an Object as photo")
    if raw.get("type") not in ("static", "animated"):
        raise bad_request("InputProfilePhoto has unsupported type")
    document = _upload(params, raw.get("photo" if raw["type"] == "static" else "animation"))
    if raw["type"] == "static":
        _check_picture(api, document)
    size = photo_size(document.content) if raw["type"] == "static" else (640, 640)
    kept = Document(document.file_name, document.content, "image/jpeg", size)
    api.profile.photos.append(api.files.keep(kept))
    api.show_profile()
    return True


def remove_my_profile_photo(api: Api, _params: Params) -> object:
    api.profile.photos.clear()
    api.show_profile()
    return True


def get_user_profile_photos(api: Api, params: Params) -> object:
    """Return the bot's own pictures, newest first; other people here have none."""
    user_id = params.integer("user_id")
    if user_id != api.bot_id and user_id not in api.chats.people:
        raise bad_request("invalid user_id specified")
    photos = api.profile.photos[::-1] if user_id == api.bot_id else []
    offset, limit = params.integer("offset") or 0, params.integer("limit") or _SIZES
    shown = photos[offset : offset + min(max(limit, 1), _SIZES)]
    return {"total_count": len(photos), "photos": [[_size(api, one)] for one in shown]}


def _size(api: Api, file_id: str) -> dict[str, Any]:
    document = api.files.find(file_id)
    width, height = document.size or (0, 0) if document is not None else (0, 0)
    return {
        "file_id": file_id,
        "file_unique_id": f"unique-{file_id[-6:]}",
        "width": width,
        "height": height,
    }


def _upload(params: Params, named: object) -> Document:
    """Return the file that the call brings along: a picture can't be used by its identifier."""
    written = named if isinstance(named, str) else ""
    upload = params.files.get(written.removeprefix(_ATTACH))
    if not written.startswith(_ATTACH) or upload is None:
        raise bad_request("profile photo must be uploaded as a new file")
    if not upload.content:
        raise bad_request("file must be non-empty")
    return upload


def _check_picture(api: Api, document: Document) -> None:
    """Refuse what is no JPEG, or too small. Pictures that were sent as photos keep their bytes in
    the simulator; Telegram itself would have made JPEGs of them."""
    if not document.content.startswith(_JPEG) and not api.files.was_photo(document.content):
        raise bad_request("PHOTO_EXT_INVALID")
    if min(photo_size(document.content)) < _SMALLEST:
        raise bad_request("PHOTO_CROP_SIZE_SMALL")


def _setter(kind: str) -> Method:
    def set_text(api: Api, params: Params) -> object:
        text, code = params.text(kind).strip(), language(params)
        if utf16_length(text) > _LENGTHS[kind]:
            raise bad_request(f"bot {kind.replace('_', ' ')} is too long")
        if kind == "name" and not code and not text:
            raise bad_request("bot name must be non-empty")
        api.profile.texts[kind, code] = text
        api.show_profile()
        return True

    return set_text


def _getter(kind: str) -> Method:
    def get_text(api: Api, params: Params) -> object:
        return {kind: api.profile.text(kind, language(params))}

    return get_text


METHODS: dict[str, Method] = {
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setMyProfilePhoto": set_my_profile_photo,
    "removeMyProfilePhoto": remove_my_profile_photo,
    "getUserProfilePhotos": get_user_profile_photos,
}
