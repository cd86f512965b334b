"""Loads the modules behind a package's names when a name is first asked for.

`aiogram.types` and `aiogram.methods` import some 640 modules, one for each of their names, and
`aiogram.client.bot` wants nearly all of these names. A bot needs a third of them. `in_place` runs
these modules as they are, but each name that they import stands for its module until somebody asks
for it: an attribute, `from … import`, `dir` and `__all__` give what they always gave.
"""

import builtins
import contextlib
import importlib
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import resolve_name
from types import ModuleType
from typing import Any


class Later:
    """Stands for a name of a module until it is needed.

    Only functions of the module that imported the name ever meet it, as one of their globals. They
    make objects by it, or look whether something is one.
    """

    __slots__ = ("_holder", "_module", "_name")

    def __init__(self, holder: ModuleType, module: str, name: str) -> None:
        self._holder = holder
        self._module = module
        self._name = name

    def stands_for(self, module: str) -> bool:
        """Return whether the name is from this module."""
        return self._module == module

    def load(self) -> Any:
        """Return the real thing, which takes this one's place in the module that imported it."""
        found = getattr(importlib.import_module(self._module), self._name)
        vars(self._holder)[self._name] = found
        return found

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self.load()(*arguments, **named)

    def __instancecheck__(self, one: object) -> bool:
        return isinstance(one, self.load())

    def model_rebuild(self, **_options: Any) -> None:
        """Build nothing: the loop at the end of `aiogram.types` asks each of its names for that."""


class LateModule(ModuleType):
    """A module that has some of its names later."""

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        return found.load() if type(found) is Later else found

    def __getattr__(self, name: str) -> Any:
        """Return a package's own module, which would be imported already without this one."""
        module = f"{self.__name__}.{name}"
        if any(type(one) is Later and one.stands_for(module) for one in vars(self).values()):
            return importlib.import_module(module)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


@contextlib.contextmanager
def in_place(late: Mapping[str, Collection[str]], *, ready: Callable[[], bool]) -> Iterator[None]:
    """Let each of these modules have late what it imports from those beside it, if it is imported
    now; a dot means a package's own modules.

    `ready` is called once, just before the first of them runs. Where it returns False, all of them
    run as always.
    """
    finder = _Finder(late, cache(ready))
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder(MetaPathFinder):
    def __init__(self, late: Mapping[str, Collection[str]], ready: Callable[[], bool]) -> None:
        self._late = late
        self._ready = ready

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._late:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(spec.loader, self._late[fullname], self._ready)
        return spec


class _Loader(SourceFileLoader):
    """Runs a module with an `import` that leaves names for later."""

    def __init__(
        self, usual: SourceFileLoader, sources: Collection[str], ready: Callable[[], bool]
    ) -> None:
        super().__init__(usual.name, usual.path)
        self._sources = sources
        self._ready = ready

    def exec_module(self, module: ModuleType) -> None:
        if not self._ready():
            super().exec_module(module)
            return
        known = dict(vars(builtins))
        known["__import__"] = _Import(module, self._sources)
        vars(module)["__builtins__"] = known
        super().exec_module(module)
        # The module's functions keep these builtins; what they import, they need at once.
        known["__import__"] = builtins.__import__
        vars(module)["__builtins__"] = vars(builtins)
        module.__class__ = LateModule


class _Import:
    """Takes the place of `__import__` in one module."""

    def __init__(self, holder: ModuleType, sources: Collection[str]) -> None:
        self._holder = holder
        self._sources = sources

    def __call__(
        self,
        name: str,
        globals: Any = None,  # noqa: A002  (Python passes them by these names)
        locals: Any = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> Any:
        if level and fromlist:
            module = resolve_name("." * level + name, self._holder.__package__)
            if module in self._sources or ("." in self._sources and level == 1):
                return _Names(self._holder, module)
        return builtins.__import__(name, globals, locals, fromlist, level)


class _Names:
    """Stands for a module from which names are imported."""

    def __init__(self, holder: ModuleType, module: str) -> None:
        self._holder = holder
        self._module = module

    def __getattr__(self, name: str) -> Later:
        return Later(self._holder, self._module, name)
