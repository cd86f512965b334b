"""The steps of a soak, derived from the seed alone, so that a failure can be repeated."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

WEIGHTS = {
    "purchase": 46,
    "rush of sales": 2,
    "refund": 7,
    "refund by admin": 4,
    "old events again": 8,
    "forged flood": 6,
    "junk, signed": 2,
    "slow clients": 2,
    "killed at a statement": 5,
    "killed at once": 3,
    "stopped by SIGTERM": 1,
    "disk full": 3,
    "locked file": 2,
    "Telegram fault": 7,
    "Tribute fault": 3,
    "clock turned": 3,
    "file lost": 1,
    "flood of a stranger": 1,
    "blocked by a person": 3,
    "person writes": 7,
}
EVERYDAY = {
    "purchase",
    "rush of sales",
    "refund",
    "refund by admin",
    "old events again",
    "person writes",
}
"""The kinds of step that happen on any day; all others are faults."""
_SECONDS_BETWEEN = 0.7


@dataclass(frozen=True, slots=True)
class Step:
    """One action after `wait_seconds`; `rng` decides all its details."""

    kind: str
    wait_seconds: float
    rng: random.Random


def steps(seed: int) -> Iterator[Step]:
    """Yield the steps of this seed, without end."""
    schedule = random.Random(seed)
    number = 0
    while True:
        number += 1
        (kind,) = schedule.choices(list(WEIGHTS), list(WEIGHTS.values()))
        wait = schedule.expovariate(1 / _SECONDS_BETWEEN)
        yield Step(kind, wait, random.Random(f"{seed}:{number}"))
