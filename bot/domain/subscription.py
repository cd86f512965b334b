"""The fold: a person's live grants, walked in time, make one subscription."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.durations import END_OF_CALENDAR, add_calendar
from bot.domain.models import RENEWAL_GRACE_SECONDS, Grant, PersonId, Subscription


@dataclass(slots=True)
class _Chain:
    """Access without a gap. Bought time begins to run at the anchor; its end is the anchor plus
    the *sum* of months and days, so that 31 January + 1 month + 1 month is 31 March, whatever lies
    between, plus the time it stood still because a fixed end covered it."""

    started_at: int
    anchor: int
    covered_until: int
    months: int = 0
    days: int = 0
    paused_seconds: int = 0
    lifetime: bool = False

    @property
    def ends_at(self) -> int | None:
        if self.lifetime:
            return None
        bought = add_calendar(self.anchor, self.months, self.days)
        return min(bought + self.paused_seconds, END_OF_CALENDAR)

    def add(self, grant: Grant) -> None:
        if grant.duration is not None:
            self.months += grant.duration.months
            self.days += grant.duration.days
            self.lifetime = self.lifetime or grant.duration.lifetime
        elif grant.fixed_end_at is not None and self.ends_at is not None:
            self._cover(self._joined(grant.granted_at), grant.fixed_end_at, self.ends_at)

    def _joined(self, granted_at: int) -> int:
        """What was covered goes on being so where the next payment comes a little late."""
        late = granted_at - self.covered_until
        return self.covered_until if late <= RENEWAL_GRACE_SECONDS else granted_at

    def _cover(self, begins_at: int, fixed_end_at: int, ends_at: int) -> None:
        """Bought time stands still from the one to the other, or begins to run only after it."""
        begins_at = min(begins_at, ends_at)
        if fixed_end_at <= begins_at:
            return
        self.covered_until = fixed_end_at
        if begins_at == self.anchor:
            self.anchor = fixed_end_at
        else:
            self.paused_seconds += fixed_end_at - begins_at


def fold(telegram_user_id: PersonId, grants: Iterable[Grant]) -> Subscription | None:
    """The subscription that these live grants make, or None without any.

    A grant that begins after the current end starts a new chain there; one that begins before
    or at it is added to the chain. The order of arrival doesn't matter: only `granted_at` does.

    A fixed end (Tribute's own subscription, paid until then) covers the time up to it, twice
    covered time counts once, and a fixed end never shortens. Bought months and days run only while
    nothing covers, so that nobody loses time they paid for: who is paid up until 20 May and buys a
    month on 10 May has access until 20 June; when the subscription renews until 20 June meanwhile,
    until 20 July. A renewal that comes a few minutes after the end closes that gap.
    """
    live = sorted(grants, key=lambda grant: (grant.granted_at, grant.fixed_end_at or 0))
    chain: _Chain | None = None
    for grant in live:
        if chain is None or _begins_after(chain, grant):
            chain = _Chain(grant.granted_at, grant.granted_at, grant.granted_at)
        chain.add(grant)
    if chain is None:
        return None
    return Subscription(
        telegram_user_id, chain.started_at, chain.ends_at, renews_at=_renews_at(live)
    )


def _begins_after(chain: _Chain, grant: Grant) -> bool:
    ends_at = chain.ends_at
    grace = RENEWAL_GRACE_SECONDS if grant.fixed_end_at is not None else 0
    return ends_at is not None and grant.granted_at > ends_at + grace


def _renews_at(grants: Iterable[Grant]) -> int | None:
    ends = [grant.fixed_end_at for grant in grants if grant.renews and grant.fixed_end_at]
    return max(ends, default=None)
