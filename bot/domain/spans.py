"""The spans of a person's access, past ones too; the fold keeps only the last one."""

from collections.abc import Iterable

from bot.domain.models import Grant, PersonId, Subscription
from bot.domain.subscription import fold


def spans(telegram_user_id: PersonId, grants: Iterable[Grant]) -> list[Subscription]:
    """Return one subscription for each chain of these live grants, oldest first.

    The last one is the fold.
    """
    ordered = sorted(grants, key=lambda grant: (grant.granted_at, grant.fixed_end_at or 0))
    folds = (fold(telegram_user_id, ordered[:number]) for number in range(1, len(ordered) + 1))
    return list({chain.started_at: chain for chain in folds if chain is not None}.values())
