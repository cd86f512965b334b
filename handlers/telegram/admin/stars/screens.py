"""The screens of prices in Stars: all tariffs, one of them, and the question before it counts."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.money import STARS, Money
from bot.domain.stars import MOST_RENEWING_STARS, InStars
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.history import Line
from bot.usecases.purchases.history_lines import person_line
from bot.usecases.stars.prices import TariffInStars
from handlers.telegram.callbacks.products import ShowTariffPage
from handlers.telegram.callbacks.stars import (
    AskStarsPrice,
    SetRenewingPrice,
    SetStarsPrice,
    ShowStarsPrice,
    ShowStarsPrices,
    StopStarsPrice,
)
from handlers.telegram.ui.screen import button, pager

Rows = list[list[InlineKeyboardButton]]
Screen = tuple[Markup, Rows]
_A_PAGE = 20


def every(tariffs: Sequence[TariffInStars], page: int, say: Wording) -> Screen:
    """Return a page of the tariffs, each with its price."""
    back = [button(say.plain("button-tariffs"), ShowTariffPage())]
    if not tariffs:
        return say("stars-prices-none"), [back]
    pages = -(-len(tariffs) // _A_PAGE)
    page = min(page, pages - 1)
    shown = tariffs[page * _A_PAGE : (page + 1) * _A_PAGE]
    text = lines(
        say("stars-prices-title"),
        GAP,
        *(
            say("stars-price-line", tariff=say.tariff(one.tariff), price=_price(one, say))
            for one in shown
        ),
    )
    rows = [[button(_label(one, say), ShowStarsPrice(id=one.tariff.id))] for one in shown]
    turn = pager(say, page, pages, lambda number: ShowStarsPrices(page=number))
    return text, [*rows, turn, back]


def card(one: TariffInStars, history: Sequence[Line], say: Wording, *first: Markup) -> Screen:
    """Return one tariff's price, below what has just happened."""
    now = say("stars-price-off")
    if one.price is not None:
        key = "stars-price-now-renewing" if one.price.renews else "stars-price-now"
        now = say(key, price=Money(one.price.stars, STARS))
    text = lines(
        *((*first, GAP) if first else ()),
        say("stars-price-title", tariff=say.tariff(one.tariff)),
        now,
        say("stars-price-hidden") if one.tariff.is_hidden else None,
        say("stars-price-retired") if one.is_retired else None,
        *([GAP, say("history-latest")] if history else []),
        *(person_line(say, entry) for entry in history),
    )
    return text, _rows(one, say)


def ask(one: TariffInStars, say: Wording) -> Screen:
    """Return the question for a price."""
    back = button(say.plain("button-back"), ShowStarsPrice(id=one.tariff.id))
    key = "stars-price-ask-month" if one.may_renew else "stars-price-ask"
    return say(key, tariff=say.tariff(one.tariff)), [[back]]


def confirm(one: TariffInStars, stars: int, say: Wording) -> Screen:
    """Return the last question before a price counts; for a month also whether it renews."""
    price, tariff = Money(stars, STARS), say.tariff(one.tariff)
    id_, seen = one.tariff.id, one.version
    yes = SetStarsPrice(id=id_, stars=stars, seen=seen)
    change = button(say.plain("button-stars-change"), AskStarsPrice(id=id_))
    back = button(say.plain("button-back"), ShowStarsPrice(id=id_))
    if not one.may_renew:
        text = say("stars-price-confirm", tariff=tariff, price=price)
        return text, [[button(say.label("button-stars-confirm", price=price), yes)], [back]]
    once = button(say.label("button-stars-confirm-once", price=price), yes)
    if stars > MOST_RENEWING_STARS:
        text = say("stars-price-confirm-too-much", tariff=tariff, price=price)
        return text, [[once], [change], [back]]
    renewing = SetRenewingPrice(id=id_, stars=stars, seen=seen)
    again = button(say.label("button-stars-confirm-renewing", price=price), renewing)
    return say("stars-price-confirm-month", tariff=tariff, price=price), [[once], [again], [back]]


def was_set(price: InStars, say: Wording) -> Markup:
    """Return that a price counts from now on."""
    key = "stars-price-set-renewing" if price.renews else "stars-price-set"
    return say(key, price=Money(price.stars, STARS))


def _rows(one: TariffInStars, say: Wording) -> Rows:
    id_, seen = one.tariff.id, one.version
    change = "button-stars-ask" if one.price is None else "button-stars-change"
    rows = [[button(say.plain(change), AskStarsPrice(id=id_))]]
    before = one.before.price if one.before is not None else None
    if before is not None and before != one.price:
        key = "button-stars-again-renewing" if before.renews else "button-stars-again"
        make = SetRenewingPrice if before.renews else SetStarsPrice
        again = make(id=id_, stars=before.stars, seen=seen)
        rows.append([button(say.label(key, price=Money(before.stars, STARS)), again)])
    if one.price is not None:
        stop = StopStarsPrice(id=id_, seen=seen)
        rows.append([button(say.plain("button-stars-stop"), stop)])
    rows.append([button(say.plain("button-back"), ShowStarsPrices())])
    return rows


def _price(one: TariffInStars, say: Wording) -> Markup:
    if one.price is None:
        return say("stars-price-none")
    key = "stars-price-renewing" if one.price.renews else "shop-price"
    return say(key, price=Money(one.price.stars, STARS))


def _label(one: TariffInStars, say: Wording) -> str:
    tariff = say.tariff(one.tariff)
    if one.price is None:
        return say.label("label-stars-no-price", tariff=tariff)
    key = "label-stars-price-renewing" if one.price.renews else "label-stars-price"
    return say.label(key, tariff=tariff, price=Money(one.price.stars, STARS))
