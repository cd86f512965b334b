"""Buyers' buttons: paying, their access, support, terms, languages."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from aiogram.types import InlineKeyboardButton

from bot.domain.button_styles import ButtonStyle
from bot.domain.durations import Duration
from bot.domain.money import STARS, Money
from bot.usecases.chats.requests import ChatLink
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.values import Terms
from bot.usecases.tariffs.tariffs import Offer
from handlers.telegram.callbacks.consent import AgreeToTerms, ReadTerms
from handlers.telegram.callbacks.shared import (
    ChooseLocale,
    ShowOffers,
    ShowStatus,
    ShowTariffs,
    ShowTariffsAnyway,
)
from handlers.telegram.callbacks.stars import PayInStars, SubscribeInStars
from handlers.telegram.ui.screen import button, side_by_side

Rows = list[list[InlineKeyboardButton]]
Turn = Callable[[int], ShowOffers]
"""Makes the button to a page."""

_USERNAME = re.compile(r"@([A-Za-z][A-Za-z0-9_]{3,31})", re.ASCII)


def pay(say: Wording, offers: Iterable[Offer], several: frozenset[int], *, extend: bool) -> Rows:
    """Return a row for each way to pay; two such labels in a row would be cut on phones.

    Where a tariff is one of `several`, which have more than one product on offer, the button for
    cards names its price too. A tariff with a name of its own is called so.
    """
    keys = ("button-shop-pay-extend" if extend else "button-shop-pay", "button-shop-pay-short")
    rows = []
    for offer in offers:
        product, duration = offer.product, offer.own(say.locale).name or offer.tariff.duration
        if product is not None:
            label = say.label(*keys, duration=duration, price=product.price)
            rows.append(_pay_link(label, product.link))
        if product is not None and takes_cards(offer):
            priced = offer.tariff.id in several
            by_card = _card_label(say, duration, product.price if priced else None)
            rows.append(_pay_link(by_card, product.web_link))
        if offer.stars is not None:
            rows.append([_pay_in_stars(say, offer, offer.stars, keys)])
    return rows


def _pay_in_stars(
    say: Wording, offer: Offer, stars: int, keys: tuple[str, str]
) -> InlineKeyboardButton:
    """Return the button to pay in the chat: once, or what renews."""
    duration = offer.own(say.locale).name or offer.tariff.duration
    price, pressed = Money(stars, STARS), {"id": offer.tariff.id, "stars": stars}
    if not offer.stars_renew:
        return button(say.label(*keys, duration=duration, price=price), PayInStars(**pressed))
    label = say.label("button-stars-subscribe", price=price)
    return button(label, SubscribeInStars(**pressed))


def _card_label(say: Wording, duration: Duration | str, price: Money | None) -> str:
    if price is None:
        return say.label("button-shop-pay-card", "button-shop-pay-card-short", duration=duration)
    return say.label("button-shop-pay-card-priced", duration=duration, price=price)


def all_plans(say: Wording, *, anyway: bool) -> Rows:
    """Return the way back to the choice of a plan."""
    return [[button(say.plain("button-shop-plans"), ShowOffers(page=0, anyway=anyway))]]


def takes_cards(offer: Offer) -> bool:
    """Return whether buyers can pay by card, in the browser."""
    if offer.product is None:
        return False
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


def tariffs_anyway(say: Wording, plan_id: int | None = None) -> Rows:
    return [[button(say.plain("button-shop-anyway"), ShowTariffsAnyway(id=plan_id or 0))]]


def support(say: Wording, contact: str | None) -> Rows:
    """Return a link to the support contact where it is an @name or an address."""
    named = _USERNAME.fullmatch(contact or "")
    url = f"https://t.me/{named[1]}" if named else contact
    return [link(say.plain("button-support"), url)]


def consent(say: Wording, terms: Terms, asked: ShowOffers) -> Rows:
    """Return the ways to the terms and to agree to them, in the place of those to pay."""
    page = link(say.plain("button-terms"), terms.url)
    own = [button(say.plain("button-terms"), ReadTerms.of(terms.mark, asked))]
    return [page or own, agree(say, terms, asked)]


def agree(say: Wording, terms: Terms, asked: ShowOffers) -> list[InlineKeyboardButton]:
    return [button(say.plain("button-consent-agree"), AgreeToTerms.of(terms.mark, asked))]


def terms(say: Wording, url: str | None) -> Rows:
    return [link(say.plain("button-terms"), url)]


def languages(say: Wording) -> Rows:
    """Return each language by its own name, the present one marked."""
    return side_by_side(_language(say, locale) for locale in say.texts.locales)


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


def _language(say: Wording, locale: str) -> InlineKeyboardButton:
    name = say.texts.language_name(locale)
    label = say.label("label-language-current", language=name) if locale == say.locale else name
    return button(label, ChooseLocale(locale=locale))
