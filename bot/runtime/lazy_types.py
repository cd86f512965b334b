"""Builds aiogram's types when they are first used, instead of all of them at import.

`import aiogram` ends in a loop over its ~400 types that calls `model_rebuild` for each, to resolve
the names in their annotations and to build their validators: 80 MB and two seconds for types most
of which a bot never meets. `install` keeps that loop from building anything. Each type is built by
the same call, with the same namespace, when it is first needed; pydantic asks for that
automatically. aiogram's methods wait likewise, and the data of buttons. The built types are the
same (tests/runtime/test_lazy_types.py compares every type and method with the eager one).

All this relies on internals that aiogram and pydantic don't promise. It therefore checks them, and
does nothing where any of them differs: then aiogram builds everything at import as always, and one
line in the log says why (docs/decisions/lazy-types.md).
"""

import importlib
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from typing import Any, ForwardRef, get_args

import structlog
from pydantic import BaseModel

from bot.runtime import light_sentinel

log = structlog.get_logger(__name__)

KNOWN_VERSIONS = {"aiogram": "3.31.", "pydantic": "2.13."}
"""The versions that this was written for and is tested with; others may differ."""

_TYPES = "aiogram.types"
_ROOT = "aiogram."
_WORD = re.compile(r"[A-Za-z_]\w*")

Namespace = dict[str, Any]
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
        log.info("aiogram's types are built at once", reason=str(reason))
        return False
    original = vars(BaseModel)["model_rebuild"]
    first = _FirstCall(original)
    BaseModel.model_rebuild = classmethod(first)  # type: ignore[assignment, method-assign]
    try:
        with light_sentinel.in_place():
            importlib.import_module(_TYPES)
    finally:
        BaseModel.model_rebuild = original  # type: ignore[method-assign]
    if first.postponed:
        buttons = importlib.import_module("aiogram.filters.callback_data")
        buttons.CallbackData.model_config["defer_build"] = True  # its subclasses inherit that
    return first.postponed


def _refuse_unknown_surroundings() -> None:
    if "aiogram" in sys.modules:
        raise _UnfitError("aiogram is imported already")
    for name, known in KNOWN_VERSIONS.items():
        version = metadata.version(name)
        if not version.startswith(known):
            raise _UnfitError(f"{name} {version} is not {known}x")


class _FirstCall:
    """Replaces `BaseModel.model_rebuild` until aiogram's loop calls it for the first time.

    At that moment all of `aiogram.types` is loaded and nothing of it is built: no other moment
    allows to look at the whole and still leave it unbuilt.
    """

    def __init__(self, original: Any) -> None:
        self._original = original
        self.postponed = False

    def __call__(self, cls: type[BaseModel], /, **options: Any) -> bool | None:
        namespace = options.get("_types_namespace")
        if namespace is not None and cls.__module__.startswith(_TYPES):
            BaseModel.model_rebuild = self._original  # type: ignore[method-assign]
            try:
                _postpone(self._original.__func__, namespace)
            except _UnfitError as reason:
                log.info("aiogram's types are built at once", reason=str(reason))
            else:
                self.postponed = True
        rebuilt: bool | None = cls.model_rebuild(**options)
        return rebuilt


def _postpone(original: Rebuild, namespace: Namespace) -> None:
    """Let aiogram's classes be built when they are first needed."""
    base = sys.modules["aiogram.client.context_controller"].BotContextController
    types = [found for found in namespace.values() if _is_model(found, base)]
    if len(types) < len(namespace) // 2 or any(one.__pydantic_complete__ for one in types):
        raise _UnfitError("its types are not what they were")
    borrowed = {one: dict(_missing_names(one, namespace)) for one in types}
    for one, names in borrowed.items():
        # Where a type is part of another class (a method, or a class of this project), pydantic
        # reads its annotations in the type's own module, which has most of these names for type
        # checkers only.
        vars(sys.modules[one.__module__]).update(names)
    base.model_config["defer_build"] = True  # the types have it already; methods come after this
    base.model_rebuild = classmethod(_Builder(original, namespace))
    base.__init_subclass__ = classmethod(_AncestorsFirst(base))


def _is_model(found: object, base: type[BaseModel]) -> bool:
    return isinstance(found, type) and issubclass(found, base)


def _missing_names(one: type[BaseModel], namespace: Namespace) -> Iterator[tuple[str, Any]]:
    """Yield the names in a type's annotations, inherited ones too, that its module doesn't know."""
    module = vars(sys.modules[one.__module__])
    annotations = [
        annotation
        for ancestor in one.__mro__
        for annotation in vars(ancestor).get("__annotations__", {}).values()
    ]
    for name in _names_in(annotations, namespace, set()):
        meant = namespace[name]
        if module.get(name, meant) is not meant:
            raise _UnfitError(f"{name} is two things in {one.__module__}")
        yield name, meant


def _names_in(annotations: Iterable[object], namespace: Namespace, seen: set[str]) -> set[str]:
    """Return the names of the namespace that occur, also inside the unions they stand for."""
    for annotation in annotations:
        if isinstance(annotation, ForwardRef):
            annotation = annotation.__forward_arg__  # noqa: PLW2901
        if isinstance(annotation, str):
            found = {word for word in _WORD.findall(annotation) if word in namespace} - seen
            seen |= found
            _names_in((namespace[name] for name in found), namespace, seen)
        else:
            _names_in(get_args(annotation), namespace, seen)
    return seen


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
    """`model_rebuild` of every class in aiogram: it does nothing for aiogram's loop, and builds for
    every other caller.

    pydantic calls it with no namespace when an unbuilt class is first used, and then looks for
    names in the caller's local variables. No name there may be mistaken for one of Telegram's
    types, so aiogram's classes get aiogram's namespace. The lock is needed because pydantic builds
    without one: two threads could build one class at once.
    """

    def __init__(self, original: Rebuild, namespace: Namespace) -> None:
        self._original = original
        self._namespace = namespace
        self._lock = threading.RLock()

    def __call__(
        self,
        cls: type[BaseModel],
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Namespace | None = None,
    ) -> bool | None:
        if _types_namespace is self._namespace and not force:
            return None  # the loop at the end of aiogram.types
        if _types_namespace is None and cls.__module__.startswith(_ROOT):
            _types_namespace = self._namespace
        with self._lock:
            rebuilt: bool | None = self._original(
                cls,
                force=force,
                raise_errors=raise_errors,
                _parent_namespace_depth=_parent_namespace_depth + 1,
                _types_namespace=_types_namespace,
            )
        return rebuilt
