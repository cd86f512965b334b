"""Counts access: when it begins and ends, and who may have come back."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.domain.models import Grant, PersonId, PlanId, Subscription
from storage import sums
from storage.engine.tx import Tx
from storage.sums import AHEAD, RARE, Fact


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
    if len(was) < 2 and len(after) < 2:
        return []
    if _spans(was) == _spans(after):
        return []
    found = Counter(_overlaps(after))
    found.subtract(_overlaps(was))
    return [fact._replace(number=number) for fact, number in found.items() if number]


def _spans(access: Mapping[PlanId, Subscription]) -> dict[PlanId, tuple[int, int | None]]:
    return {plan: (one.started_at, one.expires_at) for plan, one in access.items()}


def _overlaps(access: Mapping[PlanId, Subscription]) -> Iterator[Fact]:
    for plan, one in access.items():
        others = [(other, has) for other, has in access.items() if other != plan]
        yield from _at_start(plan, one, others)
        if _has_another_at_end(plan, one, others):
            if one.expires_at is None:
                yield Fact("life-within", 0, area=AHEAD)
            else:
                yield Fact("ended-within", one.expires_at, area=AHEAD)


_Others = Sequence[tuple[PlanId, Subscription]]


def _at_start(plan: PlanId, one: Subscription, others: _Others) -> Iterator[Fact]:
    at = one.started_at
    if any(
        (has.started_at, other) < (at, plan) and (has.expires_at is None or has.expires_at >= at)
        for other, has in others
    ):
        yield Fact("began-within", at)
        return
    over = [has.expires_at for _, has in others if has.expires_at is not None]
    since = max((end for end in over if end < at), default=None)
    if since is not None:
        yield Fact("gap", at, since, area=RARE)


def _has_another_at_end(plan: PlanId, one: Subscription, others: _Others) -> bool:
    end = one.expires_at
    if end is None:
        return any(has.expires_at is None and other < plan for other, has in others)
    return any(
        has.started_at <= end and (has.expires_at is None or (has.expires_at, plan) > (end, other))
        for other, has in others
    )


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
