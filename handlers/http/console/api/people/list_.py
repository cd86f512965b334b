"""The list of people, and the values of its filters."""

from collections.abc import Mapping
from functools import partial
from typing import Literal

from bot.domain.access.plan_access import PlanAccess
from bot.domain.listing.people import ListedAccess, Place, SoughtPeople
from bot.domain.models import PlanId, Subscription
from bot.domain.records import Person as KnownPerson
from bot.usecases.people import listing
from bot.usecases.people.listing import PeopleList
from handlers.http.console.api import cursors
from handlers.http.console.api.days import moment, moments
from handlers.http.console.api.people.models import (
    ListedPerson,
    PeopleChoices,
    PeoplePage,
    PeopleQuery,
)
from handlers.http.console.api.purchases.models import Choice
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said
from handlers.http.console.api.shared_models import Person


def routes() -> list[Route]:
    """Return the routes of the list."""
    return [
        Route("GET", "people", PeoplePage, _page, query=PeopleQuery, summary="People"),
        Route(
            "GET",
            "people/filters",
            PeopleChoices,
            _choices,
            summary="The values by which people can be filtered",
        ),
    ]


async def _page(call: Call) -> PeoplePage:
    query: PeopleQuery = call.query
    after = cursors.place(call, query.cursor, Place, int, int, int, int)
    plan = call.deps.plans.by_key(query.plan) if query.plan is not None else None
    if query.plan is not None and plan is None:
        return PeoplePage(items=[], next=None, is_cut=False)
    new = moments(call, query.first, query.last)
    ends = moments(call, query.ends_from, query.ends_to)
    sought = SoughtPeople(
        access=query.status,
        plan_id=plan.id if plan is not None else None,
        new_since=new.since,
        new_until=new.until,
        ends_since=ends.since,
        ends_until=ends.until,
        had_access_at=moments(call, None, query.on).until,
    )
    people = PeopleList(call.deps.people.db, call.deps.clock)
    found = await people.page(sought, query.q, after, query.limit)
    return PeoplePage(
        items=await call.deps.rests.one_by_one(partial(row, call), found.rows),
        next=cursors.encode(*found.next) if found.next is not None else None,
        is_cut=found.is_cut,
    )


def row(call: Call, one: listing.ListedPerson) -> ListedPerson:
    """Return somebody as lists of people show them."""
    known, found = one.person, one.subscriptions
    return ListedPerson(
        person=Person.of(known.telegram_user_id, known.name, known.username),
        access=access_text(call, found),
        is_active=any(each.active_at(call.now) for each in found.values()),
        since=moment(call, known.first_seen_at),
        reach=reach_of(known),
    )


def access_text(call: Call, found: Mapping[PlanId, Subscription]) -> str:
    """Return how the access to each plan stands, in one line."""
    if not found:
        return call.text("console-people-no-access")
    accesses = [PlanAccess(plan, one) for plan, one in found.items()]
    return " · ".join(said(call.say.their_accesses(accesses, call.now)))


def reach_of(known: KnownPerson) -> Literal["open", "never", "blocked"]:
    """Return whether the bot may write to somebody."""
    if known.started_at is None:
        return "never"
    return "open" if known.blocked_at is None else "blocked"


async def _choices(call: Call) -> PeopleChoices:
    say, several = call.say, len(call.say.plans) > 1
    has_renewals = (await PeopleList(call.deps.people.db, call.deps.clock).choices()).has_renewals
    statuses = [one for one in ListedAccess if has_renewals or one is not ListedAccess.RENEWS]
    plans = [Choice(value=one.key, label=say.plan(one.id)) for one in say.plans]
    return PeopleChoices(
        plans=plans if several else [],
        may_grant=plans,
        statuses=[
            Choice(value=one.value, label=call.text(f"console-people-status-{one}"))
            for one in statuses
        ],
    )
