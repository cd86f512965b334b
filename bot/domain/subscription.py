"""The fold: makes one subscription of a person's live grants, and of the cuts that admins made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from bot.domain.durations import END_OF_CALENDAR, add_calendar
from bot.domain.models import RENEWAL_GRACE_SECONDS, BoughtTime, Grant, PersonId, Subscription


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
    def bought(self) -> BoughtTime | None:
        """The bought time, where the end is the start plus nothing but this; else None."""
        if self.lifetime or self.paused_seconds or self.anchor != self.started_at:
            return None
        return BoughtTime(self.months, self.days)

    def is_over(self, grant: Grant) -> bool:
        """Return whether it has ended by the time this grant begins.

        A renewal may come a little late, but it doesn't bridge the time after a cut.
        """
        ends_at = self.ends_at
        may_be_late = grant.fixed_end_at is not None and ends_at != self.ended_by_cut_at
        grace = RENEWAL_GRACE_SECONDS if may_be_late else 0
        return ends_at is not None and grant.granted_at > ends_at + grace

    def add(self, grant: Grant) -> None:
        if grant.duration is not None:
            self.months += grant.duration.months
            self.days += grant.duration.days
            self.lifetime = self.lifetime or grant.duration.lifetime
        elif grant.fixed_end_at is not None and self.ends_at is not None:
            self._cover(self._joined(grant.granted_at), grant.fixed_end_at, self.ends_at)
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

    def _joined(self, granted_at: int) -> int:
        """Return where newly covered time begins: without a gap where the payment is a little
        late."""
        late = granted_at - self.covered_until
        return self.covered_until if late <= RENEWAL_GRACE_SECONDS else granted_at

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


def fold(telegram_user_id: PersonId, grants: Iterable[Grant]) -> Subscription | None:
    """Return the subscription that these live grants make, or None without any.

    A grant that begins after the current end starts a new chain there; one that begins before
    or at it is added to the chain. The order of arrival doesn't matter: only `granted_at` does.

    A fixed end (a recurring subscription at Tribute, paid until then) covers the time up to it.
    Time that is covered twice counts once, and a fixed end never shortens. Bought months and days
    run only while nothing covers, so that nobody loses time they paid for: a person with a fixed
    end on 20 May who buys a month on 10 May has access until 20 June; when the recurring
    subscription renews until 20 June meanwhile, until 20 July. A renewal that comes a few minutes
    after the end closes that gap.

    A cut ends the grants that were there when an admin made it: a month from 1 May that is cut on
    10 May was access until 10 May. Grants stored after the cut are honoured in full. When a month
    bought on 9 May becomes known only after that cut, it runs from 10 May to 10 June.
    """
    live = list(grants)
    last: Chain | None = None
    for chain in chains(live):
        last = chain
    if last is None:
        return None
    return Subscription(
        telegram_user_id,
        last.started_at,
        last.ends_at,
        renews_at=_renews_at(live),
        bought=last.bought,
    )


def chains(grants: Iterable[Grant]) -> Iterator[Chain]:
    """Yield the chains of these live grants, oldest first.

    The grants of the earliest cut come first, those without a cut last: grants stored after a cut
    add to whatever the cut has left.
    """
    chain: Chain | None = None
    for cut_at, some in groupby(sorted(grants, key=_order), key=lambda grant: grant.cut_at):
        for each in some:
            grant = each if cut_at is None else _begun_by(cut_at, each)
            if chain is not None and chain.is_over(grant):
                yield chain
                chain = None
            if chain is None:
                chain = Chain(grant.granted_at, grant.granted_at, grant.granted_at)
            chain.add(grant)
        if chain is not None and cut_at is not None:
            chain.cut(cut_at)
    if chain is not None:
        yield chain


def extended(
    telegram_user_id: PersonId, before: Subscription | None, grant: Grant
) -> Subscription | None:
    """Return the subscription with one more grant, as the fold would, without the other grants.

    The grant must be a duration, and stored after all others; `before` is None where there are no
    others. None where only the fold of all grants can tell: for a grant that begins before the
    present chain, or within one whose end isn't just its start plus bought time.
    """
    if before is not None and before.expires_at is None and before.started_at <= grant.granted_at:
        return before
    started_at, bought = _chain_of(before, grant)
    if bought is None or grant.duration is None:
        return None
    months, days = bought.months + grant.duration.months, bought.days + grant.duration.days
    for_life = grant.duration.lifetime
    return Subscription(
        telegram_user_id,
        started_at,
        None if for_life else add_calendar(started_at, months, days),
        renews_at=before.renews_at if before is not None else None,
        bought=None if for_life else BoughtTime(months, days),
    )


def _chain_of(before: Subscription | None, grant: Grant) -> tuple[int, BoughtTime | None]:
    """Return the beginning and the bought time of the chain that the grant is added to; for a grant
    after the end of the last chain, or for the first, that is a new one."""
    if before is None or (before.expires_at is not None and grant.granted_at > before.expires_at):
        return grant.granted_at, BoughtTime(0, 0)
    in_time = before.started_at <= grant.granted_at
    return before.started_at, before.bought if in_time else None


def shortened(grants: Iterable[Grant]) -> dict[int, int]:
    """Return the grants of which a cut took time, by id, each with the moment of that cut.

    A grant whose time was used up before the cut isn't among them.
    """
    found = (grant for chain in chains(grants) for grant in chain.shortened)
    return {grant.id: grant.cut_at for grant in found if grant.cut_at is not None}


def _order(grant: Grant) -> tuple[bool, int, int, int, int]:
    """Return the place of a grant in the fold. The id decides only which of two bought in the same
    second counts as used first."""
    fixed_end_at = grant.fixed_end_at or 0
    return grant.cut_at is None, grant.cut_at or 0, grant.granted_at, fixed_end_at, grant.id


def _begun_by(cut_at: int, grant: Grant) -> Grant:
    """Return the grant as begun by its cut at the latest: only a wrong clock makes it later."""
    return grant if grant.granted_at <= cut_at else replace(grant, granted_at=cut_at)


def _ends_after(grant: Grant, at: int) -> bool:
    """Return whether a grant ends after this, whatever other grants there are."""
    lifetime = grant.duration is not None and grant.duration.lifetime
    return lifetime or (grant.fixed_end_at is not None and grant.fixed_end_at > at)


def _renews_at(grants: Iterable[Grant]) -> int | None:
    """Return the latest end at which Tribute renews. A cut grant doesn't count: it ends before."""
    ends = [
        grant.fixed_end_at
        for grant in grants
        if grant.renews and grant.fixed_end_at and grant.cut_at is None
    ]
    return max(ends, default=None)
