"""The console's list of people: filters, a search, and page after page of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.listing.people import Place, SoughtPeople
from bot.domain.models import PersonId, PlanId, Subscription
from bot.domain.records import Person
from bot.usecases.people.earlier_access import had_earlier_access
from bot.usecases.people.search import MOST_NAMED, cleaned, words_of
from storage import people, purchases, subscriptions
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries.listing import people as listed_people
from storage.stars import renewals

_NUMBER = re.compile(r"(#?)([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person in the list, with their subscriptions by plan, ended ones too."""

    person: Person
    subscriptions: Mapping[PlanId, Subscription]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of people; `next` is where the next one goes on. With `is_cut` it is short because
    enough was looked through."""

    rows: tuple[ListedPerson, ...]
    next: Place | None
    is_cut: bool
    now: int


@dataclass(frozen=True, slots=True)
class Choices:
    """By what the people of this shop can be told apart."""

    has_renewals: bool
    """Whether anything was ever paid that renews in Stars."""


@dataclass(frozen=True, slots=True)
class PeopleList:
    """Reads the list."""

    db: Database
    clock: Clock

    async def page(
        self, sought: SoughtPeople, text: str, after: Place | None, limit: int
    ) -> PeoplePage:
        """Return the next people who fit the filters and the text that was typed: a Telegram id, a
        @username or its beginning, words of the name, or the number of a purchase of theirs: ours
        as `#12`, or Tribute's."""
        now = self.clock.now()
        until_now = _until_now(sought, now)
        return await self.db.report(
            lambda tx: _page(tx, _meant(tx, until_now, text), after, limit, now)
        )

    async def choices(self) -> Choices:
        """Return the values of the filters."""
        return await self.db.report(lambda tx: Choices(renewals.any_ever(tx)))


def _until_now(sought: SoughtPeople, now: int) -> SoughtPeople:
    """Return the filters with a moment that isn't to come: until now, who had access has it."""
    at = sought.had_access_at
    return sought if at is None else replace(sought, had_access_at=min(at, now + 1))


def _page(tx: Tx, sought: SoughtPeople, after: Place | None, limit: int, now: int) -> PeoplePage:
    if (at := sought.had_access_at) is not None:
        earlier = had_earlier_access(tx, at, sought.plan_id)
        sought = replace(sought, had_earlier_access=earlier)
    found = listed_people.page(tx, sought, after, limit, now)
    return PeoplePage(listed(tx, found.people), found.next, found.is_cut, now)


def listed(tx: Tx, ids: Sequence[PersonId]) -> tuple[ListedPerson, ...]:
    """Return these people as lists have them, in this order; who isn't known is left out."""
    if not ids:
        return ()
    known, access = people.of_ids(tx, ids), subscriptions.of_people(tx, ids)
    return tuple(ListedPerson(known[one], access.get(one, {})) for one in ids if one in known)


def _meant(tx: Tx, sought: SoughtPeople, typed: str) -> SoughtPeople:
    """Return the filters with what the text means."""
    text = cleaned(typed)
    if not text:
        return sought
    number = _NUMBER.fullmatch(text)
    if number is not None:
        return replace(sought, ids=_of_number(tx, int(number[2]), is_ours=bool(number[1])))
    if text.startswith("@") and len(text) > 1:
        named = people.whose_username_begins(tx, text[1:], MOST_NAMED)
        if named:
            return replace(sought, ids=tuple(named))
        return replace(sought, words=words_of(text[1:]))
    return replace(sought, words=words_of(text))


def _of_number(tx: Tx, number: int, *, is_ours: bool) -> tuple[PersonId, ...]:
    """Return the person with this id, and the buyer of the purchase with this number."""
    paid = purchases.get(tx, number) if is_ours else purchases.by_purchase_id(tx, number)
    buyer = paid.telegram_user_id if paid is not None else None
    found = {buyer} if buyer is not None else set()
    if not is_ours and people.get(tx, number) is not None:
        found.add(PersonId(number))
    return tuple(found)
