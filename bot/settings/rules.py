"""The rules of single settings: each reads or checks one, and says plainly what is wrong."""

import ipaddress
import re
from collections.abc import Iterable
from pathlib import Path

from pydantic import SecretStr

from bot.domain.durations import Duration
from bot.domain.plan_names import LONGEST_NAME, problem_of, tidy
from bot.domain.plans import SeedTariff

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

WHERE_THE_KEY_IS = "in Tribute open the author dashboard, ⋯ → Settings → API Keys, and copy the key"

_INT64_MAX = 2**63 - 1
_TELEGRAMS_OWN_IDS = {777000, 136817688, 1087968824}
"""Accounts of Telegram itself: its notices, and the anonymous senders in channels and groups."""
_LARGEST_ID = 2**52
"""Telegram's ids have at most 52 significant bits (Bot API, User and Chat)."""
TELEGRAM_WEBHOOK_PATH = "/webhook/telegram"
_OWN_PATHS = {"/", "/healthz", "/readyz", "/metrics", TELEGRAM_WEBHOOK_PATH}
_BOT_TOKEN = re.compile(r"\d{1,20}:[\w-]+", re.ASCII)
_BOT_TOKEN_INSIDE = re.compile(r"\d{5,}:[\w-]{20,}", re.ASCII)
_LINK_SHAPE = re.compile(r"\w+://|t\.me/|([\w-]+\.)*tribute\.tg", re.ASCII | re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"true|false|yes|no|none|null|undefined|todo|x{3,}|change[_-]?me|your[_-].*|.*[_-]here",
    re.IGNORECASE,
)
_NO_KEYS = (
    (_BOT_TOKEN_INSIDE, "holds a Telegram bot token"),
    (re.compile(rf"^{_BOT_TOKEN.pattern}$", re.ASCII), "holds the bot token"),
    (re.compile(rf"^({_LINK_SHAPE.pattern})", re.IGNORECASE), "holds a link, not a key"),
    (re.compile(r"^whsec_"), "holds a secret for outgoing webhooks"),
    (re.compile(r"^[+-]?\d+$", re.ASCII), "holds a number, not a key"),
    (re.compile(rf"^({PLACEHOLDER.pattern})$", re.IGNORECASE), "holds a word in place of the key"),
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
    if is_secret_of_another(value) or _LINK_SHAPE.match(value):
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
    if api_token is not None and api_token in (bot_token, tribute_api_key, previous):
        raise ValueError("API_TOKEN holds another secret: take what `openssl rand -hex 32` prints")


def check_bot_is_no_admin(bot_token: SecretStr, admin_ids: tuple[int, ...]) -> None:
    """Raise ValueError where the bot's own id, the number in its token, stands among the admins."""
    number, _, rest = bot_token.get_secret_value().partition(":")
    if _BOT_TOKEN_INSIDE.fullmatch(f"{number}:{rest}") and int(number) in admin_ids:
        raise ValueError("ADMIN_IDS holds the bot's own id: write the ids of people")


def is_secret_of_another(value: str) -> bool:
    """Return whether this holds what only one other setting may hold."""
    return _BOT_TOKEN_INSIDE.search(value) is not None or value.startswith("whsec_")


def check_no_secret_shown(values: dict[str, object], secrets: Iterable[str]) -> None:
    """Raise ValueError where a setting that people or the log may show holds a secret."""
    known = set(secrets)
    for name, value in values.items():
        if isinstance(value, str | Path) and (
            str(value) in known or is_secret_of_another(str(value))
        ):
            raise ValueError(f"{name.upper()} holds a secret: move it to its own setting")


def read_backup_keep(value: object) -> object:
    text = str(value)
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII) or not 1 <= int(text) <= 1000:
        raise ValueError("must be a whole number from 1 to 1000")
    return int(text)


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
    if not ids or _TELEGRAMS_OWN_IDS.intersection(ids):
        raise ValueError(rule)
    return tuple(dict.fromkeys(ids))


def read_networks(value: object) -> object:
    """Read addresses, or networks like 172.16.0.0/12, comma-separated."""
    if not isinstance(value, str):
        return value
    try:
        networks = tuple(ipaddress.ip_network(item) for item in _split(value))
    except ValueError:
        networks = ()
    if not networks:
        raise ValueError("must be addresses or networks, like 127.0.0.1, 172.16.0.0/12")
    return networks


def read_tariffs(value: object) -> object:
    """Read `1 month=456, Pro / lifetime=459` as plan, duration and product. One product can be
    bound only once."""
    if not isinstance(value, str):
        return value
    found = [_read_tariff(item) for item in _split(value)]
    ids = [one.product_id for one in found]
    twice = next((i for i in ids if ids.count(i) > 1), None)
    if twice is not None:
        raise ValueError(f"names product {twice} twice: a product belongs to one tariff")
    return tuple(found)


def _read_tariff(item: str) -> SeedTariff:
    tariff, equals, product_id = item.rpartition("=")
    if not equals:
        raise ValueError("must look like 1 month=456, 1 year=458, Pro / 1 month=459")
    plan, slash, duration = tariff.rpartition("/")
    name = tidy(plan) if slash else None
    problem = problem_of(name, ()) if name is not None else None
    if problem is not None:
        raise ValueError(
            f"needs a plan's name of 1 to {LONGEST_NAME} characters before each “/”, as in "
            "Pro / 1 month=459"
        )
    number = product_id.strip()
    if not (re.fullmatch(r"\d{1,19}", number, re.ASCII) and 0 < int(number) <= _INT64_MAX):
        raise ValueError("needs a product id, a number above 0, after each “=” (not a link)")
    return SeedTariff(_read_duration(duration), int(number), name)


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


def _split(value: str) -> list[str]:
    """Return the items between commas; commas alone are no list, and one item as it stands."""
    return [item.strip() for item in value.split(",") if item.strip()] or [value]


def check_webhook_path(path: str) -> str:
    if not _PATH_SHAPE.fullmatch(path):
        raise ValueError("must be a path like /webhook/tribute")
    if len(path) > 200:
        raise ValueError("is too long: write a path like /webhook/tribute")
    if path.rstrip("/") in _OWN_PATHS or path.startswith("/api/"):
        raise ValueError("is a path that the bot needs for something else: choose another")
    return path
