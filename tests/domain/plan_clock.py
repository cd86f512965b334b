"""A slow model of access to plans: a clock walks from day to day, and looks what is open."""

from collections import defaultdict
from dataclasses import dataclass, field

from bot.domain.models import Grant, PlanId
from tests.domain.plan_histories import DAY, FAR, START, Access, History, joined

_DAYS_OF_A_MONTH = 30
_FOR_EVER = 10**9


@dataclass
class PlanOfAPerson:
    """The state of one plan of somebody today."""

    left: int = 0
    """Days bought and not used yet."""
    paid_until: int = 0
    """The day until which a recurring subscription is paid."""
    bought: int = 0
    used: int = 0
    cut: int = 0
    """The days bought, used and taken away so far."""
    open: Access = field(default_factory=list)
    open_now: bool = False
    for_ever: bool = False
    """Whether it stays open, by a lifetime of its own or of a plan that includes it."""

    @property
    def is_settled(self) -> bool:
        return self.for_ever or not self.open_now


def walk(history: History) -> dict[PlanId, PlanOfAPerson]:
    """Return what becomes of each plan. Bought days are used one by one, and only while neither a
    payment nor a plan that includes this one covers the day."""
    found: dict[PlanId, PlanOfAPerson] = defaultdict(PlanOfAPerson)
    acts = _by_day(history)
    above = {plan: history.inclusions.including(plan) for plan in map(PlanId, range(1, 5))}
    day = 0
    while acts or not all(one.is_settled for one in found.values()):
        for act in acts.pop(day, ()):
            _take(found[act if not isinstance(act, Grant) else act.plan_id], act, day)
        seen: set[PlanId] = set()
        for plan in above:
            _pass_a_day(found, above, plan, seen, day)
        day += 1
    for one in found.values():
        if one.open_now and one.for_ever:
            one.open.append((START + day * DAY, FAR))
        one.open = joined(one.open)
    return found


def _by_day(history: History) -> dict[int, list[Grant | PlanId]]:
    """Return each day's grants, and the plans that are cut, in their order."""
    acts: dict[int, list[Grant | PlanId]] = defaultdict(list)
    cuts = list(history.cuts)
    for number, grant in enumerate([*history.stored, None]):
        while cuts and (grant is None or cuts[0][2] <= number):
            plan, at, _ = cuts.pop(0)
            acts[(at - START) // DAY].append(plan)
        if grant is not None:
            acts[(grant.granted_at - START) // DAY].append(grant)
    return acts


def _take(one: PlanOfAPerson, act: Grant | PlanId, day: int) -> None:
    if not isinstance(act, Grant):
        one.cut += one.left
        one.left = one.paid_until = 0
    elif act.fixed_end_at is not None:
        one.paid_until = max(one.paid_until, (act.fixed_end_at - START) // DAY)
    elif act.duration is not None:
        days = act.duration.months * _DAYS_OF_A_MONTH + act.duration.days
        one.left += _FOR_EVER if act.duration.lifetime else days
        one.bought += _FOR_EVER if act.duration.lifetime else days


def _pass_a_day(
    found: dict[PlanId, PlanOfAPerson],
    above: dict[PlanId, list[PlanId]],
    plan: PlanId,
    seen: set[PlanId],
    day: int,
) -> None:
    """Look whether a plan is open on this day, after those that include it, and use a bought day
    where nothing covers it."""
    if plan in seen:
        return
    seen.add(plan)
    for other in above[plan]:
        _pass_a_day(found, above, other, seen, day)
    one, including = found[plan], [found[other] for other in above[plan]]
    covered = one.paid_until > day or any(other.open_now for other in including)
    one.open_now = covered or one.left > 0
    one.for_ever = one.left > _FOR_EVER // 2 or any(other.for_ever for other in including)
    if one.open_now:
        one.open.append((START + day * DAY, START + (day + 1) * DAY))
    if one.open_now and not covered:
        one.left -= 1
        one.used += 1
