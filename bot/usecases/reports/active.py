"""How many people had access at moments in the past, as known now."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.domain.access.chain import Span
from bot.domain.access.subscription import spans
from bot.domain.models import PersonId
from storage import grants, plans, subscriptions
from storage.engine.tx import Tx
from storage.queries import statistics
from storage.queries.overview.periods import Summed

_PEOPLE_AT_ONCE = 200


def active_at(tx: Tx, moments: Sequence[int], periods: Sequence[Summed], count: int) -> list[int]:
    """Return the number of people with access just before each of these moments, which ascend.

    The last moment is the second after now, when `count` people have access; `periods` are the sums
    between the moments. The last access to each plan is in them; people who came back to a plan
    since the first moment are looked at one by one.
    """
    counts = active_at_by_last_access(periods, count)
    past = moments[:-1]  # the number of now is known
    for known, whole in _accesses_of_returned(tx, moments[0]):
        for index in _covered(past, whole) - _covered(past, known):
            counts[index] += 1
    return counts


def active_at_by_last_access(periods: Sequence[Summed], count: int) -> list[int]:
    """Return the same, but with people who came back counted only since their return: so it takes
    no longer where there are many of them.

    It counts back from now: people whose access has ended since are added, people whose access has
    begun since are subtracted. People who had none for a time are among both.
    """
    counts = [count]
    for period in reversed(periods):
        counts.append(counts[-1] + period.ended - period.began)
    return counts[::-1]


def _accesses_of_returned(tx: Tx, since: int) -> Iterator[tuple[list[Span], list[Span]]]:
    """Yield the last access to each plan, and all access ever, of people who came back since
    then."""
    people = statistics.came_back(tx, since)
    for first in range(0, len(people), _PEOPLE_AT_ONCE):
        yield from _known_and_whole(tx, people[first : first + _PEOPLE_AT_ONCE])


def _known_and_whole(tx: Tx, people: list[PersonId]) -> list[tuple[list[Span], list[Span]]]:
    inclusions, live = plans.inclusions(tx), grants.live_of(tx, people)
    last = subscriptions.of_people(tx, people)
    return [
        (
            [Span(one.started_at, one.expires_at) for one in last.get(person, {}).values()],
            spans(live.get(person, ()), inclusions),
        )
        for person in people
    ]


def _covered(moments: Sequence[int], found: list[Span]) -> set[int]:
    """Return the places of the moments just before which one of these was running."""
    return {
        place
        for one in found
        for place in range(
            bisect_right(moments, one.started_at),
            len(moments) if one.expires_at is None else bisect_right(moments, one.expires_at),
        )
    }
