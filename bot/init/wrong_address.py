"""Says what is wrong with an address that can't be the bot's."""

import re
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from bot.init.answers import Said
from bot.init.desk import wrong
from bot.init.pasted import Pasted, kind_of
from bot.settings import addresses

_LINKS = {Pasted.LINK, Pasted.HOST, Pasted.OTHER}
"""The looks of an address, right or wrong; everything else is something else."""
_BEGINNING = re.compile(r"((\w{0,6}:?//?)|https?:)+", re.IGNORECASE)
"""The signs before the name, also where there are too few or too many."""


def what_is_wrong(text: str, fits: Callable[[str], bool]) -> Said:
    """Return the mistake in an address, and its next step. `fits` says whether the settings would
    take an address."""
    if kind_of(text) not in _LINKS:
        return wrong("address", text)
    beginning = _BEGINNING.match(text)
    if beginning is None:
        is_word = re.fullmatch(r"[\w-]+", text) is not None
        return _said("short", name=text) if is_word else wrong("address", text)
    rest = text[beginning.end() :]
    try:
        parts = urlsplit(f"https://{rest}")
        host = parts.hostname or ""
    except ValueError:
        return _said("impossible", name=rest)
    if not addresses.is_http_address(f"https://{host}") and ":" not in host:
        return _said("impossible", name=host or text)
    mistake = _mistake(beginning[0].lower(), parts, fits)
    return _said(mistake, host=host, port=_port(parts) or 0) if mistake else wrong("address", text)


def _said(mistake: str, **params: object) -> Said:
    return Said(f"init-address-{mistake}", params, f"init-address-{mistake}-step")


def _mistake(beginning: str, parts: SplitResult, fits: Callable[[str], bool]) -> str:
    """Return the first mistake beside a name that is possible; empty if there is none to see."""
    found = {
        "http": beginning == "http://",
        "beginning": beginning != "https://",
        "webhook": re.search(r"/webhook(/|$)", parts.path) is not None,
        "user": "@" in parts.netloc,
        "query": bool(parts.query or parts.fragment),
        "no-port": _port(parts) is None or parts.netloc.endswith(":"),
        "port": bool(_port(parts)) and fits(f"https://{parts.hostname}"),
        "private": not addresses.is_global(parts.hostname or ""),
    }
    return next((mistake for mistake, is_there in found.items() if is_there), "")


def _port(parts: SplitResult) -> int | None:
    """Return the port, 0 where there is none; None where it can't exist."""
    try:
        return None if parts.port == 0 else parts.port or 0
    except ValueError:
        return None
