"""Buyers' buttons: paying, their access, support, terms, languages."""

import re
from collections.abc import Iterable
from typing import Final, get_args
from urllib.parse import urlsplit

from aiogram.types import InlineKeyboardButton

from bot.domain.button_styles import ButtonStyle
from bot.usecases.chats.requests import ChatLink
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.tariffs import Offer
from handlers.telegram.callbacks.attention import AttentionPage
from handlers.telegram.callbacks.shared import (
    ChooseLocale,
    Locale,
    ShowStatus,
    ShowTariffs,
    ShowTariffsAnyway,
)
from handlers.telegram.ui.screen import button

Rows = list[list[InlineKeyboardButton]]

_LANGUAGES: Final = {"en": "label-language-en", "ru": "label-language-ru"}
_USERNAME = re.compile(r"@([A-Za-z][A-Za-z0-9_]{3,31})", re.ASCII)


def pay(say: Wording, offers: Iterable[Offer], *, extend: bool) -> Rows:
    """Return a row for each way to pay; two such labels in a row would be cut on phones."""
    keys = ("button-shop-pay-extend" if extend else "button-shop-pay", "button-shop-pay-short")
    rows = []
    for offer in offers:
        product, duration = offer.product, offer.tariff.duration
        label = say.label(*keys, duration=duration, price=product.price)
        rows.append(_pay_link(label, product.link))
        if takes_cards(offer):
            by_card = say.label(
                "button-shop-pay-card", "button-shop-pay-card-short", duration=duration
            )
            rows.append(_pay_link(by_card, product.web_link))
    return rows


def to_waiting(say: Wording) -> Rows:
    """Return the row with an admin's button to what waits for them."""
    return [[button(say.plain("button-attention-open"), AttentionPage(page=0))]]


def takes_cards(offer: Offer) -> bool:
    """Return whether buyers can pay by card, in the browser."""
    return offer.product.accepts_cards and _opens(offer.product.web_link)


def try_again(say: Wording) -> Rows:
    return [[button(say.plain("button-try-again"), ShowTariffs())]]


def my_access(say: Wording) -> Rows:
    return [[button(say.plain("button-status"), ShowStatus())]]


def chat_links(say: Wording, found: Iterable[ChatLink]) -> Rows:
    """Return a link to each private chat that the person may enter."""
    return [link(say.label("button-chat", title=chat.title), chat.link) for chat in found]


def tariffs(say: Wording, *, extend: bool) -> Rows:
    key = "button-shop-extend" if extend else "button-shop-open"
    return [[button(say.plain(key), ShowTariffs())]]


def tariffs_anyway(say: Wording) -> Rows:
    return [[button(say.plain("button-shop-anyway"), ShowTariffsAnyway())]]


def support(say: Wording, contact: str | None) -> Rows:
    """Return a link to the support contact where it is an @name or an address."""
    named = _USERNAME.fullmatch(contact or "")
    url = f"https://t.me/{named[1]}" if named else contact
    return [link(say.plain("button-support"), url)]


def terms(say: Wording, url: str | None) -> Rows:
    return [link(say.plain("button-terms"), url)]


def languages(say: Wording) -> Rows:
    """Return each language by its own name, the present one marked."""
    return [[_language(say, locale) for locale in get_args(Locale)]]


def link(label: str, url: str | None) -> list[InlineKeyboardButton]:
    """Return a row with a link; empty where Telegram would refuse the whole message for it."""
    return [InlineKeyboardButton(text=label, url=url)] if url and _opens(url) else []


def _pay_link(label: str, url: str) -> list[InlineKeyboardButton]:
    """Return a row with a link to a checkout, in the colour of paying."""
    return [one.model_copy(update={"style": ButtonStyle.SUCCESS}) for one in link(label, url)]


def _opens(url: str) -> bool:
    """Return whether phones can open it: a web address whose host has a dot, or a `tg:` link."""
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
    label = say.plain("label-language-current", language=name) if locale == say.locale else name
    return button(label, ChooseLocale(locale=locale))
