"""The performance targets, each a ratio of two values measured in one run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """`measured` should be at least (or, with `at_most`, at most) `wanted`."""

    what: str
    measured: float
    wanted: float
    at_most: bool = False
    unit: str = ""
    base: float | None = None
    """The value of the build that this one is compared with, where that was measured."""

    @property
    def met(self) -> bool:
        if self.at_most:
            return self.measured <= self.wanted
        return self.measured >= self.wanted

    @property
    def fallen(self) -> bool:
        """Whether it misses the target by more than a third; `make bench-smoke` then fails."""
        if self.at_most:
            return self.measured > self.wanted * 1.5
        return self.measured < self.wanted * 2 / 3

    def row(self) -> tuple[str, ...]:
        sign = "≤" if self.at_most else "≥"
        return (
            self.what,
            "–" if self.base is None else f"{self.base:.3g}{self.unit}",
            f"{sign} {self.wanted:g}{self.unit}",
            f"{self.measured:.3g}{self.unit}",
            "met" if self.met else "**not met**",
        )
