"""Telegram's check of a photo: its size in bytes, its format and its dimensions."""

import struct

from bot.sandbox.telegram.errors import bad_request

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers after which a JPEG names its size."""
_USUAL = (1280, 720)
_LARGEST_BYTES = 10 * 1024 * 1024
_LARGEST_SUM = 10_000
_LARGEST_RATIO = 20


def photo_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels; raise ApiError. PNG, JPEG and WebP only."""
    if len(content) > _LARGEST_BYTES:
        raise bad_request("file is too big for a photo")
    size = _size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    large, small = max(width, height), min(width, height)
    if not small or width + height > _LARGEST_SUM or large > _LARGEST_RATIO * small:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def guessed_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels, or those of a usual picture where they can't be read."""
    return _size(content) or _USUAL


def _size(content: bytes) -> tuple[int, int] | None:
    return _png_size(content) or _jpeg_size(content) or _webp_size(content)


def _png_size(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return the size in the first frame header of a JPEG."""
    if not content.startswith(_JPEG):
        return None
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        if content[at + 1] in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    """Return the size in the first chunk of a WebP, which is of one of three kinds (RFC 9649)."""
    if not content.startswith(b"RIFF") or content[8:12] != b"WEBP" or len(content) < 30:
        return None
    kind = content[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        both = int.from_bytes(content[21:25], "little")
        return (both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
        return width + 1, height + 1
    return None
