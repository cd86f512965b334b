"""The rules of single settings: each reads or checks one, and says plainly what is wrong."""

import difflib
import ipaddress
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unicodedata import category
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import SecretStr

from bot.domain.durations import Duration

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

WHERE_THE_KEY_IS = "in Tribute open the author dashboard, ⋯ → Settings → API Keys, and copy the key"

_INT64_MAX = 2**63 - 1
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_TELEGRAM_PORTS = {443, 80, 88, 8443}
TELEGRAM_WEBHOOK_PATH = "/webhook/telegram"
_OWN_PATHS = {"/", "/healthz", "/readyz", "/metrics", TELEGRAM_WEBHOOK_PATH}
_BOT_TOKEN_SHAPE = re.compile(r"(bot)?\d{5,}:[\w-]{20,}", re.ASCII)
_LINK_SHAPE = re.compile(r"\w+://|t\.me/|web\.tribute\.tg", re.ASCII | re.IGNORECASE)
_PATH_SHAPE = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?")


def tidy(values: dict[str, Any]) -> dict[str, Any]:
    """Trim every text; drop the blank ones, which count as unset; refuse characters that are not
    text."""
    tidied: dict[str, Any] = {}
    for name, value in values.items():
        kept = value.strip() if isinstance(value, str) else value
        if isinstance(kept, str) and any(category(char) in {"Cc", "Cs"} for char in kept):
            raise ValueError(f"{name.upper()} contains line breaks or characters that are not text")
        if kept != "":
            tidied[name] = kept
    return tidied


def lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def check_bot_token(secret: SecretStr) -> SecretStr:
    """Return the token if aiogram accepts it: digits, a colon, something after it."""
    number, colon, rest = secret.get_secret_value().partition(":")
    if not (_is_header_safe(secret) and number.isdigit() and colon and rest):
        raise ValueError(
            "is not a bot token: copy the one @BotFather gave, like 123456:ABC-…, without quotes"
        )
    return secret


def check_tribute_key(secret: SecretStr | None) -> SecretStr | None:
    if secret is None:
        return None
    value = secret.get_secret_value()
    if not value.strip():
        raise ValueError(f"is not set: {WHERE_THE_KEY_IS}")
    if _BOT_TOKEN_SHAPE.fullmatch(value):
        raise ValueError(f"holds a Telegram bot token: {WHERE_THE_KEY_IS}")
    if _LINK_SHAPE.match(value):
        raise ValueError(f"holds a link, not a key: {WHERE_THE_KEY_IS}")
    if not _is_header_safe(secret):
        raise ValueError(f"contains spaces or letters no key has: {WHERE_THE_KEY_IS}")
    return secret


def check_header_secret(secret: SecretStr | None) -> SecretStr | None:
    if secret is not None and not _is_header_safe(secret):
        raise ValueError("must be plain ASCII letters, digits and signs, without spaces")
    return secret


def _is_header_safe(secret: SecretStr) -> bool:
    return re.fullmatch(r"[!-~]+", secret.get_secret_value()) is not None


def read_port(value: object) -> object:
    text = str(value)
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII) or int(text) > 65535:
        raise ValueError("must be a whole number from 1 to 65535 (or 0 for any free port)")
    return int(text)


def read_person_ids(value: object) -> object:
    return _read_ids(
        value, range(1, _INT64_MAX), "must be Telegram ids of people, like 123456789, 987654321"
    )


def read_chat_ids(value: object) -> object:
    return _read_ids(
        value,
        range(-_INT64_MAX, 0),
        "must be ids of groups or channels, which begin with a minus, like -1001234567890",
    )


def _read_ids(value: object, allowed: range, rule: str) -> object:
    if isinstance(value, int):
        value = str(value)
    if not isinstance(value, str):
        return value
    ids = []
    for item in _split(value):
        if not re.fullmatch(r"-?\d{1,19}", item, re.ASCII) or int(item) not in allowed:
            raise ValueError(rule)
        ids.append(int(item))
    return tuple(dict.fromkeys(ids))


def read_networks(value: object) -> object:
    """Read addresses, or networks like 172.16.0.0/12, comma-separated."""
    if not isinstance(value, str):
        return value
    try:
        return tuple(ipaddress.ip_network(item) for item in _split(value))
    except ValueError:
        raise ValueError("must be addresses or networks, like 127.0.0.1, 172.16.0.0/12") from None


def read_tariffs(value: object) -> object:
    """Read `1 month=456, lifetime=459` as pairs. One product can be bound only once."""
    if not isinstance(value, str):
        return value
    pairs = [_read_tariff(item) for item in _split(value)]
    ids = [product_id for _, product_id in pairs]
    twice = next((i for i in ids if ids.count(i) > 1), None)
    if twice is not None:
        raise ValueError(f"names product {twice} twice: a product belongs to one tariff")
    return tuple(pairs)


def _read_tariff(item: str) -> tuple[Duration, int]:
    duration, equals, product_id = item.partition("=")
    if not equals:
        raise ValueError("must look like 1 month=456, 1 year=458, lifetime=459")
    number = product_id.strip()
    if not (re.fullmatch(r"\d{1,19}", number, re.ASCII) and 0 < int(number) <= _INT64_MAX):
        raise ValueError("needs a product id, a number above 0, after each “=” (not a link)")
    return _read_duration(duration), int(number)


def read_reminders(value: object) -> object:
    if not isinstance(value, str):
        return value
    durations = tuple(dict.fromkeys(_read_duration(item) for item in _split(value)))
    if Duration(lifetime=True) in durations:
        raise ValueError(
            "must hold times before the end, like 3 days, 1 day; a lifetime has no end"
        )
    return durations


def _read_duration(text: str) -> Duration:
    try:
        return Duration.parse(text)
    except ValueError as error:
        raise ValueError(
            "has an invalid duration: write 10 days, 2 weeks, 1 month, 1 year (100 years at most) "
            "or lifetime"
        ) from error


def _split(value: str) -> Iterable[str]:
    return (item.strip() for item in value.split(",") if item.strip())


def check_url(url: str | None) -> str | None:
    """Return an http(s) URL without credentials; the trailing slash is dropped."""
    if url is None:
        return None
    if not is_http_address(url) or " " in url or "@" in url:
        raise ValueError("must be an address like https://example.com")
    return url.rstrip("/")


def is_http_address(url: str) -> bool:
    """Return whether this is an http(s) URL with a host, and with a port that exists."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def check_api_url(url: str) -> str:
    """Return the base of an API. Paths are appended to it, so it may hold no query or fragment."""
    if "?" in url or "#" in url:
        raise ValueError("must end after the host name or path, without “?” or “#”")
    return check_url(url) or url


def check_public_url(url: str | None) -> str | None:
    if url is None:
        return None
    checked = check_api_url(url)
    parts = urlsplit(checked)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ValueError("must begin with https://: Telegram and Tribute send to nothing else")
    return checked


def check_telegram_reaches(public_url: str) -> None:
    """Raise ValueError for another port than the four that Telegram sends webhooks to (Bot API,
    setWebhook)."""
    port = urlsplit(public_url).port
    if port is not None and port not in _TELEGRAM_PORTS:
        raise ValueError("PUBLIC_URL must use port 443, 80, 88 or 8443: Telegram calls no other")


def check_host(host: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.:_-]+", host):
        raise ValueError("must be an address to listen on, like 127.0.0.1, without http:// or port")
    return host


def check_webhook_path(path: str) -> str:
    if not _PATH_SHAPE.fullmatch(path):
        raise ValueError("must be a path like /webhook/tribute")
    if path.rstrip("/") in _OWN_PATHS or path.startswith("/api/"):
        raise ValueError("is a path that the bot needs for something else: choose another")
    return path


def check_database_path(path: Path) -> Path:
    if str(path) == ":memory:" or str(path).startswith("file:"):
        raise ValueError("must be a file on disk: payments are kept in it")
    return path.expanduser()


def check_backup_dir(path: Path | None) -> Path | None:
    return path.expanduser() if path is not None else None


def check_timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        known = {zone.lower(): zone for zone in available_timezones()}
        nearest = difflib.get_close_matches(name.lower(), known, n=1)
        hint = f"did you mean {known[nearest[0]]}?" if nearest else "write it like Europe/Moscow"
        raise ValueError(f"is not a known time zone: {hint}") from None
    return name
