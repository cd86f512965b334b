"""All stretches of access a person had, where the fold keeps the last one alone."""

from collections.abc import Iterable

from bot.domain.models import Grant, PersonId, Subscription
from bot.domain.subscription import fold


def spans(telegram_user_id: PersonId, grants: Iterable[Grant]) -> list[Subscription]:
    """One subscription for each chain of these live grants, oldest first; the last is the fold."""
    ordered = sorted(grants, key=lambda grant: (grant.granted_at, grant.fixed_end_at or 0))
    found: dict[int, Subscription] = {}
    for number in range(1, len(ordered) + 1):
        chain = fold(telegram_user_id, ordered[:number])
        if chain is not None:
            found[chain.started_at] = chain
    return list(found.values())
