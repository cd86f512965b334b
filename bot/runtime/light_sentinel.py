"""Takes the place of `unittest.mock` while aiogram is imported, which takes `sentinel` from it.

The real one brings all of unittest, argparse, difflib and pkgutil: 1 MB for two names.
"""

import contextlib
import importlib
import sys
from collections.abc import Iterator
from typing import Any

_REAL = "unittest.mock"


class _Named:
    """An object that is only itself, also when it is copied or pickled."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return f"sentinel.{self._name}"

    def __reduce__(self) -> str:
        return f"sentinel.{self._name}"


class _Sentinel:
    """Makes each name's object when it is first asked for, as unittest's does."""

    def __getattr__(self, name: str) -> _Named:
        if name.startswith("__"):
            raise AttributeError(name)
        found = self.__dict__[name] = _Named(name)
        return found


sentinel = _Sentinel()


@contextlib.contextmanager
def in_place() -> Iterator[None]:
    """Take the place of `unittest.mock`, unless that is imported already."""
    if _REAL in sys.modules:
        yield
        return
    sys.modules[_REAL] = sys.modules[__name__]
    try:
        yield
    finally:
        if sys.modules.get(_REAL) is sys.modules[__name__]:
            del sys.modules[_REAL]


def __getattr__(name: str) -> Any:
    """Return any other name that is taken from `unittest.mock`, from the real one."""
    if sys.modules.get(_REAL) is not sys.modules[__name__] or name.startswith("__"):
        raise AttributeError(name)
    del sys.modules[_REAL]
    return getattr(importlib.import_module(_REAL), name)
