"""Payments for Tribute's recurring subscriptions, for which no purchase stands."""

from functools import partial
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.listing.recurring_payments import Place, SoughtPayments
from bot.usecases.recurring import payments
from bot.usecases.recurring.payments import PaidRow
from handlers.http.console.api import cursors
from handlers.http.console.api.days import Day, Moment, moment, moments
from handlers.http.console.api.purchases.models import Cursor, Limit
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import sentence
from handlers.http.console.api.shared_models import Currency, Money, Person

_KINDS = {"trial": "trial", "gift": "present"}
"""Types of subscriptions whose payments are called by them."""


class RecurringQuery(BaseModel):
    """The filters of the list; a period is of whole days, both of them in it."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    status: Literal["renewed"] | None = None
    """Payments by which somebody bought access again."""
    currency: Currency | None = None
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    cursor: Cursor | None = None
    limit: Limit = 50


class PaidItem(BaseModel):
    """A payment: what for, and what it was."""

    id: int
    person: Person
    name: str
    about: str
    paid: Money | None
    paid_at: Moment


class PaidAnswer(BaseModel):
    """A page, the latest to come in first. With `is_cut` it is short because enough was looked
    through."""

    items: list[PaidItem]
    next: str | None
    is_cut: bool


def routes() -> list[Route]:
    """Return the route of the list."""
    return [
        Route(
            "GET",
            "purchases/recurring",
            PaidAnswer,
            _page,
            query=RecurringQuery,
            summary="Payments for Tribute's recurring subscriptions",
        ),
    ]


async def _page(call: Call) -> PaidAnswer:
    query: RecurringQuery = call.query
    period = moments(call, query.first, query.last)
    sought = SoughtPayments(
        currency=query.currency,
        again=query.status == "renewed",
        since=period.since,
        until=period.until,
    )
    after = cursors.place(call, query.cursor, Place, int)
    found = await payments.page(call.deps.purchases.db, sought, after, query.limit)
    return PaidAnswer(
        items=await call.deps.rests.one_by_one(partial(_item, call), found.rows),
        next=cursors.encode(*found.next) if found.next is not None else None,
        is_cut=found.is_cut,
    )


def _item(call: Call, one: PaidRow) -> PaidItem:
    paid, person = one.payment, one.person
    kind = _KINDS.get(paid.type or "", paid.what.value)
    return PaidItem(
        id=paid.row,
        person=Person.of(
            paid.telegram_user_id,
            person.name if person is not None else None,
            person.username if person is not None else None,
        ),
        name=sentence(call.say.recurring_name(paid.name, paid.subscription_id)),
        about=call.text(f"console-purchases-recurring-{kind}"),
        paid=Money.of(paid.price, call.locale) if paid.price is not None else None,
        paid_at=moment(call, paid.occurred_at),
    )
