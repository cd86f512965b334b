"""Planned failures of Tribute's API: what the next call is answered, and whether it is done."""

from dataclasses import dataclass
from typing import Literal

FaultName = Literal[
    "timeout",
    "timeout_but_done",
    "drop",
    "drop_but_done",
    "bad_json",
    "success_false",
    "other_id",
]
FaultKind = int | FaultName
"""A status to refuse with, or a way to fail."""
CallName = Literal["products", "product", "cancel"]

_CANCEL_ONLY = ("success_false", "other_id")
_DONE_NEVERTHELESS = ("timeout_but_done", "drop_but_done", "bad_json", "other_id")


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one call. `done`: Tribute does what was asked, whatever it answers."""

    kind: FaultKind
    done: bool
    only: CallName | None
    hang_seconds: float

    def hits(self, call: CallName) -> bool:
        return self.only is None or self.only == call


class Faults:
    """Failures waiting for the calls they are meant for, first come, first served."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def plan(
        self,
        kind: FaultKind,
        *,
        only: CallName | None = None,
        done: bool | None = None,
        hang_seconds: float = 30.0,
    ) -> None:
        """Fail the next call, or the next of one sort. `done` None is what the kind's name says."""
        if done is None:
            done = kind in _DONE_NEVERTHELESS
        if kind in _CANCEL_ONLY:
            only = "cancel"
        self.waiting.append(Fault(kind, done, only, hang_seconds))

    def take(self, call: CallName) -> Fault | None:
        """The failure meant for this call, which is then used up."""
        for fault in self.waiting:
            if fault.hits(call):
                self.waiting.remove(fault)
                return fault
        return None
