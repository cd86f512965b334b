"""/start and /buy: a greeting, the offers with their prices, and the ways to pay."""

import html
import re

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.money import STARS, Money
from bot.domain.records import Person
from bot.texts import Markup, clean, folded, lines, paragraphs
from bot.usecases.access.status import Status
from bot.usecases.outbox.invitation import what_waits
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.tariffs import Offer
from handlers.telegram.buyer import keyboards
from handlers.telegram.callbacks.shared import ShowHome, ShowOffers, ShowTariffs, ShowTariffsAnyway
from handlers.telegram.ui.menu import admin_menus, show_menus
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import done, pager, show
from handlers.telegram.ui.waiting import waiting_lines

_OFFERS_A_PAGE = 45
"""Telegram takes 100 buttons; an offer may have one for cards besides."""
_PAGE_LENGTH = 3000
"""The most characters of a page's offers: Telegram takes 4096 with the greeting and the hints."""
_DESCRIPTION_LENGTH = 200
_FIRST_PAGE = ShowOffers(page=0)
_MOST_DESCRIBED = 8  # of more offers the descriptions would not fit into one message


def register(router: Router) -> None:
    router.message.register(start, Command("start", ignore_case=True))
    router.message.register(tariffs, Command("buy", ignore_case=True))
    router.callback_query.register(home, ShowHome.filter())
    router.callback_query.register(tariffs, ShowTariffs.filter())
    router.callback_query.register(anyway, ShowTariffsAnyway.filter())
    router.callback_query.register(turn_page, ShowOffers.filter())


async def start(message: Message, deps: Deps, person: Person, say: Wording, is_admin: bool) -> None:
    """Greet and show the offers; a payload in the link to the bot changes nothing."""
    await reply(message, *await _home(message, deps, person, say, is_admin=is_admin))
    if is_admin and message.bot:  # at the bot's start there may have been no chat to show it in
        menus = admin_menus(
            deps.texts, person.telegram_user_id, person.locale, deps.own_features.commands
        )
        await show_menus(message.bot, menus)


async def home(
    query: CallbackQuery, deps: Deps, person: Person, say: Wording, is_admin: bool
) -> None:
    """Show the screen of /start in the place of a list."""
    await show(query, *await _home(query, deps, person, say, is_admin=is_admin))
    await done(query)


async def _home(
    event: Message | CallbackQuery, deps: Deps, person: Person, say: Wording, *, is_admin: bool
) -> tuple[Markup, keyboards.Rows]:
    """Return the greeting, what waits for an admin, the person's access and the offers."""
    status = await deps.subscriptions.status(person.telegram_user_id)
    waiting, to_waiting = await _waiting(deps, say) if is_admin else (None, [])
    text, rows = await _shop(deps, status, say)
    greeting = say("shop-hello", name=event.from_user.first_name if event.from_user else "")
    links = keyboards.chat_links(say, status.chat_links)
    return paragraphs(greeting, waiting, text), [*to_waiting, *links, *rows]


async def _waiting(deps: Deps, say: Wording) -> tuple[Markup | None, keyboards.Rows]:
    """Return how many of what wait for an admin, and the button there; nothing if nothing does."""
    found = waiting_lines(say, await deps.attention.backlog(), await deps.pauses.current())
    if not found:
        return None, []
    return lines(say("attention-title"), *found), keyboards.to_waiting(say)


async def tariffs(event: Message | CallbackQuery, deps: Deps, person: Person, say: Wording) -> None:
    text, rows = await _shop(deps, await deps.subscriptions.status(person.telegram_user_id), say)
    await reply(event, text, rows)


async def anyway(query: CallbackQuery, deps: Deps, person: Person, say: Wording) -> None:
    """Show the offers to a person who has read that a payment of theirs waits."""
    status = await deps.subscriptions.status(person.telegram_user_id)
    text, rows = await _shop(deps, status, say, ShowOffers(page=0, anyway=True))
    await reply(query, text, rows)


async def turn_page(
    query: CallbackQuery, callback_data: ShowOffers, deps: Deps, person: Person, say: Wording
) -> None:
    status = await deps.subscriptions.status(person.telegram_user_id)
    await show(query, *await _shop(deps, status, say, callback_data))
    await done(query)


async def _shop(
    deps: Deps, status: Status, say: Wording, asked: ShowOffers = _FIRST_PAGE
) -> tuple[Markup, keyboards.Rows]:
    """Return the person's access, and a page of the offers for them.

    While a payment of theirs waits, the offers are one tap further away: nobody pays twice.
    """
    held = len(status.held) + len(status.held_recurring)
    waits = what_waits(say, held=held, claim=next(iter(status.claims), None))
    present = paragraphs(_present_access(say, status), waits)
    if status.lifetime:
        return paragraphs(present, say("shop-offers-lifetime")), keyboards.my_access(say)
    if waits and not asked.anyway:
        return present, [*keyboards.my_access(say), *keyboards.tariffs_anyway(say)]
    offers = await deps.catalog.offers()
    if offers.items:
        text, rows = _offer_list(say, offers.items, asked, extend=status.active)
    elif offers.unread:
        text, rows = say("shop-offers-unread"), keyboards.try_again(say)
    else:
        text, rows = _closed(say, deps.settings.support_contact)
    return paragraphs(present, text), rows


def _present_access(say: Wording, status: Status) -> Markup | None:
    """Return how the person's access stands; None for somebody new."""
    access = say.access(status.subscription, status.now) if status.subscription else None
    return say("shop-access", access=access) if access and status.active else access


def _offer_list(
    say: Wording, items: tuple[Offer, ...], asked: ShowOffers, *, extend: bool
) -> tuple[Markup, keyboards.Rows]:
    """Return a page of the offers with their prices, and a button for each way to pay.

    The prices come first, and the names below them are folded up: the first button is in sight.
    """
    prices = [_price(say, offer) for offer in items]
    details = _details(say, items)
    starts = _page_starts([lines(*both) for both in zip(prices, details, strict=True)])
    page = min(asked.page, len(starts) - 1)
    shown = slice(starts[page], starts[page + 1] if page + 1 < len(starts) else None)
    offers = items[shown]
    turning = pager(say, page, len(starts), lambda to: ShowOffers(page=to, anyway=asked.anyway))
    text = paragraphs(
        say("shop-offers-extend" if extend else "shop-offers-new"),
        lines(*prices[shown]),
        folded(lines(*details[shown])),
        say("shop-card-hint") if any(map(keyboards.takes_cards, offers)) else None,
    )
    return text, [*keyboards.pay(say, offers, extend=extend), turning]


def _page_starts(offers: list[Markup]) -> list[int]:
    """Return the place of each page's first offer: as many fit as one message can hold."""
    starts, length = [0], 0
    for place, offer in enumerate(offers):
        length += _length(offer)
        if length > _PAGE_LENGTH or place - starts[-1] >= _OFFERS_A_PAGE:
            starts.append(place)
            length = _length(offer)
    return starts


def _length(text: Markup) -> int:
    """Return the length of a shown paragraph as Telegram counts it, in UTF-16 code units."""
    plain = html.unescape(re.sub(r"<[^>]*>", "", text))
    return len(plain.encode("utf-16-le")) // 2 + len("\n\n")


def _closed(say: Wording, contact: str | None) -> tuple[Markup, keyboards.Rows]:
    ask = say("support-contact", contact=contact) if contact else None
    return paragraphs(say("shop-offers-none"), ask), keyboards.support(say, contact)


def _price(say: Wording, offer: Offer) -> Markup:
    values = {"duration": offer.tariff.duration, "price": offer.product.price}
    if offer.product.stars_amount is None:
        return say("shop-offer", **values)
    return say("shop-offer-stars", stars=Money(offer.product.stars_amount, STARS), **values)


def _details(say: Wording, offers: tuple[Offer, ...]) -> list[Markup]:
    """Return each offer's name, and its description where it differs from the one before."""
    shown = []
    before = ""
    for offer in offers:
        product = offer.product
        name = product.name or say("product-number", id=product.id)
        described = say("shop-offer-name", duration=offer.tariff.duration, name=name)
        description = clean(product.description, _DESCRIPTION_LENGTH)
        if description not in {"", before} and len(offers) <= _MOST_DESCRIBED:
            described = lines(described, html.escape(description))
        shown.append(described)
        before = description
    return shown
