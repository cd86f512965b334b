"""The fold: a person's live grants, walked in time, make one subscription."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.models import Grant, PersonId, Subscription
from bot.domain.periods import add_calendar


@dataclass(slots=True)
class _Chain:
    """Access without a gap. Its end is the anchor plus the *sum* of months and days, so that
    31 January + 1 month + 1 month is 31 March, whatever lies between."""

    started_at: int
    anchor: int
    months: int = 0
    days: int = 0
    lifetime: bool = False

    @property
    def ends_at(self) -> int | None:
        return None if self.lifetime else add_calendar(self.anchor, self.months, self.days)

    def add(self, grant: Grant) -> None:
        if grant.duration is not None:
            self.months += grant.duration.months
            self.days += grant.duration.days
            self.lifetime = self.lifetime or grant.duration.lifetime
        elif grant.fixed_end_at is not None:
            self._reach(grant.fixed_end_at)

    def _reach(self, fixed_end_at: int) -> None:
        """A fixed end never shortens; where it lies later, what follows is counted from it."""
        ends_at = self.ends_at
        if ends_at is not None and fixed_end_at > ends_at:
            self.anchor, self.months, self.days = fixed_end_at, 0, 0


def fold(telegram_user_id: PersonId, grants: Iterable[Grant]) -> Subscription | None:
    """The subscription that these live grants make, or None without any.

    A grant that begins after the current end starts a new chain there; one that begins before
    or at it is added to the chain. The order of arrival doesn't matter: only `granted_at` does.
    """
    chain: _Chain | None = None
    for grant in sorted(grants, key=lambda grant: (grant.granted_at, grant.fixed_end_at or 0)):
        ends_at = chain.ends_at if chain else None
        if chain is None or (ends_at is not None and grant.granted_at > ends_at):
            chain = _Chain(grant.granted_at, grant.granted_at)
        chain.add(grant)
    if chain is None:
        return None
    return Subscription(telegram_user_id, chain.started_at, chain.ends_at)
