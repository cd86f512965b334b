"""What a soak does, step by step: derived from the seed alone, so that a failure comes again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

WEIGHTS = {
    "sale": 46,
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
    "Telegram trouble": 7,
    "Tribute trouble": 3,
    "clock turned": 3,
    "blocked by a person": 3,
    "person writes": 7,
}
CALM = {"sale", "refund", "refund by admin", "old events again", "person writes"}
"""What happens on any day; all else is a fault."""
_SECONDS_BETWEEN = 0.7


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do after `wait_seconds`; `dice` decides all its details."""

    kind: str
    wait_seconds: float
    dice: random.Random


def steps(seed: int) -> Iterator[Step]:
    """The endless plan of this seed."""
    course = random.Random(seed)
    number = 0
    while True:
        number += 1
        (kind,) = course.choices(list(WEIGHTS), list(WEIGHTS.values()))
        wait = course.expovariate(1 / _SECONDS_BETWEEN)
        yield Step(kind, wait, random.Random(f"{seed}:{number}"))
