"""Follows what texts refer to: what doesn't exist, and what leads back to itself."""

import copy
from collections.abc import Collection, Iterator, Mapping

from bot.own_texts.shapes import Shape

_SHOWN_OF_A_CIRCLE = 5

Shapes = Mapping[str, Shape]
"""By what texts refer to: `key`, `key.attribute`, `-term`, `-term.attribute`."""


def missing(shapes: Shapes) -> Iterator[tuple[str, str, int]]:
    """Yield where a text refers to what isn't there, with what that is and the offset."""
    for name, shape in shapes.items():
        for wanted, at in shape.references.items():
            if wanted not in shapes:
                yield name, wanted, at


def circular(shapes: Shapes) -> dict[str, str]:
    """Return the texts that lead back to themselves, each with its way: “a → b → a”.

    All that is referred to must be there.
    """
    left = set(shapes) - set(_in_order(shapes))
    while True:
        led_to = {wanted for name in left for wanted in shapes[name].references}
        between = left - led_to
        if not between:
            return {name: _way(name, shapes, left) for name in sorted(left)}
        left -= between


def merged(shapes: Shapes) -> dict[str, Shape]:
    """Return each shape with the variables and choices of all texts that it refers to, but not of
    terms: these get their values from the text itself. Nothing may lead back to itself."""
    found: dict[str, Shape] = {}
    for name in _in_order(shapes):
        shape = shapes[name]
        whole = copy.deepcopy(shape) if shape.references else shape
        for wanted, at in shape.references.items():
            if not wanted.startswith("-"):
                whole.take(found[wanted], at)
        found[name] = whole
    return found


def reachable(names: Collection[str], shapes: Shapes) -> set[str]:
    """Return all that these texts refer to, also by way of others."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        for wanted in shapes[waiting.pop()].references:
            if wanted not in found:
                found.add(wanted)
                waiting.append(wanted)
    return found


def _in_order(shapes: Shapes) -> list[str]:
    """Return the names so that each comes after all that it refers to; those that lead to a circle
    are left out."""
    users: dict[str, list[str]] = {}
    waits_for = {name: len(shape.references) for name, shape in shapes.items()}
    for name, shape in shapes.items():
        for wanted in shape.references:
            users.setdefault(wanted, []).append(name)
    found = [name for name, count in waits_for.items() if not count]
    for name in found:  # grows meanwhile
        for user in users.get(name, ()):
            waits_for[user] -= 1
            if not waits_for[user]:
                found.append(user)
    return found


def _way(name: str, shapes: Shapes, inside: Collection[str]) -> str:
    way = [name]
    while len(way) <= _SHOWN_OF_A_CIRCLE:
        way.append(next(one for one in shapes[way[-1]].references if one in inside))
        if way[-1] == name:
            break
    return " → ".join(way)
