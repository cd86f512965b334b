"""Reads the `initData` of a Mini App, which Telegram signs with the bot's token."""

import re
from urllib.parse import parse_qsl

from aiogram.utils.web_app import safe_parse_webapp_init_data

from bot.domain.models import PersonId
from bot.usecases.console.access import Opening

LONGEST = 4096
_HASH = re.compile(r"[0-9a-f]{64}")


def read_init_data(token: str, init_data: str) -> Opening | None:
    """Return who opened the Mini App, and when; None for what this bot's token hasn't signed.

    The signature is over lines of `name=value` (core.telegram.org/bots/webapps, *Validating data
    received via the Mini App*). A value with a line break could be cut into others under the same
    signature, and of two values with one name only one would be read: Telegram sends neither.
    """
    try:
        pairs = parse_qsl(init_data, keep_blank_values=True, strict_parsing=True)
        values = dict(pairs)
        if len(values) < len(pairs) or any("\n" in f"{name}{value}" for name, value in pairs):
            return None
        if not _HASH.fullmatch(values.get("hash", "")):
            return None
        read = safe_parse_webapp_init_data(token, init_data)
    except (ValueError, RecursionError):  # among them pydantic's ValidationError
        return None
    user = read.user
    if user is None or user.is_bot or not 0 < user.id < 2**63:
        return None
    return Opening(PersonId(user.id), int(read.auth_date.timestamp()), read.hash)
