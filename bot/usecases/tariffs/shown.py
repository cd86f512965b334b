"""Texts and buttons made of the offers, kept as long as the offers are the same."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.domain.plans import Plan

T = TypeVar("T")


@dataclass(slots=True)
class Shown:
    """Texts and buttons that are alike for many people, so that they are made once for all.

    A change of the plans, whose names are in them, drops them; `plans` are those in memory.
    """

    _plans: tuple[Plan, ...] = ()
    _made: dict[Hashable, Any] = field(default_factory=dict)

    def get(self, plans: tuple[Plan, ...], key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under this key, which says all that it depends on; make it if it
        wasn't."""
        if self._plans is not plans:
            self._plans, self._made = plans, {}
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made
