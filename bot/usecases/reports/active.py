"""How many people had access at moments in the past, as known now."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.domain.access.chain import Span
from bot.domain.access.subscription import spans
from bot.domain.models import PersonId
from storage import grants, plans, subscriptions
from storage.engine.tx import Tx
from storage.queries import statistics

_PEOPLE_AT_ONCE = 200


def active_at(tx: Tx, moments: Sequence[int], now: int) -> tuple[int, ...]:
    """Return the number of people with access just before each of these moments, which ascend; the
    last one may be `now + 1`.

    The last access to each plan is in the sums; people who came back to a plan since the first
    moment are looked at one by one.
    """
    ends = _with_now(moments, now)
    counts = [*_by_last_access(tx, ends, now)]
    past = ends[:-1]  # the number of now is known
    for known, whole in _accesses_of_returned(tx, ends[0]):
        for index in _covered(past, whole) - _covered(past, known):
            counts[index] += 1
    return tuple(counts[: len(moments)])


def active_at_by_last_access(tx: Tx, moments: Sequence[int], now: int) -> tuple[int, ...]:
    """Return the same, but with people who came back counted only since their return: so it takes
    no longer where there are many of them."""
    return _by_last_access(tx, _with_now(moments, now), now)[: len(moments)]


def _with_now(moments: Sequence[int], now: int) -> list[int]:
    return [*moments, now + 1] if moments[-1] <= now else [*moments]


def _by_last_access(tx: Tx, ends: Sequence[int], now: int) -> tuple[int, ...]:
    """Count back from now: a day earlier, people whose access has ended since are added, people
    whose access has begun since are subtracted."""
    limited, for_life = statistics.active(tx, now)
    count = limited + for_life
    counts = [count]
    for earlier, later in zip(reversed(ends[:-1]), reversed(ends[1:]), strict=True):
        began = statistics.started(tx, earlier, later)
        over = statistics.ended(tx, earlier, later)
        count += over - began
        counts.insert(0, count)
    return tuple(counts)


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
