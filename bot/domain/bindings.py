"""Bindings over time: which one counts for a payment."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A binding that holds from a moment on."""

    @property
    def bound_at(self) -> int: ...


_Binding = TypeVar("_Binding", bound=Dated)


def held_at(bindings: Sequence[_Binding], paid_at: int) -> _Binding | None:
    """Return the binding that held when somebody paid; None without any. They are in order of time.

    If there was none yet, the first one counts that came later. A binding of the same second as the
    payment came later too: somebody who pays was shown the offer some seconds before.

    Bound to a year at 12:00 and to a month at 15:00, a payment of 14:59 pays for a year, also if
    its delivery comes at 15:01, and so does one of 11:00.
    """
    before = [one for one in bindings if one.bound_at < paid_at]
    return before[-1] if before else next(iter(bindings), None)
