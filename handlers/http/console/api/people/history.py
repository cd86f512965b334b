"""A person's whole history, newest first."""

from bot.domain.listing.people import HistoryPlace
from bot.domain.models import PersonId
from bot.usecases.purchases.history_lines import person_event
from handlers.http.console.api import cursors
from handlers.http.console.api.days import moment
from handlers.http.console.api.people.models import HistoryLine, HistoryPage, HistoryQuery
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import sentence


def routes() -> list[Route]:
    """Return the route of the history."""
    return [
        Route(
            "GET",
            "people/{id}/history",
            HistoryPage,
            _page,
            query=HistoryQuery,
            summary="A person's history",
        )
    ]


async def _page(call: Call) -> HistoryPage:
    query: HistoryQuery = call.query
    person_id = PersonId(call.whole("id"))
    place = cursors.place(call, query.cursor, HistoryPlace, int, int, int, str)
    found, going_on = await call.deps.person_histories.after(person_id, place, query.limit)
    return HistoryPage(
        items=[
            HistoryLine(
                at=moment(call, one.entry.at),
                text=sentence(person_event(call.say, one)),
                purchase=one.purchase.id if one.purchase is not None else None,
            )
            for one in found
        ],
        next=cursors.encode(*going_on) if going_on is not None else None,
    )
