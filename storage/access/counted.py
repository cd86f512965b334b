"""Counts access: when it begins and ends, and who may have come back."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.models import Grant, PersonId, PlanId, Subscription
from storage import sums
from storage.engine.tx import Tx
from storage.sums import AHEAD, NOW, RARE, Fact


def changed(was: Subscription | None, one: Subscription | None, plan: PlanId) -> list[Fact]:
    """Return what is counted otherwise once somebody's access to a plan is another one."""
    if was is None:
        return [] if one is None else [_begun(one, plan, 1), _end(one, plan, 1)]
    if one is None:
        return [_begun(was, plan, -1), _end(was, plan, -1)]
    found = []
    if was.started_at != one.started_at:
        returned = Fact("returned", one.started_at, one.telegram_user_id, area=RARE)
        found += [_begun(was, plan, -1), _begun(one, plan, 1), returned]
    if was.expires_at != one.expires_at:
        found += [_end(was, plan, -1), _end(one, plan, 1)]
    return found


def _begun(one: Subscription, plan: PlanId, number: int) -> Fact:
    return Fact("began", one.started_at, plan, "", None, 0, number)


def _end(one: Subscription, plan: PlanId, number: int) -> Fact:
    if one.expires_at is None:
        return Fact("life", 0, plan, "", None, 0, number, AHEAD)
    return Fact("ended", one.expires_at, plan, "", None, 0, number, AHEAD)


def changed_overlaps(
    was: Mapping[PlanId, Subscription], after: Mapping[PlanId, Subscription]
) -> list[Fact]:
    """Return what is counted otherwise of how a person's plans overlap, once these are all they
    have. It is what the view `counted_overlaps` has, without reading the table."""
    numbers: dict[_Overlap, int] = {}
    for access, number in ((was, -1), (after, 1)):
        if len(access) > 1:
            for one in _overlaps(access):
                numbers[one] = numbers.get(one, 0) + number
    return [
        Fact(kind, at, since, "", None, 0, number, area)
        for (kind, at, since, area), number in numbers.items()
        if number
    ]


_Overlap = tuple[str, int, int, int]
"""The kind of a fact, its moment, its subject and its area."""
_Span = tuple[int, PlanId, int]
"""The start, the plan and the end of an access."""
_NEVER: Final = 1 << 63
"""Later than any moment that SQLite can store."""


def _overlaps(access: Mapping[PlanId, Subscription]) -> list[_Overlap]:
    spans = [
        (one.started_at, plan, _NEVER if one.expires_at is None else one.expires_at)
        for plan, one in access.items()
    ]
    return _at_starts(spans) + _at_ends(spans)


def _at_starts(spans: Sequence[_Span]) -> list[_Overlap]:
    """Return the starts within another plan, and the starts after a time without any."""
    found: list[_Overlap] = []
    first_end = min(end for _, _, end in spans)
    reach = -_NEVER  # the latest end of those that began before
    for at, plan, end in sorted(spans):
        if reach >= at:
            found.append(("began-within", at, 0, NOW))
        elif first_end < at:
            over = [end for _, other, end in spans if end < at and other != plan]
            if over:
                found.append(("gap", at, max(over), RARE))
        if end > reach:
            reach = end
    return found


def _at_ends(spans: Sequence[_Span]) -> list[_Overlap]:
    """Return the ends within another plan. Of equal ends that of the first plan is the last one."""
    found: list[_Overlap] = []
    since = _NEVER + 1  # the first start of those that end later, of which there are none yet
    for end, _, at in sorted([(-end, plan, at) for at, plan, end in spans]):
        if since <= -end:
            lifetime = end == -_NEVER
            found.append(
                ("life-within", 0, 0, AHEAD) if lifetime else ("ended-within", -end, 0, AHEAD)
            )
        if at < since:
            since = at
    return found


def note_returns(
    tx: Tx,
    live: Mapping[int, Sequence[Grant]],
    folded: Mapping[PersonId, Mapping[PlanId, Subscription | None]],
) -> None:
    """Note who may have come back to a plan: whose access began after an earlier grant of it."""
    sums.add(
        tx,
        [
            Fact("returned", one.started_at, person, area=RARE)
            for person, by_plan in folded.items()
            for plan, one in by_plan.items()
            if one is not None
            and any(
                grant.plan_id == plan and grant.granted_at < one.started_at
                for grant in live.get(person, ())
            )
        ],
    )
