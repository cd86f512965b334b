"""Telegram's check of a photo: its size in bytes, its format and its dimensions."""

import struct

from bot.sandbox.telegram.errors import bad_request

_PNG = b"\x89PNG\r\n\x1a\n"
_LARGEST_BYTES = 10 * 1024 * 1024
_LARGEST_SUM = 10_000
_LARGEST_RATIO = 20


def photo_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels; raise ApiError. PNG only: the bot sends nothing else."""
    if len(content) > _LARGEST_BYTES:
        raise bad_request("file is too big for a photo")
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 24:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", content[16:24])
    large, small = max(width, height), min(width, height)
    if not small or width + height > _LARGEST_SUM or large > _LARGEST_RATIO * small:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
