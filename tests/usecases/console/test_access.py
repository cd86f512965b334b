"""Links, openings and sessions as they are stored: hashed, used up once, and by the right time."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.domain.models import PersonId
from bot.usecases.admins.roll import AdminRoll
from bot.usecases.console.access import ConsoleAccess, LoggedIn, LoginRefusal, Opening, Way
from storage.engine.database import Database, open_database

OWNER, ADMIN = PersonId(9001), PersonId(9002)
TOKEN = "1:of-the-bot"


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "shop.db") as db:
        yield db


@pytest.fixture
def access(db: Database, clock: FixedClock) -> ConsoleAccess:
    return ConsoleAccess(db, clock, AdminRoll((OWNER, ADMIN)), TOKEN)


def _opening(now: int, proof: str = "a" * 64) -> Opening:
    return Opening(OWNER, now, proof)


async def test_a_link_has_128_random_bits_and_is_stored_as_its_hash(
    db: Database, access: ConsoleAccess
) -> None:
    tokens = {await access.make_link(OWNER) for _ in range(20)}
    assert {len(one) for one in tokens} == {22}  # 22 characters of 6 bits
    assert len(tokens) == 20
    hashes = await db.read(lambda tx: tx.all("SELECT token_hash FROM console_links"))
    assert {len(row["token_hash"]) for row in hashes} == {32}


async def test_a_guess_writes_nothing(db: Database, access: ConsoleAccess) -> None:
    before = db._connection.commits
    assert await access.login_by_link("guess") is LoginRefusal.OVER
    assert await access.session("guess", Way.LINK) is None
    assert db._connection.commits == before


async def test_an_opening_that_comes_twice_at_once_lets_in_once(
    access: ConsoleAccess, now: int
) -> None:
    outcomes = await asyncio.gather(*(access.login_by_telegram(_opening(now)) for _ in range(5)))
    assert sum(isinstance(one, LoggedIn) for one in outcomes) == 1
    assert outcomes.count(LoginRefusal.USED) == 4


async def test_a_used_opening_stays_used_whatever_the_clock_does(
    access: ConsoleAccess, clock: FixedClock, now: int
) -> None:
    assert isinstance(await access.login_by_telegram(_opening(now)), LoggedIn)
    clock.jump(29 * 24 * 3600)
    fresh = _opening(clock.now(), "b" * 64)
    assert isinstance(await access.login_by_telegram(fresh), LoggedIn)
    clock.jump(-29 * 24 * 3600)
    assert await access.login_by_telegram(_opening(now)) is LoginRefusal.USED


async def test_a_session_is_known_by_its_key_and_its_way(access: ConsoleAccess, now: int) -> None:
    new = await access.login_by_telegram(_opening(now))
    assert isinstance(new, LoggedIn)
    assert new.session == await access.session(new.key, Way.TELEGRAM)
    assert (new.session.admin, new.session.is_owner) == (OWNER, True)
    assert new.session.ends_at == now + 8 * 3600
    assert await access.session(new.key, Way.LINK) is None
    await access.logout(new.session)
    assert await access.session(new.key, Way.TELEGRAM) is None


async def test_whoever_is_no_admin_has_neither_session_nor_link(
    db: Database, clock: FixedClock, access: ConsoleAccess, now: int
) -> None:
    token, new = await access.make_link(OWNER), await access.login_by_telegram(_opening(now))
    assert isinstance(new, LoggedIn)
    after = ConsoleAccess(db, clock, AdminRoll((ADMIN,)), TOKEN)
    assert await after.session(new.key, Way.TELEGRAM) is None
    assert await after.login_by_link(token) is LoginRefusal.OVER
    assert await after.login_by_telegram(_opening(now, "c" * 64)) is LoginRefusal.NOT_ADMIN
