"""The address of a button as admins type it: `https://…`, `tg://…`, `t.me/…`, `@name`."""

import re
from urllib.parse import urlsplit

_USERNAME = re.compile(r"@([A-Za-z][A-Za-z0-9_]{3,31})")
_BARE = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?::[0-9]+)?(?:[/?#]\S*)?", re.I
)
_LONGEST = 2048


def tidy_url(typed: str) -> str | None:
    """Return an address that Telegram opens from a button; None for anything else.

    A name and an address without its beginning are completed. `tg://user` is none: Telegram refuses
    the whole message once the privacy of that person forbids such a button.
    """
    typed = typed.strip()
    if (name := _USERNAME.fullmatch(typed)) is not None:
        return f"https://t.me/{name[1]}"
    url = f"https://{typed}" if _BARE.fullmatch(typed) else typed
    if len(url) > _LONGEST or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme == "tg":
        return url if host and host != "user" else None
    return url if parts.scheme == "https" and "." in host.strip(".") else None
