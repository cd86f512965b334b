"""The overview: numbers of any days, what waits, whose access ends next."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.domain.money import STARS
from bot.domain.money import Money as Sum
from bot.domain.reports.day_range import DayRange
from bot.domain.times import iso
from bot.texts.days import show_days, show_step
from bot.texts.values import ShopTime, show_moment, show_money
from bot.usecases.attention.backlog import Backlog
from bot.usecases.outbox.pause import Pause
from bot.usecases.outbox.wording import Wording
from bot.usecases.reports.overview import Numbers, Overview, Sums, overview
from handlers.http.console.api.overview_models import (
    ChartData,
    Count,
    Days,
    ExpiringPerson,
    ExpiringSoon,
    Income,
    IncomeSeries,
    Monthly,
    OverviewAnswer,
    OverviewQuery,
    People,
    Point,
    Share,
    Waiting,
)
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import sentence
from handlers.http.console.api.shared_models import Money, Person, decimal_of

_USUAL_DAYS = 30


def routes() -> list[Route]:
    """Return the routes of this area."""
    return [
        Route(
            "GET",
            "overview",
            OverviewAnswer,
            _overview,
            query=OverviewQuery,
            summary="Numbers of any days, what waits, whose access ends next",
        ),
    ]


async def _overview(call: Call) -> OverviewAnswer:
    query: OverviewQuery = call.query
    chosen: DayRange | int = query.days or _USUAL_DAYS
    if query.first is not None and query.last is not None:
        chosen = DayRange(query.first, query.last)
    found = await overview(call.deps.statistics, chosen)
    waiting = _waiting(
        call.say, await call.deps.attention.backlog(), await call.deps.pauses.current()
    )
    return _answer(call, found, waiting)


def _answer(call: Call, found: Overview, waiting: list[Waiting]) -> OverviewAnswer:
    say, now, before = call.say, found.now, found.before
    return OverviewAnswer(
        today=found.today,
        days=_days(found.days, say.locale),
        before=_days(found.days.before, say.locale),
        is_new=_is_new(found),
        income=_income(say, now.sums, before.sums.income),
        returned=[Money.of(one, say.locale) for one in now.sums.returned],
        people=_people(now, before),
        for_life=found.for_life,
        monthly=[
            Monthly(income=Money.of(one.income, say.locale), number=one.number)
            for one in found.monthly
        ],
        has_recurring=found.has_recurring,
        chart=_chart(say, found),
        waiting=waiting,
        expiring=_expiring(call, found),
    )


def _is_new(found: Overview) -> bool:
    """Return whether there is nothing to show: no income on these days or before, nobody inside."""
    now, before = found.now, found.before
    counted = now.active, before.active, now.sums.refunded, now.sums.ended
    return not (any(counted) or now.sums.income or before.sums.income or found.monthly)


def _days(days: DayRange, locale: str) -> Days:
    return Days(first=days.first, last=days.last, days=days.days, text=show_days(days, locale))


def _name(say: Wording, currency: str) -> str:
    return say.plain("console-overview-stars") if currency == STARS else currency


def _income(say: Wording, now: Sums, before: Sequence[Sum]) -> list[Income]:
    """Return the income in each currency of either range; money first, Stars last."""
    after, former, recurring = (
        {one.currency: one for one in some} for some in (now.income, before, now.recurring)
    )
    currencies = sorted({*after, *former}, key=lambda one: (one == STARS, one))
    return [
        Income(
            currency=one,
            name=_name(say, one),
            now=Money.of(after.get(one, Sum(0, one)), say.locale),
            before=Money.of(former.get(one, Sum(0, one)), say.locale),
            recurring=Money.of(recurring[one], say.locale) if one in recurring else None,
        )
        for one in currencies
    ]


def _people(now: Numbers, before: Numbers) -> People:
    return People(
        active=Count(now=now.active, before=before.active),
        new=Count(now=now.sums.new, before=before.sums.new),
        renewed=Count(now=now.sums.renewed, before=before.sums.renewed),
        ended=Count(now=now.sums.ended, before=before.sums.ended),
        refunded=Count(now=now.sums.refunded, before=before.sums.refunded),
        churn=Share(now=now.churn, before=before.churn),
    )


def _chart(say: Wording, found: Overview) -> ChartData:
    series = found.series

    def income(currency: str, amounts: Sequence[int]) -> IncomeSeries:
        sums = [Sum(one, currency) for one in amounts]
        return IncomeSeries(
            currency=currency,
            name=_name(say, currency),
            values=[float(decimal_of(one)) for one in sums],
            texts=[show_money(one, say.locale) for one in sums],
        )

    points = [
        Point(
            first=one.first,
            last=one.last,
            label=show_step(one, series.step, say.locale),
            text=show_days(one, say.locale),
        )
        for one in series.ranges
    ]
    note = None if found.counts_returned else say.plain("console-overview-chart-returned")
    in_order = sorted(series.income, key=lambda one: (one == STARS, one))
    return ChartData(
        step=series.step.value,
        points=points,
        income=[income(one, series.income[one]) for one in in_order],
        active=list(series.active),
        active_note=note,
    )


def _waiting(say: Wording, backlog: Backlog, pause: Pause | None) -> list[Waiting]:
    counts = {
        "held": backlog.numbers.held,
        "claims": backlog.numbers.claims,
        "questions": len(backlog.support_requests),
        "refunds": backlog.numbers.unmatched_refunds + len(backlog.unknown_refunds),
        "recurring": len(backlog.recurring),
        "undeliverable": backlog.numbers.undeliverable,
        "webhooks": backlog.lost_webhooks,
    }
    paused = Waiting(kind="pause", count=1, text=sentence(say("attention-outbox-pause")))
    found = [
        Waiting(
            kind=kind, count=count, text=say.plain(f"console-overview-waiting-{kind}", count=count)
        )
        for kind, count in counts.items()
        if count
    ]
    return found if pause is None else [paused, *found]


def _expiring(call: Call, found: Overview) -> ExpiringSoon:
    say, zone = call.say, ZoneInfo(call.deps.settings.timezone)
    several = len(say.plans) > 1
    return ExpiringSoon(
        count=found.expiring_count,
        first=found.week.first,
        last=found.week.last,
        people=[
            ExpiringPerson(
                person=Person.of(one.telegram_user_id, one.name, one.username),
                plan=say.plan(one.plan_id) if several else None,
                ends_at=iso(one.expires_at),
                ends_text=show_moment(ShopTime(one.expires_at, short=True), say.locale, zone),
                renews=one.renews,
            )
            for one in found.expiring
        ],
    )
