"""/stats: the shop's numbers in words and as a chart."""

import asyncio

import structlog
from aiogram import Router
from aiogram.enums import ChatAction
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.charts.painter import DrawingFailed
from bot.deps import Deps
from bot.domain.money import STARS, Money
from bot.domain.records import PlanPeople, TariffSales
from bot.domain.recurring import RecurringSales
from bot.domain.stars_list.entries import HELD_BACK_SECONDS
from bot.domain.stars_list.faults import StarsListError
from bot.texts import GAP, Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.reports.period import Period
from bot.usecases.reports.statistics import Summary
from handlers.telegram.admin.shared.run import Place, place_of, running

log = structlog.get_logger(__name__)

_BALANCE_SECONDS = 4
"""The numbers don't wait longer for Telegram."""
_PLANS_SHOWN = 12
_SALES_SHOWN = 12


def register(router: Router) -> None:
    router.message.register(stats, Command("stats", ignore_case=True))
    router.callback_query.register(stats_pressed, running("stats"))


async def stats(message: Message, say: Wording, deps: Deps) -> None:
    await _send(message, say, deps)


async def stats_pressed(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    if (place := await place_of(query)) is not None:
        await _send(place, say, deps)


async def _send(message: Place, say: Wording, deps: Deps) -> None:
    summary = await deps.statistics.summary()
    await message.answer(_summary(say, summary, await _balance(deps, say)))
    if message.bot is None:
        return
    await message.bot.send_chat_action(message.chat.id, ChatAction.UPLOAD_PHOTO)
    try:
        picture = await deps.chart.of_the_last_days(say)
    except DrawingFailed:
        await message.answer(say("stats-chart-failed"))
        return
    if picture is None:
        await message.answer(say("stats-chart-later"))
        return
    await message.answer_photo(
        BufferedInputFile(picture, "numbers.png"), caption=say("stats-chart")
    )


async def _balance(deps: Deps, say: Wording) -> Markup | None:
    """Return what Telegram keeps, in a shop that has ever sold in Stars; or that it can't be
    asked."""
    if not await deps.stars_reconciliation.is_on():
        return None
    try:
        async with asyncio.timeout(_BALANCE_SECONDS):
            found = await deps.stars_reconciliation.balance()
    except (StarsListError, TimeoutError) as error:
        log.info("balance in Stars not known", reason=str(error))
        return say("stars-balance-unknown")
    stars, lately = Money(found.stars, STARS), Money(found.lately, STARS)
    key = "stars-balance-held-back" if found.lately else "stars-balance"
    return say(key, stars=stars, lately=lately, days=HELD_BACK_SECONDS // 86_400)


def _summary(say: Wording, summary: Summary, balance: Markup | None) -> Markup:
    return lines(
        say("stats-title", when=When(summary.at)),
        say("stats-active", count=summary.active, life=summary.for_life),
        *_plans(say, summary),
        say("stats-held", count=summary.held) if summary.held else None,
        balance,
        _renewing(say, summary),
        *(line for period in summary.periods for line in _period(say, period)),
        GAP,
        say("stats-note"),
    )


def _renewing(say: Wording, summary: Summary) -> Markup | None:
    """Return the renewals in Stars, apart from money."""
    number, stars, _ = summary.renewing
    return say("stats-renewing", count=number, sum=Money(stars, STARS)) if number else None


def _plans(say: Wording, summary: Summary) -> list[Markup]:
    """Return a line for each of several plans; of very many, those with the most people."""
    most = sorted(summary.plans, key=lambda one: -one.count)[:_PLANS_SHOWN]
    return [_plan(say, one) for one in summary.plans if one in most]


def _plan(say: Wording, one: PlanPeople) -> Markup:
    name = say.plan(one.plan_id)
    if not one.included:
        return say("stats-plan", plan=name, count=one.count)
    by = " / ".join(say.plan(plan_id) for plan_id in one.by)
    return say("stats-plan-included", plan=name, count=one.count, included=one.included, by=by)


def _period(say: Wording, period: Period) -> list[Markup | None]:
    shown = period.sales[:_SALES_SHOWN]
    if len(say.plans) > 1:
        most = sorted(period.sales, key=lambda sale: -sale.count)[:_SALES_SHOWN]
        shown = tuple(sale for sale in period.sales if sale in most)
    more = sum(sale.count for sale in period.sales) - sum(sale.count for sale in shown)
    return [
        GAP,
        say("stats-period", days=period.days),
        *_income(say, period.income),
        *(_sale(say, sale) for sale in shown),
        say("stats-more-sales", count=more) if more else None,
        *(_recurring(say, sale) for sale in period.recurring[:_SALES_SHOWN]),
        say("stats-no-sales") if not period.sales and not period.recurring else None,
        say("stats-people", new=period.new, renewed=period.renewed, ended=period.ended),
        _refunded(say, period),
        say("stats-held-of-period", count=period.held) if period.held else None,
    ]


def _income(say: Wording, sums: tuple[Money, ...]) -> list[Markup]:
    """Return the income, Stars apart from money: nobody knows what they are worth."""
    money = tuple(one for one in sums if one.currency != STARS)
    in_stars = tuple(one for one in sums if one.currency == STARS)
    found = [say("stats-income", sums=_sums(say, money))] if money else []
    return [*found, *(say("stats-stars", sums=_sums(say, (one,))) for one in in_stars)]


def _sale(say: Wording, sale: TariffSales) -> Markup:
    tariff = say.tariff(sale.tariff)
    if sale.paid is None:
        return say("stats-sale-unknown", tariff=tariff, count=sale.count)
    return say("stats-sale", tariff=tariff, count=sale.count, paid=sale.paid)


def _recurring(say: Wording, sale: RecurringSales) -> Markup:
    name = say.recurring_name(sale.name, sale.subscription_id)
    if sale.paid is None:
        return say("stats-recurring-free", name=name, count=sale.count)
    return say("stats-recurring", name=name, count=sale.count, paid=sale.paid)


def _refunded(say: Wording, period: Period) -> Markup | None:
    if not period.refunded:
        return None
    if not period.returned:
        return say("stats-refunded", count=period.refunded)
    return say("stats-refunded-sums", count=period.refunded, sums=_sums(say, period.returned))


def _sums(say: Wording, sums: tuple[Money, ...]) -> Markup:
    return Markup(" · ".join(say("stats-sum", sum=one) for one in sums))
