"""Checks that `tests/kept.py` keeps exactly those things that a start of the bot builds."""

import contextlib
import gc
import sqlite3
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiogram import Router
from aiogram.dispatcher.event.handler import CallableObject
from aiogram.methods import Response
from aiogram.types import User

from bot.errors import StorageError
from bot.own_texts.known import Known
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from bot.texts.bundles import Bundle, sources
from bot.texts.languages import LOCALES
from handlers.telegram.admin import admin_router
from handlers.telegram.buyer import buyer_router
from handlers.telegram.late_admin import LateAdminRouter
from storage.engine.migrate import migrate
from tests import kept
from tests.handlers.telegram.talk import ask
from tests.kept import known, migrate_or_copy, read_callback
from tests.own_texts.folders import load


def _opened(path: Path) -> contextlib.closing[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    return contextlib.closing(connection)


def _content(connection: sqlite3.Connection) -> tuple[Any, ...]:
    pragmas = ("user_version", "journal_mode", "page_size", "page_count", "integrity_check")
    return (
        *(connection.execute(f"PRAGMA {one}").fetchone()[0] for one in pragmas),
        [tuple(row) for row in connection.execute("SELECT * FROM sqlite_master")],
        list(connection.iterdump()),
    )


def test_a_copied_ledger_is_what_the_migrations_make(tmp_path: Path) -> None:
    with _opened(tmp_path / "migrated.db") as migrated, _opened(tmp_path / "copied.db") as copied:
        migrate(migrated)
        migrate_or_copy(copied)
        assert _content(copied) == _content(migrated)


def test_only_a_new_file_gets_a_copy(tmp_path: Path) -> None:
    with _opened(tmp_path / "of_another_program.db") as other:
        other.execute("CREATE TABLE theirs (x INTEGER)")
        with pytest.raises(StorageError, match="another program"):
            migrate_or_copy(other)
    with _opened(tmp_path / "too_new.db") as newer:
        newer.execute("PRAGMA user_version = 9999")
        with pytest.raises(StorageError, match="newer than this Tributary"):
            migrate_or_copy(newer)


def _callbacks(routers: list[Router]) -> Iterator[CallableObject]:
    """Yield each handler of these routers and of those inside them, and each filter."""
    for router in (inner for one in routers for inner in one.chain_tail):
        for handler in (each for kind in router.observers.values() for each in kind.handlers):
            yield handler
            yield from handler.filters or ()


def test_handlers_get_the_same_parameters_as_without_what_is_kept() -> None:
    found = list(_callbacks([admin_router(), buyer_router()]))
    assert len(found) > 100
    for one in found:
        fresh = CallableObject.__new__(CallableObject)
        fresh.callback = one.callback
        read_callback(fresh)
        assert (one.params, one.varkw) == (fresh.params, fresh.varkw), one.callback
        assert one.awaitable >= fresh.awaitable, one.callback  # a filter's is set afterwards


def _callback(one: CallableObject) -> Any:
    return getattr(one.callback, "__qualname__", type(one.callback))


def test_the_admins_handlers_are_lent_to_one_app_at_a_time(world: World) -> None:
    assert world.app is not None
    before = kept.lend_admins(), kept.lend_admins()
    assert before[0][0] is not before[1][0]
    world.app.dispatcher.include_routers(*before[0])
    kept.take_admins_back()
    assert not set(before[0]) & set(world.app.dispatcher.sub_routers)
    after = kept.lend_admins(), kept.lend_admins()
    assert {id(one) for one in after} == {id(one) for one in before}
    other = Router()
    other.include_routers(*after[0], *after[1])


async def test_lent_handlers_are_those_that_are_built_also_after_use(world: World) -> None:
    assert world.app is not None
    await ask(world, ADMIN.id, "/stats")
    [late] = [one for one in world.app.dispatcher.sub_routers if isinstance(one, LateAdminRouter)]
    built = list(_callbacks(list(kept.build_admins())))
    assert len(built) > 100
    assert [*map(_callback, _callbacks(late.sub_routers))] == [*map(_callback, built)]


def test_the_shapes_of_texts_are_those_of_the_originals_after_every_check(tmp_path: Path) -> None:
    own = {"en/own.ftl": "button-back = Return\nshop-hello = { button-back }\n"}
    texts = load(tmp_path / "texts", own)
    assert texts.own is not None
    fresh = Known({locale: Bundle(locale, sources(locale)) for locale in LOCALES})
    found = known(fresh.originals)
    assert vars(found).keys() >= {"shapes", "_whole"}
    assert (found.shapes, found._whole) == (fresh.shapes, fresh._whole)


def test_a_class_for_answers_is_not_forgotten() -> None:
    built = weakref.ref(Response[dict[str, User]])
    gc.collect()
    assert built() is not None
