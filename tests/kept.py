"""Keeps things that each start of the app would build again: a process of the bot starts once, the
tests start the app thousands of times in one process.

Kept are the certificate authorities, the classes with which aiogram reads answers, the parameters
of its handlers and filters, the admins' handlers, the parsed texts and their shapes, the list of
the migrations, and the empty ledger that they make.
"""

import contextlib
import functools
import sqlite3
import ssl
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import certifi
from aiogram import Router
from aiogram.dispatcher.event import handler
from aiogram.methods import Response
from fluent.syntax import FluentParser

from bot.own_texts import folder
from bot.own_texts.known import Known
from bot.texts.bundles import Bundle
from bot.texts.bundles import originals as originals_of
from bot.texts.languages import LOCALES
from handlers.telegram import late_admin
from storage.engine import migrate as migrations
from storage.engine import writer
from storage.engine.migrate import MIGRATIONS, migrate

_read_certificates = ssl.create_default_context
_read_once = functools.cache(lambda: _read_certificates(cafile=certifi.where()))


def install() -> None:
    """Let the app find these things instead of building them."""
    ssl.create_default_context = _certificates
    handler.CallableObject.__post_init__ = _fill_in
    late_admin._routers = lend_admins
    # pydantic itself forgets a class that nobody uses at that moment, and builds it for 5 ms again.
    Response.__class_getitem__ = staticmethod(functools.cache(Response.__class_getitem__))
    FluentParser.parse = lambda _, text: _parsed(text)
    folder.Known = known
    migrations._numbered = _numbered
    writer.migrate = migrate_or_copy


_parse = FluentParser.parse
_parsed = functools.cache(lambda text: _parse(FluentParser(), text))


def known(originals: Mapping[str, Bundle]) -> Known:
    """Return the originals with their shapes, which each check of own texts compares."""
    found = Known(originals)
    vars(found).update(_shapes())
    return found


@functools.cache
def _shapes() -> dict[str, Any]:
    read = Known({locale: originals_of(locale) for locale in LOCALES})
    return {"shapes": read.shapes, "_whole": read._whole}


def _certificates(*args: Any, **options: Any) -> ssl.SSLContext:
    usual = not args and options == {"cafile": certifi.where()}
    return _read_once() if usual else _read_certificates(*args, **options)


read_callback = handler.CallableObject.__post_init__
_callbacks: dict[Any, tuple[bool, set[str], bool]] = {}


def _fill_in(self: handler.CallableObject) -> None:
    """Fill in what aiogram finds out about a handler or a filter, as it found it the first time."""
    if isinstance(self.callback, type | functools.partial) or hasattr(self.callback, "__wrapped__"):
        read_callback(self)
        return
    kind = _kind_of_callback(self.callback)
    if kind not in _callbacks:
        read_callback(self)
        _callbacks[kind] = self.awaitable, self.params, self.varkw
    self.awaitable, self.params, self.varkw = _callbacks[kind]


def _kind_of_callback(callback: Any) -> Any:
    """Return what decides on the parameters: not what a closure or a filter holds."""
    if isinstance(callback, MethodType):
        return callback.__func__.__code__
    return callback.__code__ if isinstance(callback, FunctionType) else type(callback)


build_admins = late_admin._routers
_free: list[Sequence[Router]] = []
_lent: list[Sequence[Router]] = []


@functools.wraps(build_admins)
def lend_admins() -> Sequence[Router]:
    """Return the admins' handlers, which hold nothing of an app, to one app until its test ends."""
    _lent.append(_free.pop() if _free else build_admins())
    return _lent[-1]


def take_admins_back() -> None:
    """Detach the handlers from the apps of the test that has ended, for those of the next one."""
    for router in (one for routers in _lent for one in routers):
        if router.parent_router is not None:
            router.parent_router.sub_routers.remove(router)
            router._parent_router = None
    _free.extend(_lent)
    _lent.clear()


_list = migrations._numbered
_shipped = functools.cache(lambda: _list(MIGRATIONS))


def _numbered(folder: Path) -> dict[int, Path]:
    """Return the migrations; the folder of a test may change, the shipped one doesn't."""
    return _shipped() if folder == MIGRATIONS else _list(folder)


def migrate_or_copy(connection: sqlite3.Connection) -> None:
    """Copy the empty ledger into a new file; any other file goes through its migrations."""
    if _is_new(connection):
        with contextlib.closing(sqlite3.connect(":memory:")) as ledger:
            ledger.deserialize(_empty_ledger())
            ledger.backup(connection)
    migrate(connection)


def _is_new(connection: sqlite3.Connection) -> bool:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    return (version, tables) == (0, 0)


@functools.cache
def _empty_ledger() -> bytes:
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as ledger:
        migrate(ledger)
        return ledger.serialize()
