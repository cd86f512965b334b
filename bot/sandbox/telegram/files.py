"""The files that Telegram keeps: each has an identifier with which it can be sent once more."""

from dataclasses import dataclass

from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.models import Document
from bot.sandbox.telegram.params import Params

_TYPES = {
    "photo": "Photo",
    "video": "Video",
    "animation": "Animation",
    "document": "Document",
    "sticker": "Sticker",
    "voice": "VoiceNote",
    "video_note": "VideoNote",
    "audio": "Audio",
}
"""Telegram's own names of the types, as its errors have them."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """The file in a message, and how it is shown."""

    document: Document | None = None
    file_id: str | None = None
    has_spoiler: bool = False
    caption_above: bool = False


NOTHING_ATTACHED = Attachment()


class Files:
    """The files of all messages, by identifier."""

    def __init__(self) -> None:
        self._kept: dict[str, Document] = {}
        self._removed: set[str] = set()

    def keep(self, document: Document) -> str:
        """Keep a file and return its identifier."""
        file_id = f"AgACsandboxfile{len(self._kept) + 1:06}"
        self._kept[file_id] = document
        return file_id

    def remove(self, file_id: str) -> None:
        """Forget a file: Telegram keeps none for ever."""
        self._removed.add(file_id)

    def find(self, file_id: str) -> Document | None:
        """Return a file that is still there."""
        return None if file_id in self._removed else self._kept.get(file_id)

    def was_photo(self, content: bytes) -> bool:
        """Return whether these bytes have been sent as a photo."""
        return any(one.sent_as == "photo" and one.content == content for one in self._kept.values())

    def named(self, file_id: str, kind: str) -> Document:
        """Return the file with this identifier; raise ApiError if there is none of this kind."""
        document = self._kept.get(file_id)
        if document is None and "://" not in file_id:
            raise bad_request(
                "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
            )
        if document is None or file_id in self._removed:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if document.sent_as != kind:
            there = _TYPES[document.sent_as]
            raise bad_request(f"can't use file of type {there} as {_TYPES[kind]}")
        return document


def uploaded(params: Params, name: str) -> Document | None:
    """Return the file that the call brings along as `name`; None if it names one by identifier.

    Raises ApiError where it does neither, or the file is empty.
    """
    upload, written = params.files.get(name), params.text(name)
    if upload is None and written.startswith("attach://"):
        upload = params.files.get(written.removeprefix("attach://"))
        written = ""
    if upload is None and not written:
        raise bad_request(f"there is no {name} in the request")
    if upload is not None and not upload.content:
        raise bad_request("file must be non-empty")
    return upload
