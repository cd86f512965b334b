"""Paying in Stars: a buyer presses a price, and gets an invoice, or a link to what renews."""

import structlog
from aiogram import Bot, Router
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import CallbackQuery, InlineKeyboardButton, LabeledPrice

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.domain.money import STARS, Money
from bot.domain.records import Person
from bot.domain.shop_face.telegram_html import utf16_length
from bot.domain.stars import LONGEST_TITLE, Order
from bot.domain.stars_renewals.renewal import PERIOD_SECONDS
from bot.texts import clean
from bot.usecases.outbox.wording import Wording
from bot.usecases.stars.orders import Wanted
from bot.usecases.tariffs.tariffs import Offer
from handlers.telegram.buyer.offers import is_for_life
from handlers.telegram.buyer.shop import shop_of
from handlers.telegram.buyer.terms import due_terms
from handlers.telegram.callbacks.shared import ShowOffers
from handlers.telegram.callbacks.stars import PayInStars, SubscribeInStars
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, done, keyboard

log = structlog.get_logger(__name__)


def register(router: Router) -> None:
    router.callback_query.register(pay, PayInStars.filter())
    router.callback_query.register(pay, SubscribeInStars.filter())


async def pay(
    query: CallbackQuery,
    callback_data: PayInStars | SubscribeInStars,
    deps: Deps,
    person: Person,
    say: Wording,
) -> None:
    """Send an invoice, or a link to what renews; where the price is another one by now, or the
    terms come first, show the shop instead."""
    offer = await _offered(callback_data, deps)
    if offer is None:
        await alert(query, say.plain("toast-stars-changed"))
        if query.bot is not None:
            text, rows = await shop_of(deps, person, say, ShowOffers(page=0))
            await query.bot.send_message(query.from_user.id, text, reply_markup=keyboard(rows))
        return
    status = await deps.subscriptions.status(person.telegram_user_id)
    if is_for_life(status, offer.tariff.plan_id):
        await alert(query, say.plain("toast-stars-for-life"))
        return
    asked = ShowOffers(page=0, anyway=True, plan=offer.tariff.plan_id)
    if await due_terms(deps, person, status, say) is not None:
        await reply(query, *await shop_of(deps, person, say, asked))
        return
    title = _title(offer, say)
    wanted = Wanted(person.telegram_user_id, callback_data.tariff_id, callback_data.price, title)
    order = await deps.stars_orders.take(wanted)
    if order is None or query.bot is None:
        await alert(query, say.plain("toast-stars-changed"))
        return
    if order.renews:
        await _offer_link(query, query.bot, order, deps, say)
        return
    await done(query)
    message_id = await _send_invoice(query.bot, person.telegram_user_id, order, say)
    await deps.stars_orders.sent(order, message_id)


async def _offer_link(
    query: CallbackQuery, bot: Bot, order: Order, deps: Deps, say: Wording
) -> None:
    """Send the link to what renews; where Telegram makes none, say so: nothing was charged."""
    try:
        link = await _make_link(bot, order, say)
    except (TelegramAPIError, ClientDecodeError) as error:
        log.warning("no link to what renews", order=order.id, reason=type(error).__name__)
        await alert(query, say.plain("toast-stars-no-link"))
        return
    await done(query)
    price = Money(order.stars, STARS)
    way = InlineKeyboardButton(text=say.label("button-stars-renewing", price=price), url=link)
    text = say("stars-renewing-offer", what=order.title, price=price)
    sent = await bot.send_message(order.telegram_user_id, text, reply_markup=keyboard([[way]]))
    await deps.stars_orders.sent(order, sent.message_id)


async def _make_link(bot: Bot, order: Order, say: Wording) -> str:
    return await bot.create_invoice_link(
        title=order.title,
        description=say.plain("stars-link-about"),
        payload=order.payload,
        currency=STARS,
        prices=[LabeledPrice(label=order.title, amount=order.stars)],
        provider_token="",
        subscription_period=PERIOD_SECONDS,
    )


async def _offered(pressed: PayInStars | SubscribeInStars, deps: Deps) -> Offer | None:
    """Return the offer with the price of the button; None where it isn't offered any more."""
    offers, price = (await deps.tariffs.offers()).items, pressed.price
    priced = [one for one in offers if (one.stars, one.stars_renew) == price]
    return next((one for one in priced if one.tariff.id == pressed.tariff_id), None)


def _title(offer: Offer, say: Wording) -> str:
    """Return what is bought, as short as Telegram wants it on an invoice."""
    name = offer.own(say.locale).name
    title = clean(name or say.tariff(offer.tariff), LONGEST_TITLE)
    while utf16_length(title) > LONGEST_TITLE:
        title = title[:-1]
    return title


async def _send_invoice(bot: Bot, chat_id: PersonId, order: Order, say: Wording) -> int:
    """Send the invoice, and return Telegram's number of the message."""
    sent = await bot.send_invoice(
        chat_id,
        title=order.title,
        description=say.plain("stars-invoice-about"),
        payload=order.payload,
        currency=STARS,
        prices=[LabeledPrice(label=order.title, amount=order.stars)],
        provider_token="",
    )
    return sent.message_id
