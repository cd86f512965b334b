"""A chain: access to one plan without a gap, built up of grants, one after the other."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from bot.domain.durations import END_OF_CALENDAR, add_calendar
from bot.domain.models import RENEWAL_GRACE_SECONDS, BoughtTime, Grant

_DAY_SECONDS = 86_400
OF_A_COVER: Final = -1
"""The id of what is no grant, but the time of a plan that includes this one."""


class Span(NamedTuple):
    """One stretch of access without a gap; `expires_at` None is a lifetime."""

    started_at: int
    expires_at: int | None


@dataclass(slots=True)
class Chain:
    """Access without a gap. Bought time begins to run at the anchor. Its end is the anchor plus the
    *sum* of months and days, so that 31 January + 1 month + 1 month is 31 March, plus the time
    during which it stood still because a fixed end covered it."""

    started_at: int
    anchor: int
    covered_until: int
    months: int = 0
    days: int = 0
    lifetime: bool = False
    pauses: list[tuple[int, int]] = field(default_factory=list)
    """When bought time stood still: from when, and for how many seconds."""
    paused_seconds: int = 0
    ended_by_cut_at: int | None = None
    shortened: list[Grant] = field(default_factory=list)
    """The grants of which a cut took time, all of it or a part."""
    _added: list[tuple[Grant, int, int]] = field(default_factory=list)
    """The grants since the last cut, each with the sum of months and days up to it."""

    @property
    def ends_at(self) -> int | None:
        if self.lifetime:
            return None
        bought = add_calendar(self.anchor, self.months, self.days)
        return min(bought + self.paused_seconds, END_OF_CALENDAR)

    @property
    def span(self) -> Span:
        """Return from when to when it is."""
        return Span(self.started_at, self.ends_at)

    def stands_still_until(self, at: int) -> int | None:
        """Return when its bought time begins to run or goes on, if it stands still at this moment;
        None where it runs, or where there is none left."""
        until = at
        since = self.started_at if self.ended_by_cut_at is None else self.ended_by_cut_at
        for begin, long in [(since, self.anchor - since), *self.pauses]:
            if begin <= until < begin + long:
                until = begin + long
        ends_at = self.ends_at
        return until if until > at and ends_at is not None and ends_at > until else None

    @property
    def bought(self) -> BoughtTime | None:
        """The bought time, where the end is the start plus nothing but this; else None."""
        if self.lifetime or self.paused_seconds or self.anchor != self.started_at:
            return None
        return BoughtTime(self.months, self.days)

    def is_over(self, grant: Grant) -> bool:
        """Return whether it has ended by the time this grant begins.

        A renewal may come a little late, but it doesn't bridge the time after a cut.
        """
        at_least = (28 * self.months + self.days) * _DAY_SECONDS + self.paused_seconds
        if grant.granted_at <= self.anchor + at_least:  # spares most the slow calendar
            return False
        ends_at = self.ends_at
        if ends_at is None or grant.granted_at <= ends_at:
            return False
        return ends_at == self.ended_by_cut_at or grant.granted_at > ends_at + _grace_of(grant)

    def add(self, grant: Grant) -> None:
        if grant.duration is not None:
            self.months += grant.duration.months
            self.days += grant.duration.days
            self.lifetime = self.lifetime or grant.duration.lifetime
        elif grant.fixed_end_at is not None and (ends_at := self.ends_at) is not None:
            self._cover(self._joined(grant), grant.fixed_end_at, ends_at)
        self._added.append((grant, self.months, self.days))

    def cut(self, at: int) -> None:
        """End it at the cut, if it hasn't ended by then. Time used until then stays as it was, and
        time of later grants runs from the cut."""
        if self.ends_at is not None and self.ends_at <= at:
            return
        used_until = at - sum(min(at - begin, long) for begin, long in self.pauses if begin < at)
        self.shortened += [
            grant
            for grant, months, days in self._added
            if _ends_after(grant, at)
            or (grant.duration and add_calendar(self.anchor, months, days) > used_until)
        ]
        self.anchor = self.covered_until = self.ended_by_cut_at = at
        self.months = self.days = self.paused_seconds = 0
        self.lifetime = False
        self.pauses, self._added = [], []

    def _joined(self, grant: Grant) -> int:
        """Return where newly covered time begins: without a gap where the payment is a little
        late."""
        late = grant.granted_at - self.covered_until
        return self.covered_until if late <= _grace_of(grant) else grant.granted_at

    def _cover(self, begins_at: int, fixed_end_at: int, ends_at: int) -> None:
        """Let bought time stand still between the two, or begin to run only after the fixed end."""
        begins_at = min(begins_at, ends_at)
        if fixed_end_at <= begins_at:
            return
        self.covered_until = fixed_end_at
        if begins_at == self.anchor:
            self.anchor = fixed_end_at
        else:
            self.pauses.append((begins_at, fixed_end_at - begins_at))
            self.paused_seconds += fixed_end_at - begins_at


def _grace_of(grant: Grant) -> int:
    """Return how late it may come and still leave no gap: a payment for a subscription that renews.
    The time of a plan that includes this one begins when it begins."""
    renewal = grant.fixed_end_at is not None and grant.id != OF_A_COVER
    return RENEWAL_GRACE_SECONDS if renewal else 0


def _ends_after(grant: Grant, at: int) -> bool:
    """Return whether a grant ends after this, whatever other grants there are."""
    lifetime = grant.duration is not None and grant.duration.lifetime
    return lifetime or (grant.fixed_end_at is not None and grant.fixed_end_at > at)
