"""The rules of single settings: each reads or checks one, and says plainly what is wrong."""

import difflib
import ipaddress
import re
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from pydantic import SecretStr

from bot.domain.durations import Duration

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

WHERE_THE_KEY_IS = "in Tribute open the author dashboard, ⋯ → Settings → API Keys, and copy the key"

_INT64_MAX = 2**63 - 1
_LARGEST_ID = 2**52
"""Telegram's ids have at most 52 significant bits (Bot API, User and Chat)."""
TELEGRAM_WEBHOOK_PATH = "/webhook/telegram"
_OWN_PATHS = {"/", "/healthz", "/readyz", "/metrics", TELEGRAM_WEBHOOK_PATH}
_BOT_TOKEN = re.compile(r"\d{1,20}:[\w-]+", re.ASCII)
_BOT_TOKEN_INSIDE = re.compile(r"\d{5,}:[\w-]{20,}", re.ASCII)
_LINK_SHAPE = re.compile(r"\w+://|t\.me/|web\.tribute\.tg", re.ASCII | re.IGNORECASE)
_NO_KEYS = (
    (_BOT_TOKEN_INSIDE, "holds a Telegram bot token"),
    (re.compile(rf"^{_BOT_TOKEN.pattern}$", re.ASCII), "holds the bot token"),
    (re.compile(rf"^({_LINK_SHAPE.pattern})", re.IGNORECASE), "holds a link, not a key"),
    (re.compile(r"^whsec_"), "holds a secret for outgoing webhooks"),
    (re.compile(r"[^!-~]"), "contains spaces or letters no key has"),
    (re.compile(r"^(?![\w.~+/-]+=*$)", re.ASCII), "contains quotes or signs no key has"),
)
"""The mistakes in the place of a key. The last one lets pass what keys are made of (RFC 7235 calls
it token68): hexadecimal numbers, UUIDs and base64, but no quotes, brackets and colons."""
_PATH_SHAPE = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?")


def lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def check_bot_token(secret: SecretStr) -> SecretStr:
    """Return the token if it can be one: a number, a colon, and letters as in base64url."""
    if not _BOT_TOKEN.fullmatch(secret.get_secret_value()):
        raise ValueError(
            "is not a bot token: copy the one @BotFather gave, like 123456:ABC-…, without quotes"
        )
    return secret


def check_tribute_key(secret: SecretStr | None) -> SecretStr | None:
    """Return the key; raise ValueError for what no key is, but is copied in place of one."""
    if secret is None:
        return None
    value = secret.get_secret_value()
    if not value.strip():
        raise ValueError(f"is not set: {WHERE_THE_KEY_IS}")
    mistake = next((said for shape, said in _NO_KEYS if shape.search(value)), None)
    if mistake is not None:
        raise ValueError(f"{mistake}: {WHERE_THE_KEY_IS}")
    return secret


def check_header_secret(secret: SecretStr | None) -> SecretStr | None:
    """Return the bearer's token; raise ValueError where it can't be sent, or is another secret."""
    if secret is None:
        return None
    value = secret.get_secret_value()
    if not _is_header_safe(secret):
        raise ValueError("must be plain ASCII letters, digits and signs, without spaces")
    if any(quote in value for quote in "\"'`\\"):
        raise ValueError("contains quotes: leave them out")
    if _BOT_TOKEN_INSIDE.search(value) or _LINK_SHAPE.match(value):
        raise ValueError("must be a secret of its own: take what `openssl rand -hex 32` prints")
    return secret


def check_secrets_differ(
    bot_token: SecretStr,
    tribute_api_key: SecretStr,
    previous: SecretStr | None,
    api_token: SecretStr | None,
) -> None:
    """Raise ValueError where one secret stands in place of another: its holder could do more than
    its name says, or a change of keys would lose payments."""
    if tribute_api_key == bot_token:
        raise ValueError(f"TRIBUTE_API_KEY holds the bot token: {WHERE_THE_KEY_IS}")
    if previous == bot_token:
        raise ValueError("TRIBUTE_API_KEY_PREVIOUS holds the bot token: paste the key before")
    if previous == tribute_api_key:
        raise ValueError(
            "TRIBUTE_API_KEY_PREVIOUS holds the same key as TRIBUTE_API_KEY: paste the key before, "
            "or leave it empty"
        )
    if api_token is not None and api_token in (bot_token, tribute_api_key):
        raise ValueError("API_TOKEN holds another secret: take what `openssl rand -hex 32` prints")


def _is_header_safe(secret: SecretStr) -> bool:
    return re.fullmatch(r"[!-~]+", secret.get_secret_value()) is not None


def read_person_ids(value: object) -> object:
    return _read_ids(
        value, range(1, _LARGEST_ID), "must be Telegram ids of people, like 123456789, 987654321"
    )


def read_chat_ids(value: object) -> object:
    return _read_ids(
        value,
        range(-_LARGEST_ID, 0),
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
    if not ids:
        raise ValueError(rule)
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


def check_webhook_path(path: str) -> str:
    if not _PATH_SHAPE.fullmatch(path):
        raise ValueError("must be a path like /webhook/tribute")
    if path.rstrip("/") in _OWN_PATHS or path.startswith("/api/"):
        raise ValueError("is a path that the bot needs for something else: choose another")
    return path


def check_database_path(path: Path) -> Path:
    text = str(path)
    if text == ":memory:" or text.startswith("file:") or re.match(r"\w+:/", text):
        raise ValueError("must be a file on disk: payments are kept in it")
    if text.endswith(("-wal", "-shm")):
        raise ValueError("is a file beside a database: name the database itself")
    checked = check_path(path)
    if checked is None or checked.is_dir():
        raise ValueError("is a folder: add the name of a file, like data/tributary.db")
    return checked


def check_path(path: Path | None) -> Path | None:
    """Return the path with `~` replaced by a home folder."""
    if path is None:
        return None
    if re.match(r"\w+:/", str(path)):
        raise ValueError("must be a path on this machine, not a link")
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError("begins with ~ and a name that has no home folder here") from None


def check_support_contact(contact: str | None) -> str | None:
    """Return the contact that buyers read; raise ValueError where it names nobody, or a secret."""
    if contact is None:
        return None
    if not any(char.isalnum() for char in contact):
        raise ValueError("must be a contact that buyers can reach, like @your_support")
    if _BOT_TOKEN_INSIDE.search(contact) or contact.startswith("whsec_"):
        raise ValueError("holds a secret, and buyers would read it: write a contact instead")
    return contact


def check_timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        known = {zone.lower(): zone for zone in available_timezones()}
        nearest = difflib.get_close_matches(name.lower(), known, n=1)
        hint = f"did you mean {known[nearest[0]]}?" if nearest else "write it like Europe/Moscow"
        raise ValueError(f"is not a known time zone: {hint}") from None
    return name
