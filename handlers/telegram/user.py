"""The shop: a greeting, what is sold, and the ways to pay for it."""

import html

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.models import PurchaseStatus
from bot.domain.money import STARS, Money
from bot.texts import Markup, clean
from bot.usecases.people import Person
from bot.usecases.subscriptions import Status
from bot.usecases.tariffs import Offer, Shelf
from bot.usecases.wording import Wording
from handlers.telegram import keyboards
from handlers.telegram.callbacks import ShowTariffs
from handlers.telegram.menu import admin_menus, show_menus
from handlers.telegram.reply import paragraphs, reply

_DESCRIPTION_LENGTH = 200
_MOST_DESCRIBED = 8  # of more offers the descriptions would not fit into one message


def router() -> Router:
    found = Router(name="user")
    found.message.register(start, Command("start", ignore_case=True))
    found.message.register(tariffs, Command("buy", ignore_case=True))
    found.callback_query.register(tariffs, ShowTariffs.filter())
    return found


async def start(message: Message, deps: Deps, person: Person, say: Wording, is_admin: bool) -> None:
    """Greets; a payload in the link that led here changes nothing."""
    status = await deps.subscriptions.status(person.telegram_user_id)
    hello = paragraphs(say("start-hello", name=person.name or ""), _standing(say, status))
    if status.lifetime:
        text, rows = say("offers-lifetime"), keyboards.my_access(say)
    else:
        text, rows = _window(say, await deps.catalog.shelf(), status, deps)
    await reply(message, paragraphs(hello, text), rows)
    if is_admin and message.bot:  # at the bot's start there may have been no chat to show it in
        menus = admin_menus(deps.texts, person.telegram_user_id, person.locale)
        await show_menus(message.bot, menus)


async def tariffs(event: Message | CallbackQuery, deps: Deps, person: Person, say: Wording) -> None:
    status = await deps.subscriptions.status(person.telegram_user_id)
    text, rows = _window(say, await deps.catalog.shelf(), status, deps)
    await reply(event, paragraphs(_standing(say, status), text), rows)


def _standing(say: Wording, status: Status) -> Markup:
    """Where the person stands already; empty for somebody new."""
    access = say.access(status.subscription, status.now) if status.subscription else None
    if access and status.active:
        access = say("start-access", access=access)
    waiting = any(one.purchase.status is PurchaseStatus.HELD for one in status.purchases)
    return paragraphs(access, say("start-held") if waiting else None)


def _window(
    say: Wording, shelf: Shelf, status: Status, deps: Deps
) -> tuple[Markup, keyboards.Rows]:
    """What is sold with its prices, and a button for each way to pay."""
    if not shelf.offers and shelf.unread:
        return say("offers-unread"), keyboards.try_again(say)
    if not shelf.offers:
        contact = deps.settings.support_contact
        ask = say("contact", contact=contact) if contact else None
        return paragraphs(say("offers-none"), ask), keyboards.support(say, contact)
    text = paragraphs(
        _invitation(say, status),
        *_price_list(say, shelf.offers),
        say("offers-card-hint") if any(map(keyboards.takes_cards, shelf.offers)) else None,
    )
    return text, keyboards.pay(say, shelf.offers, extend=status.active)


def _invitation(say: Wording, status: Status) -> Markup:
    if status.lifetime:
        return say("offers-lifetime")
    return say("offers-extend" if status.active else "offers-new")


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
