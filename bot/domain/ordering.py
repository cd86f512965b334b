"""The order of what is sold: one step up or down among those that are listed."""

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeVar

T = TypeVar("T")


class Step(IntEnum):
    """Before the neighbour above, or after the one below."""

    UP = -1
    DOWN = 1


def stepped(order: Sequence[T], listed: Sequence[T], moved: T, step: Step) -> list[T] | None:
    """Return the order with one moved past its neighbour among those that are listed; others may
    stand between. None at the list's end, and for one that isn't listed."""
    if moved not in listed:
        return None
    place = listed.index(moved) + step
    if not 0 <= place < len(listed):
        return None
    found = [one for one in order if one != moved]
    found.insert(found.index(listed[place]) + (step is Step.DOWN), moved)
    return found
