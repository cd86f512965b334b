"""The fold: makes one subscription of a person's live grants."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.durations import END_OF_CALENDAR, add_calendar
from bot.domain.models import RENEWAL_GRACE_SECONDS, Grant, PersonId, Subscription


@dataclass(slots=True)
class _Chain:
    """Access without a gap. Bought time begins to run at the anchor. Its end is the anchor plus the
    *sum* of months and days, so that 31 January + 1 month + 1 month is 31 March, plus the time
    during which it stood still because a fixed end covered it."""

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
