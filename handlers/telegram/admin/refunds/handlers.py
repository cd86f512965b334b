"""/refund: shows a purchase with its buyer, asks once more, then asks Tribute for the refund."""

import re

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.models import PurchaseRow
from bot.domain.records import Person, Purchase
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import short_name
from bot.usecases.purchases.lookup import PurchaseCard
from bot.usecases.purchases.phrases import product_label
from bot.usecases.refunds import phrases
from handlers.telegram.admin.refunds import screens
from handlers.telegram.admin.shared.run import Place, place_of, running
from handlers.telegram.callbacks.purchases import PurchasesPage
from handlers.telegram.callbacks.refunds import (
    AskWhatHappened,
    DoRefund,
    KeepPayment,
    SayWhatHappened,
)
from handlers.telegram.callbacks.shared import ShowRefund
from handlers.telegram.ui.screen import button, done, keyboard, show

_LATEST = 8
_NUMBER = re.compile(r"(#?)([0-9]{1,18})")


def register(router: Router) -> None:
    router.message.register(refund, Command("refund", ignore_case=True))
    router.callback_query.register(refund_pressed, running("refund"))
    router.callback_query.register(ask, ShowRefund.filter())
    router.callback_query.register(do, DoRefund.filter())
    router.callback_query.register(keep, KeepPayment.filter())
    router.callback_query.register(ask_what_happened, AskWhatHappened.filter())
    router.callback_query.register(say_what_happened, SayWhatHappened.filter())


async def refund(message: Message, command: CommandObject, say: Wording, deps: Deps) -> None:
    """Ask about the purchase of `/refund <number>`; `/refund` alone lists the latest purchases."""
    typed = (command.args or "").strip()
    if not typed:
        await _list_latest(message, say, deps)
        return
    number = _NUMBER.fullmatch(typed)
    card = await _card(typed, number, deps)
    if card is None and number is None:
        await message.answer(say("refund-number-unreadable"))
        return
    if card is None:
        text, rows = screens.unknown_number(say)
    else:
        text, rows = screens.as_it_is(say, card, deps.clock.now())
    await message.answer(text, reply_markup=keyboard(rows))


async def _card(typed: str, number: re.Match[str] | None, deps: Deps) -> PurchaseCard | None:
    """Return the purchase of a typed number or charge: a bare number is Tribute's, which people
    see; “#12” is our row, and anything else may be Telegram's name of a payment in Stars."""
    if number is None:
        return await deps.purchases.card_by_charge(typed)
    if number[1]:
        return await deps.purchases.card(int(number[2]))
    return await deps.purchases.card_by_purchase_id(int(number[2]))


async def refund_pressed(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    if (place := await place_of(query)) is not None:
        await _list_latest(place, say, deps)


async def ask(query: CallbackQuery, callback_data: ShowRefund, say: Wording, deps: Deps) -> None:
    await _show_as_it_is(query, callback_data.id, say, deps)
    await done(query)


async def do(
    query: CallbackQuery, callback_data: DoRefund, say: Wording, deps: Deps, person: Person
) -> None:
    """Refund, if nothing has changed since the question; after a change, or for a forged button,
    ask again."""
    card = await deps.purchases.card(callback_data.id)
    if card is None or not card.may_be_refunded or screens.yes(card) != callback_data:
        await _show_as_it_is(query, callback_data.id, say, deps)
        await done(query, say.plain("toast-changed"))
        return
    await done(query)  # Tribute may take longer than Telegram lets a tap wait
    await show(query, phrases.asking(say, card))
    result = await deps.refunds.refund(card.purchase.id, person.telegram_user_id)
    card = await deps.purchases.card(card.purchase.id) or card
    await show(query, *screens.outcome(say, result, card, deps.clock.now()))
    await _keep_up(query, card, say, deps)


async def keep(query: CallbackQuery, callback_data: KeepPayment, say: Wording) -> None:
    await show(query, *screens.kept(say, PurchaseRow(callback_data.id)))
    await done(query)


async def ask_what_happened(
    query: CallbackQuery, callback_data: AskWhatHappened, say: Wording, deps: Deps
) -> None:
    card = await deps.purchases.card(callback_data.id)
    attempt = card.open_attempt if card else None
    if card is None or attempt is None or attempt.id != callback_data.attempt:
        await _show_as_it_is(query, callback_data.id, say, deps)
        await done(query, say.plain("toast-changed"))
        return
    await show(query, *screens.sure(say, card, callback_data))
    await done(query)


async def say_what_happened(
    query: CallbackQuery, callback_data: SayWhatHappened, say: Wording, deps: Deps, person: Person
) -> None:
    """Close an attempt whose result was unknown, as the admin saw it in Tribute's dashboard."""
    closed = await deps.refunds.close_unknown(
        callback_data.attempt, happened=callback_data.happened, actor_id=person.telegram_user_id
    )
    card = await deps.purchases.card(callback_data.id)
    if not closed or card is None:
        await _show_as_it_is(query, callback_data.id, say, deps)
        await done(query, say.plain("toast-changed"))
        return
    screen = screens.done if callback_data.happened else screens.not_done
    await show(query, *screen(say, card, deps.clock.now()))
    await done(query)


async def _list_latest(message: Place, say: Wording, deps: Deps) -> None:
    found = await deps.refunds.latest(_LATEST)
    if not found:
        await message.answer(say("refund-none"))
        return
    rows = [[_latest_button(say, purchase, person)] for purchase, person in found]
    rows.append([button(say.plain("button-purchases"), PurchasesPage(page=0))])
    await message.answer(say("refund-ask"), reply_markup=keyboard(rows))


def _latest_button(say: Wording, purchase: Purchase, person: Person | None) -> InlineKeyboardButton:
    """Return number, price, buyer and product: as much of them as fits."""
    what = say.plain(
        "label-refund-whose",
        who=short_name(say, person, purchase.telegram_user_id),
        what=product_label(say, purchase.product_name, purchase.product_id),
    )
    if purchase.paid:
        what = say.plain("label-purchase-paid", paid=purchase.paid, what=what)
    label = say.label("label-refund", id=purchase.purchase_id or 0, what=what)
    return button(label, ShowRefund(id=purchase.id))


async def _show_as_it_is(query: CallbackQuery, row: int, say: Wording, deps: Deps) -> None:
    card = await deps.purchases.card(row)
    if card is None:
        await show(query, *screens.unknown_number(say))
        return
    await show(query, *screens.as_it_is(say, card, deps.clock.now()))
    await _keep_up(query, card, say, deps)


async def _keep_up(query: CallbackQuery, shown: PurchaseCard, say: Wording, deps: Deps) -> None:
    """Show the card again until it is up to date: two taps on one card edit it in any order."""
    while (card := await deps.purchases.card(shown.purchase.id)) is not None and card != shown:
        await show(query, *screens.as_it_is(say, card, deps.clock.now()))
        shown = card
