"""The rows behind the recurring income per month at Tribute."""

from bot.domain.listing.renewing import Place
from bot.domain.models import PersonId
from bot.usecases.outbox.wording import Wording
from bot.usecases.reports import renewing as report
from bot.usecases.reports.renewing import renewing
from handlers.http.console.api import cursors
from handlers.http.console.api.overview_models import (
    Monthly,
    RenewingAnswer,
    RenewingCurrency,
    RenewingQuery,
    RenewingRow,
    RenewingTotal,
)
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import sentence
from handlers.http.console.api.shared_models import Money, Person


def routes() -> list[Route]:
    """Return the route of the rows."""
    return [
        Route(
            "GET",
            "overview/renewing",
            RenewingAnswer,
            _rows,
            query=RenewingQuery,
            summary="Subscriptions at Tribute that renew, in one currency",
        ),
        Route(
            "GET",
            "overview/renewing/total",
            RenewingTotal,
            _total,
            query=RenewingCurrency,
            summary="What they make per month",
        ),
    ]


async def _rows(call: Call) -> RenewingAnswer:
    query: RenewingQuery = call.query
    after = cursors.place(call, query.cursor, Place, int, int, int)
    found = await renewing(call.deps.statistics, query.currency, after, query.limit)
    return RenewingAnswer(
        items=[_row(call.say, one) for one in found.rows],
        next=cursors.encode(*found.next) if found.next is not None else None,
    )


async def _total(call: Call) -> RenewingTotal:
    found = await report.total(call.deps.statistics, call.query.currency)
    if found is None:
        return RenewingTotal(total=None)
    income = Money.of(found.income, call.locale)
    return RenewingTotal(total=Monthly(income=income, number=found.number))


def _row(say: Wording, one: report.RenewingRow) -> RenewingRow:
    renews, person = one.renewing, one.person
    return RenewingRow(
        person=Person.of(
            PersonId(renews.telegram_user_id),
            person.name if person is not None else None,
            person.username if person is not None else None,
        ),
        name=sentence(say.recurring_name(renews.name, renews.place.subscription_id)),
        price=Money.of(renews.price, say.locale),
        monthly=Money.of(one.monthly, say.locale),
    )
