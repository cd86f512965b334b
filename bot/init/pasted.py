"""Recognizes what was pasted in the place of something else, by its form alone."""

import ipaddress
import re
from collections.abc import Callable
from enum import StrEnum
from unicodedata import category

from bot.settings import rules


class Pasted(StrEnum):
    """The look of a text. Each has a text, `init-pasted-…`."""

    NOTHING = "nothing"
    INVISIBLE = "invisible"
    QUOTED = "quoted"
    SETTING = "setting"
    HEADER = "header"
    MESSAGE = "message"
    TOKEN_LINK = "token-link"  # noqa: S105  (a name of a kind)
    BOT_TOKEN = "bot-token"  # noqa: S105
    TOKEN_INSIDE = "token-inside"  # noqa: S105
    PAYMENT_TOKEN = "payment-token"  # noqa: S105
    CUT_TOKEN = "cut-token"  # noqa: S105
    WEBHOOK_SECRET = "webhook-secret"  # noqa: S105
    TRIBUTE_LINK = "tribute-link"
    TELEGRAM_LINK = "telegram-link"
    LINK = "link"
    EMAIL = "email"
    USERNAME = "username"
    CHAT_ID = "chat-id"
    PHONE = "phone"
    IP = "ip"
    NUMBER = "number"
    MASKED = "masked"
    BRACKETED = "bracketed"
    LOOKALIKE = "lookalike"
    WORD = "word"
    HOST = "host"
    KEY = "key"
    WORDS = "words"
    OTHER = "other"


_QUOTES = "\"'`“”„‟‘’‚‛«»"
_NOT_TEXT = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_LOST = "\ufffc\ufffd"


def _has_invisible(text: str) -> bool:
    return any(category(char) in _NOT_TEXT or char in _LOST for char in text)


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _holds_token(text: str) -> bool:
    return rules.is_secret_of_another("".join(text.split()))


def _mixes_alphabets(text: str) -> bool:
    """Return whether letters or digits of ASCII stand beside others in one word."""
    signs = [char.isascii() for char in text if char.isalnum()]
    return any(signs) and not all(signs) and " " not in text


def _like(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Callable[[str], bool]:
    shape = re.compile(pattern, flags | re.ASCII)
    return lambda text: shape.fullmatch(text) is not None


_SETTING = r"(bot_token|tribute_api_key|public_url|admin_ids|[A-Z]+(_[A-Z]+)+)"
_HOST = re.compile(r"[\w-]+([.\u3002][\w-]+)+\.?(:\d+)?(/.*)?")
_KINDS: tuple[tuple[Pasted, Callable[[str], bool]], ...] = (
    (Pasted.NOTHING, lambda text: not text),
    (Pasted.INVISIBLE, _has_invisible),
    (Pasted.SETTING, _like(rf"(export )?([A-Z][A-Z_]{{2,}}\s*=|{_SETTING}\s*[=:]).*", re.NOFLAG)),
    (Pasted.QUOTED, lambda text: " " not in text and (text[0] in _QUOTES or text[-1] in _QUOTES)),
    (Pasted.HEADER, _like(r"(api-key|authorization|bearer)\b\s*:?.+")),
    (Pasted.TOKEN_LINK, _like(r"https?://\S*/bot\d{5,}:\S*")),
    (Pasted.MESSAGE, lambda text: " " in text and rules.is_secret_of_another(text)),
    (Pasted.BOT_TOKEN, _like(r"\d{5,}:[\w-]{20,}")),
    (Pasted.PAYMENT_TOKEN, _like(r"\d+:(test|live):.*")),
    (Pasted.WEBHOOK_SECRET, _like(r"whsec_.*")),
    (Pasted.TOKEN_INSIDE, _holds_token),
    (Pasted.CUT_TOKEN, _like(r"(bot)?\d{5,}:[\w-]*")),
    (Pasted.TRIBUTE_LINK, _like(r"(https?://)?([\w-]+\.)*(tribute\.tg|t\.me/tribute)\b.*")),
    (Pasted.TELEGRAM_LINK, _like(r"(https?://)?([\w-]+\.)*(t\.me|telegram\.(me|org|dog))\b.*")),
    (Pasted.LINK, _like(r"\w+://.*")),
    (Pasted.EMAIL, _like(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")),
    (Pasted.USERNAME, _like(r"@\w+")),
    (Pasted.PHONE, _like(r"\+[\d\s()-]{7,}")),
    (Pasted.CHAT_ID, _like(r"-\d+")),
    (Pasted.IP, lambda text: _is_ip(text.strip("[]"))),
    (Pasted.NUMBER, _like(r"\d+")),
    (Pasted.MASKED, _like(r"\S*(\u2026|\u2022{2}|\*{3}|\.{3})\S*")),
    (Pasted.WORD, lambda text: rules.PLACEHOLDER.fullmatch(text) is not None),
    (Pasted.WORD, _like(r"\$[A-Z_]+|\$?[<{\[][A-Z_ -]+[>}\]]")),
    (Pasted.BRACKETED, _like(r"\(\S+\)|<\S+>|\[\S+\]|\{\S+\}|\*\S+\*")),
    (Pasted.HOST, lambda text: _HOST.fullmatch(text) is not None),
    (Pasted.LOOKALIKE, _mixes_alphabets),
    (Pasted.KEY, _like(r"(?=.*\d)[\w.~+/-]{16,}=*")),
    (Pasted.WORDS, lambda text: " " in text),
)


def kind_of(text: str) -> Pasted:
    """Return what the text looks like: the first kind that fits."""
    return next((kind for kind, fits in _KINDS if fits(text)), Pasted.OTHER)
