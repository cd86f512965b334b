"""The spans of a person's access, past ones too; the fold keeps only the last one."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.domain.models import Grant
from bot.domain.subscription import chains


class Span(NamedTuple):
    """One stretch of access without a gap; `expires_at` None is a lifetime."""

    started_at: int
    expires_at: int | None


def spans(grants: Iterable[Grant]) -> list[Span]:
    """Return a span for each chain of these live grants, oldest first.

    The last one has the beginning and the end of the fold.
    """
    return [Span(chain.started_at, chain.ends_at) for chain in chains(grants)]
