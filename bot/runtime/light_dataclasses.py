"""Lets all frozen dataclasses of the project share the two methods that refuse a change.

`@dataclass(frozen=True, slots=True)` writes both for each class, and they keep hold of the class as
it was before it got its slots: Python would have each of some 340 classes twice, which takes 1.3 MB
and a tenth of the imports' time. The shared ones refuse with the same error.

This relies on a function that `dataclasses` doesn't promise. Where Python has another one, nothing
is replaced.
"""

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any, NoReturn

_WRITER = "_frozen_get_del_attr"
_PARAMETERS = ["cls", "fields", "globals"]
_OURS = ("bot", "handlers", "storage")

Methods = tuple[Callable[..., Any], Callable[..., Any]]


def install() -> bool:
    """Give the project's frozen classes that are made from now on the shared methods; return False
    where that can't be done."""
    original = getattr(dataclasses, _WRITER, None)
    if original is None or list(inspect.signature(original).parameters) != _PARAMETERS:
        return False

    def methods(cls: type, fields: Any, globals: dict[str, Any]) -> Methods:  # noqa: A002
        if cls.__module__.partition(".")[0] in _OURS:
            return _Frozen.__setattr__, _Frozen.__delattr__
        written: Methods = original(cls, fields, globals)
        return written

    setattr(dataclasses, _WRITER, methods)
    return True


class _Frozen:
    """Has the shared methods."""

    def __setattr__(self, name: str, _value: object) -> NoReturn:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
