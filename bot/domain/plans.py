"""Plans: what tariffs open, and which plan includes which."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple, Self, TypeVar

from bot.domain.durations import Duration
from bot.domain.models import PlanId, Subscription
from bot.domain.plan_names import Description


@dataclass(frozen=True, slots=True)
class Plan:
    """Something that a tariff opens, such as Basic or Pro."""

    id: PlanId
    key: str
    """Its name in programs: small Latin letters, digits and hyphens, at most 32."""
    position: int
    names: Mapping[str, str]
    """Its name by locale, as admins typed it; empty for the plan that a shop begins with."""
    descriptions: Mapping[str, str]
    retired_at: int | None
    """Since when it isn't sold any more; access to it stays."""
    formatted: Mapping[str, str] = field(default_factory=dict)
    """The descriptions as Telegram HTML by locale, where they are more than plain words."""

    def renamed(self, locale: str, name: str) -> Self:
        return replace(self, names={**self.names, locale: name})

    def unnamed(self, locale: str) -> Self:
        names = {known: name for known, name in self.names.items() if known != locale}
        return replace(self, names=names)

    def described(self, locale: str, words: Description) -> Self:
        """Return the plan with this description, which isn't empty, in a language."""
        formatted = {**self.formatted, locale: words.formatted or ""}
        descriptions = {**self.descriptions, locale: words.plain or ""}
        return replace(self, descriptions=descriptions, formatted=formatted)


class SeedTariff(NamedTuple):
    """A tariff of the settings: a plan by its name, else the first one, for a time, as a
    product."""

    duration: Duration
    product_id: int
    plan: str | None = None


@dataclass(frozen=True, slots=True)
class Inclusions:
    """Which plans include which, as pairs (plan, included plan); there are no cycles.

    A person with a plan has everything that it includes, also at second hand.
    """

    pairs: frozenset[tuple[PlanId, PlanId]] = frozenset()

    def including(self, plan: PlanId) -> list[PlanId]:
        """Return the plans that name this one, in the order of their ids."""
        return sorted([one for one, included in self.pairs if included == plan])

    def included(self, plan: PlanId) -> set[PlanId]:
        """Return everything that a plan includes, also at second hand, without the plan."""
        found: set[PlanId] = set()
        open_: list[PlanId] = [plan]
        while open_:
            one = open_.pop()
            new = {inner for outer, inner in self.pairs if outer == one} - found
            found |= new
            open_ += new
        return found

    def innermost(self, plans: Collection[PlanId]) -> list[PlanId]:
        """Return those of the plans that include none of the others: people with any of the plans
        have one of these."""
        return [one for one in plans if self.included(one).isdisjoint(plans)]

    def includes_any(self, plan: PlanId) -> bool:
        """Return whether the plan includes another one."""
        return any(one == plan for one, _ in self.pairs)

    def ordered(self, plans: Iterable[PlanId]) -> list[PlanId]:
        """Return these plans and all that they include, each after every plan that includes it."""
        if not self.pairs:
            return sorted(plans)
        return list(_ordered(self, frozenset(plans)))

    def from_the_top(self, wanted: Iterable[PlanId]) -> Iterator[PlanId]:
        """Yield these plans, each after every one of them that includes it."""
        left = sorted(wanted)
        while left:
            free = [one for one in left if not any(above in left for above in self.including(one))]
            if not free:
                raise ValueError("plans include each other in a circle")
            yield from free
            left = [one for one in left if one not in free]

    def would_be_a_circle(self, plan: PlanId, included: PlanId) -> bool:
        """Return whether `plan` can't include the other, because that one includes it, or is it."""
        return plan == included or plan in self.included(included)


@lru_cache(maxsize=1024)
def _ordered(inclusions: Inclusions, plans: frozenset[PlanId]) -> tuple[PlanId, ...]:
    """Return the order, which every sale of a plan needs."""
    wanted = plans.union(*map(inclusions.included, plans))
    return tuple(inclusions.from_the_top(wanted))


NO_INCLUSIONS = Inclusions()


_Subscription = TypeVar("_Subscription", bound=Subscription)


def any_of(subscriptions: Iterable[_Subscription]) -> _Subscription | None:
    """Return the subscription that ends last: whoever has it has access to something until then.

    Of equal ends the one that Tribute renews counts, then the one that began first.
    """
    return max(subscriptions, key=lasting, default=None)


def lasting(one: Subscription) -> tuple[bool, int, bool, int]:
    """Return what is greater for a subscription that ends later."""
    over_at = one.over_at
    return over_at is None, over_at or 0, one.renews_at is not None, -one.started_at
