"""Buyers' buttons: paying, their access, support, terms, languages."""

import re
from collections.abc import Iterable
from typing import Final, get_args
from urllib.parse import urlsplit

from aiogram.types import InlineKeyboardButton

from bot.usecases.chats.requests import Door
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.tariffs import Offer
from handlers.telegram.callbacks.shared import ChooseLocale, Locale, ShowStatus, ShowTariffs
from handlers.telegram.ui.screen import button

Rows = list[list[InlineKeyboardButton]]

_LANGUAGES: Final = {"en": "language-en", "ru": "language-ru"}
_USERNAME = re.compile(r"@([A-Za-z][A-Za-z0-9_]{3,31})", re.ASCII)


def pay(say: Wording, offers: Iterable[Offer], *, extend: bool) -> Rows:
    """One row for each way to pay: phones have no room for two such labels side by side."""
    key = "button-extend" if extend else "button-pay"
    rows = []
    for offer in offers:
        product, duration = offer.product, offer.tariff.duration
        rows.append(link(say.plain(key, duration=duration, price=product.price), product.link))
        if takes_cards(offer):
            rows.append(link(say.plain("button-card", duration=duration), product.web_link))
    return rows


def takes_cards(offer: Offer) -> bool:
    """Whether it can be paid for by card, in the browser."""
    return offer.product.accepts_cards and _opens(offer.product.web_link)


def try_again(say: Wording) -> Rows:
    return [[button(say.plain("button-try-again"), ShowTariffs())]]


def my_access(say: Wording) -> Rows:
    return [[button(say.plain("button-status"), ShowStatus())]]


def doors(say: Wording, found: Iterable[Door]) -> Rows:
    """A way into each private chat that the person may enter."""
    return [link(say.plain("button-chat", title=door.title), door.link) for door in found]


def tariffs(say: Wording, *, extend: bool) -> Rows:
    key = "button-extend-any" if extend else "button-buy"
    return [[button(say.plain(key), ShowTariffs())]]


def support(say: Wording, contact: str | None) -> Rows:
    """A way to the support contact where it is an @name or an address."""
    named = _USERNAME.fullmatch(contact or "")
    url = f"https://t.me/{named[1]}" if named else contact
    return [link(say.plain("button-support"), url)]


def terms(say: Wording, url: str | None) -> Rows:
    return [link(say.plain("button-terms"), url)]


def languages(say: Wording) -> Rows:
    """Each language by its own name, the present one marked."""
    return [[_language(say, locale) for locale in get_args(Locale)]]


def link(label: str, url: str | None) -> list[InlineKeyboardButton]:
    """A row that leads to an address; empty where Telegram would refuse the whole message."""
    return [InlineKeyboardButton(text=label, url=url)] if url and _opens(url) else []


def _opens(url: str) -> bool:
    """Whether a phone could open it: a web address whose host has a dot, or one of Telegram's."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "tg":
        return True
    return parts.scheme in {"http", "https"} and "." in host and not re.search(r"\s", url)


def _language(say: Wording, locale: Locale) -> InlineKeyboardButton:
    name = say.plain(_LANGUAGES[locale])
    label = say.plain("language-current", language=name) if locale == say.locale else name
    return button(label, ChooseLocale(locale=locale))
