"""The support contact and the terms: what an owner may type for them, and what counts now.

The value of `.env` counts until an admin changes it in the chat.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import NamedTuple
from zlib import crc32

from bot.domain.shop_face.telegram_html import plain
from bot.domain.shop_face.texts import LONGEST_CONTACT, Content, OwnButton, Saved, Slot
from bot.settings.addresses import check_terms_url
from bot.settings.characters import tidy
from bot.settings.rules import is_secret_of_another
from bot.settings.shown import check_support_contact
from storage.engine.tx import Tx
from storage.shop_face import shop_texts

_TELEGRAM = re.compile(r"(?:t|telegram)\.me/\S+", re.IGNORECASE)
_PAGE = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]+@(?:[\w-]+\.)+[^\W\d_]{2,}")
_LONGEST_ADDRESS = 2048


@dataclass(frozen=True, slots=True)
class FromSettings:
    """The contact and the address of the terms as `.env` has them."""

    contact: str | None = None
    terms_url: str | None = None


class Terms(NamedTuple):
    """The terms of sale as a reader gets them: an address, or the owner's own words."""

    url: str | None
    html: str | None
    row: int = 0
    """Our row of `shop_texts`; 0 for the address of `.env`."""

    @property
    def mark(self) -> str:
        """Tell these terms from all others, also in a button."""
        return str(self.row) if self.row else f"e{crc32((self.url or '').encode()):x}"


def is_secret(typed: str) -> bool:
    """Return whether this holds a token or a key, which nobody may read."""
    return is_secret_of_another(typed)


def read_contact(typed: str) -> str | None:
    """Return a contact that buyers can reach, by the rule of `SUPPORT_CONTACT`; None for anything
    else. A link to Telegram gets its beginning, so that it becomes a button."""
    typed = typed.strip()
    contact = f"https://{typed}" if _TELEGRAM.fullmatch(typed) else typed
    try:
        kept = check_support_contact(tidy({"support_contact": contact}).get("support_contact"))
    except ValueError:
        return None
    if kept is None or len(kept) > LONGEST_CONTACT or not _is_reachable(kept):
        return None
    return kept


def _is_reachable(contact: str) -> bool:
    """Return whether an address in a contact can be one; words are taken as they are."""
    if " " in contact or contact.startswith("@"):
        return True
    scheme = _SCHEME.match(contact)
    if scheme is not None and scheme[1].lower() in {"http", "https"}:
        return read_address(contact) is not None
    if scheme is not None:
        return scheme[1].lower() in {"tg", "tel", "mailto"}
    return "@" not in contact or _MAIL.fullmatch(contact) is not None


def read_address(typed: str) -> str | None:
    """Return the address of terms, by the rule of `TERMS_URL`; None for anything else. One without
    its beginning is completed."""
    typed = typed.strip()
    url = f"https://{typed}" if _PAGE.fullmatch(typed) else typed
    try:
        kept = check_terms_url(tidy({"terms_url": url}).get("terms_url"))
    except ValueError:
        return None
    if kept is None or len(kept) > _LONGEST_ADDRESS or is_secret(kept):
        return None
    return kept


def looks_like_an_address(typed: str) -> bool:
    """Return whether somebody means an address, right or wrong, and no words of their own."""
    typed = typed.strip()
    if re.search(r"\s", typed):
        return False
    return "://" in typed or typed.lower().startswith("www.") or _PAGE.fullmatch(typed) is not None


def contact_content(contact: str) -> Content:
    return Content(html=escape(contact, quote=False))


def address_content(url: str) -> Content:
    return Content(button=OwnButton("", url))


def contact_of(content: Content, settings: FromSettings) -> str | None:
    """Return the contact that buyers read where this content counts."""
    return plain(content.html) if content.html is not None else settings.contact


def terms_of(content: Content, settings: FromSettings, saved: Saved | None = None) -> Terms | None:
    """Return the terms that buyers get where this content counts; None where there are none."""
    row = saved.id if saved is not None else 0
    if content.button is not None:
        return Terms(content.button.url, None, row)
    if content.html is not None:
        return Terms(None, content.html, row)
    return Terms(settings.terms_url, None) if settings.terms_url is not None else None


def saved_values(tx: Tx, slot: Slot) -> Iterator[str]:
    """Yield the contacts, or the terms, that admins have saved, in any language."""
    for one in shop_texts.of_slot(tx, slot).latest.values():
        if one.content.button is not None:
            yield one.content.button.url
        elif one.content.html is not None:
            yield plain(one.content.html)
