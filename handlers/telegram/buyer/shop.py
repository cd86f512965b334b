"""The shop: a greeting, what is sold, and the ways to pay for it."""

import html

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.models import PurchaseStatus
from bot.domain.money import STARS, Money
from bot.texts import Markup, clean
from bot.usecases.access.status import Status
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.people import Person
from bot.usecases.tariffs.tariffs import Offer
from handlers.telegram.buyer import keyboards
from handlers.telegram.callbacks.shared import ShowTariffs
from handlers.telegram.ui.menu import admin_menus, show_menus
from handlers.telegram.ui.reply import paragraphs, reply

_DESCRIPTION_LENGTH = 200
_MOST_DESCRIBED = 8  # of more offers the descriptions would not fit into one message


def register(router: Router) -> None:
    router.message.register(start, Command("start", ignore_case=True))
    router.message.register(tariffs, Command("buy", ignore_case=True))
    router.callback_query.register(tariffs, ShowTariffs.filter())


async def start(message: Message, deps: Deps, person: Person, say: Wording, is_admin: bool) -> None:
    """Greets; a payload in the link that led here changes nothing."""
    status = await deps.subscriptions.status(person.telegram_user_id)
    text, rows = await _shop(deps, status, say)
    rows = [*keyboards.doors(say, status.doors), *rows]
    await reply(message, paragraphs(say("start-hello", name=person.name or ""), text), rows)
    if is_admin and message.bot:  # at the bot's start there may have been no chat to show it in
        menus = admin_menus(deps.texts, person.telegram_user_id, person.locale)
        await show_menus(message.bot, menus)


async def tariffs(event: Message | CallbackQuery, deps: Deps, person: Person, say: Wording) -> None:
    text, rows = await _shop(deps, await deps.subscriptions.status(person.telegram_user_id), say)
    await reply(event, text, rows)


async def _shop(deps: Deps, status: Status, say: Wording) -> tuple[Markup, keyboards.Rows]:
    """Where the person stands, and what there is for them to buy."""
    standing = _standing(say, status)
    if status.lifetime:
        return paragraphs(standing, say("offers-lifetime")), keyboards.my_access(say)
    shelf = await deps.catalog.shelf()
    if shelf.offers:
        text, rows = _window(say, shelf.offers, extend=status.active)
    elif shelf.unread:
        text, rows = say("offers-unread"), keyboards.try_again(say)
    else:
        text, rows = _closed(say, deps.settings.support_contact)
    return paragraphs(standing, text), rows


def _standing(say: Wording, status: Status) -> Markup:
    """Where the person stands already; empty for somebody new."""
    access = say.access(status.subscription, status.now) if status.subscription else None
    if access and status.active:
        access = say("start-access", access=access)
    waiting = any(one.purchase.status is PurchaseStatus.HELD for one in status.purchases)
    return paragraphs(access, say("start-held") if waiting else None)


def _window(
    say: Wording, offers: tuple[Offer, ...], *, extend: bool
) -> tuple[Markup, keyboards.Rows]:
    """What is sold with its prices, and a button for each way to pay."""
    text = paragraphs(
        say("offers-extend" if extend else "offers-new"),
        *_price_list(say, offers),
        say("offers-card-hint") if any(map(keyboards.takes_cards, offers)) else None,
    )
    return text, keyboards.pay(say, offers, extend=extend)


def _closed(say: Wording, contact: str | None) -> tuple[Markup, keyboards.Rows]:
    ask = say("contact", contact=contact) if contact else None
    return paragraphs(say("offers-none"), ask), keyboards.support(say, contact)


def _price_list(say: Wording, offers: tuple[Offer, ...]) -> list[Markup]:
    """Each offer; a description only where it says something new."""
    shown = []
    before = ""
    for offer in offers:
        description = clean(offer.product.description, _DESCRIPTION_LENGTH)
        shown.append(_offer(say, offer))
        if description not in {"", before} and len(offers) <= _MOST_DESCRIBED:
            quoted = Markup(html.escape(description))
            shown[-1] = Markup(f"{shown[-1]}\n{say('offer-description', description=quoted)}")
        before = description
    return shown


def _offer(say: Wording, offer: Offer) -> Markup:
    product = offer.product
    name = product.name or say("product-number", id=product.id)
    told = {"duration": offer.tariff.duration, "price": product.price, "name": name}
    if product.stars_amount is None:
        return say("offer", **told)
    return say("offer-stars", stars=Money(product.stars_amount, STARS), **told)
