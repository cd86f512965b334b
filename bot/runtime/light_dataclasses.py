"""Lets all dataclasses of the project share the methods that Python would write for each.

For each of some 370 classes `@dataclass` writes how it is shown, compared, hashed and, where it is
frozen, how it refuses a change. Few of these are ever called, and together they take 2 MB and a
twentieth of the start. The last two also keep hold of the class as it was before it got its slots:
Python would have each frozen class twice, which takes 1.3 MB more. The shared methods do the same.

This relies on functions that `dataclasses` doesn't promise. Where Python has others, nothing is
replaced.
"""

import dataclasses
import inspect
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, NoReturn

_WRITERS = {
    "_repr_fn": ["fields", "globals"],
    "_cmp_fn": ["name", "op", "self_tuple", "other_tuple", "globals"],
    "_hash_fn": ["fields", "globals"],
    "_frozen_get_del_attr": ["cls", "fields", "globals"],
}
"""The functions of Python 3.11 and 3.12 that write these methods, and their parameters."""
_OURS = ("bot", "handlers", "storage")

Writer = Callable[..., Any]
Values = Callable[[Any], Any]


def install() -> bool:
    """Give the project's dataclasses that are made from now on the shared methods; return False
    where that can't be done."""
    writers = {name: getattr(dataclasses, name, None) for name in _WRITERS}
    for name, written in writers.items():
        if written is None or list(inspect.signature(written).parameters) != _WRITERS[name]:
            return False
    shared = {
        "_repr_fn": _Shared.__repr__,
        "_cmp_fn": _Shared.__eq__,
        "_hash_fn": _Shared.__hash__,
        "_frozen_get_del_attr": (_Shared.__setattr__, _Shared.__delattr__),
    }
    for name, methods in shared.items():
        setattr(dataclasses, name, _ours_or(writers[name], methods))
    return True


def _ours_or(original: Any, shared: object) -> Writer:
    """Return a function that gives the project's classes the shared methods, and lets the original
    write those of other classes. `order=True` asks for four comparisons by their names."""
    parameters = inspect.signature(original)

    def write(*arguments: Any, **named: Any) -> Any:
        given = parameters.bind(*arguments, **named).arguments
        module = given["cls"].__module__ if "cls" in given else given["globals"].get("__name__", "")
        if module.partition(".")[0] in _OURS and given.get("name", "__eq__") == "__eq__":
            return shared
        return original(*arguments, **named)

    return write


class _Shared:
    """Has the shared methods. They look at the class of the object, never at this one."""

    @recursive_repr()
    def __repr__(self) -> str:
        named = (f"{one.name}={getattr(self, one.name)!r}" for one in _fields(self) if one.repr)
        return f"{type(self).__qualname__}({', '.join(named)})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        cls: Any = type(self)
        values = _compared(cls)
        return bool(values(self) == values(other))

    def __hash__(self) -> int:
        cls: Any = type(self)
        return hash(_hashed(cls)(self))

    def __setattr__(self, name: str, _value: object) -> NoReturn:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _fields(of: Any) -> tuple["dataclasses.Field[Any]", ...]:
    return dataclasses.fields(of)


@cache
def _compared(cls: type) -> Values:
    return _values(one.name for one in _fields(cls) if one.compare)


@cache
def _hashed(cls: type) -> Values:
    return _values(
        one.name for one in _fields(cls) if (one.compare if one.hash is None else one.hash)
    )


def _values(names: Any) -> Values:
    """Return what reads these attributes of an object; an object without any equals each other."""
    listed = list(names)
    return attrgetter(*listed) if listed else lambda _one: ()
