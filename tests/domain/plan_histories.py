"""Random histories of a person's grants, over up to four plans that may include each other."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.access.subscription import chains_by_plan
from bot.domain.durations import Duration
from bot.domain.models import RENEWAL_GRACE_SECONDS, Grant, PersonId, PlanId
from bot.domain.plans import Inclusions

BUYER = PersonId(101)
DAY = 86400
START = int(datetime(2026, 1, 1, 12, tzinfo=UTC).timestamp())
MONTH = Duration(months=1)
LIFETIME = Duration(lifetime=True)
FAR = START + 40_000 * DAY
"""A moment after every end but that of a lifetime."""
A_MONTH_AT_MOST = 3 * DAY
"""By how much two calendar months differ in length at most."""
_FEW, _MANY = 40, 500


def for_any(*strategies: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Any]:
    """Check this for a few examples in every run of the tests, and for many in the long one."""

    def decorated(check: Callable[..., None]) -> Any:
        def test(examples: int) -> None:
            settings(max_examples=examples, deadline=None)(given(*strategies)(check))()

        test.__doc__ = check.__doc__
        many = pytest.param(_MANY, marks=pytest.mark.long)
        return pytest.mark.parametrize("examples", [_FEW, many])(test)

    return decorated


@dataclass(frozen=True)
class History:
    """A person's grants in the order of storing, the cuts that admins made, and the inclusions."""

    inclusions: Inclusions
    stored: tuple[Grant, ...]
    cuts: tuple[tuple[PlanId, int, int], ...]
    """Of which plan, when, and how many grants were there by then."""

    @property
    def grants(self) -> list[Grant]:
        """Return the grants as storage reads them: each with the earliest cut that came after
        it."""
        return [replace(one, cut_at=self._cut_of(n, one)) for n, one in enumerate(self.stored)]

    def without(self, index: int) -> "History":
        """Return the history in which this one was never bought."""
        left = [one for n, one in enumerate(self.stored) if n != index]
        renumbered = tuple(replace(one, id=n + 1) for n, one in enumerate(left))
        cuts = tuple((plan, at, there - (index < there)) for plan, at, there in self.cuts)
        return replace(self, stored=renumbered, cuts=cuts)

    def _cut_of(self, index: int, grant: Grant) -> int | None:
        made = (at for plan, at, there in self.cuts if plan == grant.plan_id and index < there)
        return min(made, default=None)


PLANS = st.sampled_from([PlanId(n) for n in (1, 2, 3, 4)])
_PAIRS = [(above, below) for above in range(4) for below in range(above + 1, 4)]
INCLUSIONS = st.builds(
    lambda order, pairs: Inclusions(
        frozenset((PlanId(order[one]), PlanId(order[other])) for one, other in pairs)
    ),
    st.permutations([1, 2, 3, 4]),
    st.sets(st.sampled_from(_PAIRS), max_size=6),
)
"""Any inclusions without a circle: of four plans in some order, each may include later ones."""

DAYS = st.builds(Duration, days=st.integers(1, 30))
MONTHS = st.builds(Duration, months=st.integers(1, 2))
TIMES = DAYS | MONTHS | st.just(LIFETIME)
_WHEN = st.integers(0, 80)


@st.composite
def histories(
    draw: st.DrawFn,
    times: st.SearchStrategy[Duration] = TIMES,
    *,
    recurring: bool = True,
    late: bool = False,
    seconds: bool = False,
) -> History:
    """Draw a history. `late`: grants may become known days after they began, also after a cut;
    `seconds`: moments aren't whole days, and some are minutes from each other."""
    second = (
        st.sampled_from([0, 0, 1, 300, RENEWAL_GRACE_SECONDS, 40_000]) if seconds else st.just(0)
    )
    moments = st.builds(lambda day, more: START + day * DAY + more, _WHEN, second)
    kinds = st.sampled_from(["bought", "bought", "cut", *["recurring"] * recurring])
    acts = draw(st.lists(st.tuples(moments, kinds, PLANS), min_size=1, max_size=9))
    stored: list[Grant] = []
    cuts: list[tuple[PlanId, int, int]] = []
    for known_at, kind, plan in sorted(acts):
        at = known_at - DAY * draw(st.sampled_from([0, 0, 0, 5, 40])) if late else known_at
        number = len(stored) + 1
        if kind == "cut":
            cuts.append((plan, known_at, len(stored)))
        elif kind == "bought":
            stored.append(Grant(number, at, draw(times), plan_id=plan))
        else:
            until = at + DAY * draw(st.integers(0, 40))
            renews = draw(st.booleans())
            stored.append(Grant(number, at, fixed_end_at=until, renews=renews, plan_id=plan))
    return History(draw(INCLUSIONS), tuple(stored), tuple(cuts))


Access = list[tuple[int, int]]
"""Stretches of time, oldest first, that neither overlap nor touch."""


def access(grants: Iterable[Grant], inclusions: Inclusions) -> dict[PlanId, Access]:
    """Return when each plan is open by the fold; a lifetime ends far away."""
    return {
        plan: joined((one.started_at, FAR if one.ends_at is None else one.ends_at) for one in some)
        for plan, some in chains_by_plan(grants, inclusions).items()
    }


def joined(stretches: Iterable[tuple[int, int]]) -> Access:
    found: Access = []
    for begins_at, ends_at in sorted(stretches):
        if begins_at >= ends_at:
            continue
        if found and begins_at <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends_at)
        else:
            found.append((begins_at, ends_at))
    return found


def seconds_of(stretches: Access) -> int:
    return sum(ends_at - begins_at for begins_at, ends_at in stretches)


def lost(before: Access, after: Access) -> int:
    """Return for how many seconds there was access before that there isn't after."""
    return seconds_of(joined([*before, *after])) - seconds_of(after)


def months_of(grants: Iterable[Grant]) -> int:
    return sum(one.duration.months for one in grants if one.duration is not None)


def tolerance(grants: Sequence[Grant]) -> int:
    """Return by how many seconds calendar months may move an end, and renewals that come a little
    late may close a gap, or not."""
    recurring = sum(one.fixed_end_at is not None for one in grants)
    return A_MONTH_AT_MOST * months_of(grants) + RENEWAL_GRACE_SECONDS * recurring
