"""The order of what is sold: one step up or down, or all at once, among those that are listed."""

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


def reordered(order: Sequence[T], listed: Sequence[T], wanted: Sequence[T]) -> list[T] | None:
    """Return the order with those that are listed in the wanted order, and all others where they
    are. None where `wanted` isn't just what is listed, each once."""
    if len(set(wanted)) != len(wanted) or set(wanted) != set(listed):
        return None
    after = iter(wanted)
    places = set(listed)
    return [next(after) if one in places else one for one in order]
