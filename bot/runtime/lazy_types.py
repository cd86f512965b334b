"""Loads and builds aiogram's types and methods when they are first used, instead of all at import.

`import aiogram` imports some 640 modules, one for each type and method, and ends in a loop over the
types that calls `model_rebuild` for each, to resolve the names in their annotations and to build
their validators: 90 MB and more than two seconds for types most of which a bot never meets.
`install` lets each module wait until its name is asked for (`bot/runtime/late_modules.py`), and
each type until it is used: pydantic asks for that automatically. The data of buttons wait likewise.
The built types are the same (tests/runtime/test_lazy_types.py compares every type and method with
the eager one).

All this relies on internals that aiogram and pydantic don't promise. It therefore checks them, and
does nothing where any of them differs: then aiogram builds everything at import as always, and one
line in the log says why (docs/decisions/lazy-types.md).
"""

import contextlib
import importlib
import inspect
import re
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import metadata
from typing import Any

import structlog
from pydantic import BaseModel
from pydantic._internal import _generate_schema

from bot.runtime import late_modules, light_sentinel
from bot.runtime.rests import awaiting, rest_if_due

log = structlog.get_logger(__name__)

KNOWN_VERSIONS = {"aiogram": "3.31.", "pydantic": "2.13."}
"""The versions that this was written for and is tested with; others may differ."""

_TYPES = "aiogram.types"
_METHODS = "aiogram.methods"
_LATE = {
    "aiogram.enums": ".",
    _METHODS: ".",
    _TYPES: ".",
    "aiogram.client.bot": (_METHODS, _TYPES),
}
_SHARED = ("aiogram.types.message", "Message")
"""The class that most of the others contain. It is built before the first of them, and they all use
that one: each would have one of its own otherwise, for 3 MB and 0.08 s."""
_ROOT = "aiogram."
_WORD = re.compile(r"[A-Za-z_]\w*")
_NO_VARIABLES: dict[str, Any] = {}

Rebuild = Callable[..., bool | None]


class _UnfitError(Exception):
    """aiogram isn't as this module knows it. The message says in what."""


def install() -> bool:
    """Import aiogram with its types unbuilt; call it before anything else imports aiogram.

    Return False where that can't be done: then aiogram is built eagerly, as without this module.
    """
    try:
        _refuse_unknown_surroundings()
    except _UnfitError as reason:
        return _refused(reason)
    builder = _Builder(vars(BaseModel)["model_rebuild"].__func__)
    ready = partial(_postpone, builder)
    with light_sentinel.in_place(), late_modules.in_place(_LATE, ready=ready):
        types = importlib.import_module(_TYPES)
    if type(types) is not late_modules.LateModule:
        return False
    # Their subclasses inherit that they are built when they are first used.
    buttons = importlib.import_module("aiogram.filters.callback_data").CallbackData
    buttons.model_config["defer_build"] = True
    answers: Any = importlib.import_module("aiogram.methods.base").Response
    answers.model_config["defer_build"] = True
    answers.model_rebuild = classmethod(builder)
    return True


def _refused(reason: _UnfitError) -> bool:
    log.info("aiogram's types are built at once", reason=str(reason))
    return False


def _refuse_unknown_surroundings() -> None:
    if "aiogram" in sys.modules:
        raise _UnfitError("aiogram is imported already")
    for name, known in KNOWN_VERSIONS.items():
        version = metadata.version(name)
        if not version.startswith(known):
            raise _UnfitError(f"{name} {version} is not {known}x")


def _postpone(builder: "_Builder") -> bool:
    """Let aiogram's classes be built when they are first needed; return False where they can't.

    It is called before the first of them is made: they inherit what is changed here.
    """
    base = importlib.import_module("aiogram.client.context_controller").BotContextController
    reading = _generate_schema.GenerateSchema
    try:
        _refuse_unknown_insides(base, reading)
    except _UnfitError as reason:
        return _refused(reason)
    base.model_config["defer_build"] = True  # the types have it already, the methods don't
    base.model_rebuild = classmethod(builder)
    base.__init_subclass__ = classmethod(_AncestorsFirst(base))
    original = reading._model_schema

    def model_schema(self: Any, cls: type[BaseModel]) -> Any:
        rest_if_due()
        _tell_names(cls)
        if (cls.__module__, cls.__name__) == _SHARED and not builder.has_in_hand(cls):
            cls.model_rebuild()
        return original(self, cls)

    reading._model_schema = model_schema  # type: ignore[method-assign]
    return True


def _refuse_unknown_insides(base: Any, reading: Any) -> None:
    if not issubclass(base, BaseModel) or "model_rebuild" in vars(base):
        raise _UnfitError("its types are not what they were")
    if list(inspect.signature(reading._model_schema).parameters) != ["self", "cls"]:
        raise _UnfitError("pydantic reads a class otherwise")


def _tell_names(cls: type[BaseModel]) -> None:
    """Give the modules of a class and of its ancestors the names in their annotations, inherited
    ones too.

    They have most names of types for type checkers only, and pydantic looks for them there when the
    class is built, or is part of another class: a method, an answer, or a class of this project.
    """
    words: set[str] = set()
    for one in reversed(cls.__mro__):
        if one.__module__.startswith(_ROOT):
            words |= _names_in(one)
            module = vars(sys.modules[one.__module__])
            for word in words - module.keys():
                module[word] = getattr(sys.modules[_TYPES], word)


@cache
def _names_in(cls: type) -> frozenset[str]:
    """Return the names of Telegram's types in a class's own annotations."""
    annotations = vars(cls).get("__annotations__", {}).values()
    words = {word for one in annotations if isinstance(one, str) for word in _WORD.findall(one)}
    return _names_of_types() & words


@cache
def _names_of_types() -> frozenset[str]:
    return frozenset(sys.modules[_TYPES].__all__)


class _AncestorsFirst:
    """`__init_subclass__` of every class in aiogram.

    A class outside aiogram inherits fields whose names only aiogram's own modules know. They must
    be resolved before it inherits them, and Python calls this just before that.
    """

    def __init__(self, base: type[BaseModel]) -> None:
        self._base = base

    def __call__(self, cls: type[BaseModel], /, **options: Any) -> None:
        super(self._base, cls).__init_subclass__(**options)
        if not cls.__module__.startswith(_ROOT):
            for ancestor in cls.__mro__[1:]:
                if ancestor.__module__.startswith(_ROOT) and issubclass(ancestor, BaseModel):
                    ancestor.model_rebuild()


class _Builder:
    """`model_rebuild` of every class in aiogram.

    pydantic calls it with no namespace when an unbuilt class is first used, and then looks for
    names in the caller's local variables. No name there may be mistaken for one of Telegram's
    types, so aiogram's classes get none of them. The lock is needed because pydantic builds
    without one: two threads could build one class at once.
    """

    def __init__(self, original: Rebuild) -> None:
        self._original = original
        self._lock = threading.RLock()
        self._in_hand: list[type[BaseModel]] = []

    def __call__(
        self,
        cls: type[BaseModel],
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: dict[str, Any] | None = None,
    ) -> bool | None:
        if _types_namespace is None and cls.__module__.startswith(_ROOT):
            _types_namespace = _NO_VARIABLES
        with self._alone():
            _tell_names(cls)
            self._in_hand.append(cls)
            try:
                return self._original(
                    cls,
                    force=force,
                    raise_errors=raise_errors,
                    _parent_namespace_depth=_parent_namespace_depth + 1,
                    _types_namespace=_types_namespace,
                )
            finally:
                self._in_hand.remove(cls)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._lock.acquire(blocking=False):
            with awaiting():  # else the loop would wait for all rests of a thread that has it
                self._lock.acquire()
        try:
            yield
        finally:
            self._lock.release()

    def has_in_hand(self, cls: type[BaseModel]) -> bool:
        """Return whether it is being built: it may contain itself."""
        return cls in self._in_hand
