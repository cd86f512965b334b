"""How many people had access at moments in the past, as known now."""

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

    Count back from now: a day earlier, people whose access has ended since are added, people whose
    access has begun since are subtracted. That knows only the last access to each plan; people who
    came back to a plan are looked at one by one.
    """
    ends = [*moments, now + 1] if moments[-1] <= now else [*moments]
    limited, for_life = statistics.active(tx, now)
    count = limited + for_life
    counts = [count]
    for earlier, later in zip(reversed(ends[:-1]), reversed(ends[1:]), strict=True):
        began = statistics.started(tx, earlier, later)
        over = statistics.ended(tx, earlier, later)
        count += over - began
        counts.insert(0, count)
    for known, whole in _accesses_of_returned(tx, ends[0]):
        for index, end in enumerate(ends[:-1]):  # that of now is known
            counts[index] += _any_at(end, whole) - _any_at(end, known)
    return tuple(counts[: len(moments)])


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


def _any_at(at: int, found: list[Span]) -> bool:
    """Return whether one of these was running just before the moment."""
    return any(
        one.started_at < at and (one.expires_at is None or at <= one.expires_at) for one in found
    )
