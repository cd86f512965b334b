"""Short ways to say what belongs to the plan that every shop begins with."""

from collections.abc import Iterable

from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, Grant, PersonId, Subscription
from bot.domain.records import NewTariff
from bot.domain.subscription import fold


def of_first(duration: Duration) -> NewTariff:
    """Return the first plan for this time."""
    return NewTariff(FIRST_PLAN, duration)


def fold_first(person: PersonId, grants: Iterable[Grant]) -> Subscription | None:
    """Return the subscription to the first plan that these grants of it make."""
    return fold(person, grants).get(FIRST_PLAN)
