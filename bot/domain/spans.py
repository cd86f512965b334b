"""The spans of a person's access, past ones too; the fold keeps only the last one of each plan."""

from collections.abc import Iterable

from bot.domain.chain import Span
from bot.domain.models import Grant
from bot.domain.plans import NO_INCLUSIONS, Inclusions
from bot.domain.subscription import chains_by_plan


def spans(grants: Iterable[Grant], inclusions: Inclusions = NO_INCLUSIONS) -> list[Span]:
    """Return the stretches of time in which a person had access to something, oldest first.

    Stretches of different plans that overlap or touch are one.
    """
    every = sorted(
        (chain.span for some in chains_by_plan(grants, inclusions).values() for chain in some),
        key=lambda span: span.started_at,
    )
    found: list[Span] = []
    for span in every:
        if found and _reaches(found[-1], span):
            found[-1] = Span(found[-1].started_at, _later(found[-1].expires_at, span.expires_at))
        else:
            found.append(span)
    return found


def _reaches(one: Span, other: Span) -> bool:
    return one.expires_at is None or one.expires_at >= other.started_at


def _later(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)
