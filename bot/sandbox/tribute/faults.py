"""Planned faults of Tribute's API: the answer to the next call, and whether the call is done."""

from dataclasses import dataclass
from typing import Literal

FaultName = Literal[
    "timeout",
    "timeout_but_done",
    "drop",
    "drop_but_done",
    "bad_json",
    "firewall",
    "success_false",
    "other_id",
]
FaultKind = int | FaultName
"""An HTTP status to answer with, or the name of another way to fail. A firewall answers with a 403
page of its own; the call doesn't reach Tribute."""
CallName = Literal["products", "product", "cancel"]

_CANCEL_ONLY = ("success_false", "other_id")
_DONE_NEVERTHELESS = ("timeout_but_done", "drop_but_done", "bad_json", "other_id")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one call; with `done` Tribute carries the call out, whatever it answers."""

    kind: FaultKind
    done: bool
    only: CallName | None
    hang_seconds: float

    def hits(self, call: CallName) -> bool:
        return self.only is None or self.only == call


class Faults:
    """The faults that still wait for their calls, in the order in which they were added."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(
        self,
        kind: FaultKind,
        *,
        only: CallName | None = None,
        done: bool | None = None,
        hang_seconds: float = 30.0,
    ) -> None:
        """Make the next call fail, or the next of one sort; without `done` the kind decides it."""
        if done is None:
            done = kind in _DONE_NEVERTHELESS
        if kind in _CANCEL_ONLY:
            only = "cancel"
        self.waiting.append(Fault(kind, done, only, hang_seconds))

    def take(self, call: CallName) -> Fault | None:
        """Return the first fault for this call, which is then used up."""
        for fault in self.waiting:
            if fault.hits(call):
                self.waiting.remove(fault)
                return fault
        return None
