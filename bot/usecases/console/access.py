"""The ways into the console: one-time links, openings of the Mini App, and the sessions of both.

Each secret is random or signed by Telegram, valid once or for a few hours, and stored only as its
hash, so that neither a copy of the database nor its history opens the console. The bot's token is
in each hash: a holder of the token could log in as any admin, and is out once it was changed.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from bot.clock import Clock
from bot.domain.models import PersonId
from bot.domain.records import AuditEntry, Person
from bot.usecases.admins.admins import CONSOLE_CLOSED
from bot.usecases.admins.roll import AdminRoll
from storage import audit, facts, people
from storage.console import links, openings, sessions
from storage.console.sessions import StoredSession
from storage.engine.database import Database
from storage.engine.tx import Tx

LINK_SECONDS = 5 * 60
OPENING_SECONDS = 5 * 60
"""How old an opening of the Mini App may be, by the time that Telegram has signed."""
SESSION_SECONDS = 8 * 3600
SKEW_SECONDS = 60
"""By how much a stored or signed time may be later than the clock, which may have been set back a
little since, or be a little behind Telegram's."""
MOST_SESSIONS = 10
"""The most sessions of one admin in each way; a further one ends the oldest. Each opening of the
Mini App begins one, and leaves it behind: that must not log a browser out."""
_REMEMBER_SECONDS = 30 * 24 * 3600
"""How long a used opening is remembered: for longer than it is fresh, because a clock that was
ahead for a while would make it fresh again."""
_TOKEN_BYTES, _KEY_BYTES = 16, 32


class Way(StrEnum):
    """How somebody came in; the values are stored."""

    TELEGRAM = "telegram"
    """As a Mini App: the page keeps the key, and shows it as a bearer."""
    LINK = "link"
    """By a one-time link: the browser keeps the key as a cookie."""


class LoginRefusal(Enum):
    """Why somebody wasn't let in."""

    OLD = auto()
    EARLY = auto()
    """It was opened later than now: the clock of this machine is behind."""
    USED = auto()
    NOT_ADMIN = auto()
    OVER = auto()
    """The link is unknown, used or too old; which of these, a stranger doesn't learn."""


class Opening(NamedTuple):
    """An opening of the Mini App that Telegram has rightly signed; `proof` is its signature."""

    person_id: PersonId
    opened_at: int
    proof: str


@dataclass(frozen=True, slots=True)
class ConsoleSession:
    """A session that is valid now; the times are in Unix seconds."""

    key_hash: bytes
    way: Way
    admin: PersonId
    is_owner: bool
    person: Person | None
    ends_at: int


class LoggedIn(NamedTuple):
    """A new session and its secret key, which nobody can read again."""

    key: str
    session: ConsoleSession


@dataclass(frozen=True, slots=True)
class ConsoleAccess:
    """Makes links, lets admins in, and says whose session a key is."""

    db: Database
    clock: Clock
    admins: AdminRoll
    bot_token: str = field(repr=False)

    async def make_link(self, admin_id: PersonId) -> str:
        """Return the secret of a new one-time link, valid for five minutes: 128 random bits."""
        token, now = secrets.token_urlsafe(_TOKEN_BYTES), self.clock.now()

        def work(tx: Tx) -> None:
            links.remove_outside(tx, now - LINK_SECONDS, now + SKEW_SECONDS)
            links.add(tx, self._hash(token), admin_id, now)

        await self.db.write(work)
        return token

    async def login_by_link(self, token: str) -> LoggedIn | LoginRefusal:
        """Use a link up. A guess writes nothing."""
        now, token_hash = self.clock.now(), self._hash(token)
        admin_id = await self.db.read(
            lambda tx: links.admin_of(tx, token_hash, now - LINK_SECONDS, now + SKEW_SECONDS)
        )
        if admin_id is None or admin_id not in self.admins:
            return LoginRefusal.OVER

        def work(tx: Tx) -> LoggedIn | LoginRefusal:
            if not links.remove(tx, token_hash):
                return LoginRefusal.OVER
            return self._begin(tx, admin_id, Way.LINK, now)

        return await self.db.write(work)

    async def login_by_telegram(self, opening: Opening) -> LoggedIn | LoginRefusal:
        """Use an opening of the Mini App up, whose signature was checked already."""
        now = self.clock.now()
        age = now - opening.opened_at
        if age > OPENING_SECONDS:
            return LoginRefusal.OLD
        if age < -SKEW_SECONDS:
            return LoginRefusal.EARLY
        if opening.person_id not in self.admins:
            return LoginRefusal.NOT_ADMIN

        def work(tx: Tx) -> LoggedIn | LoginRefusal:
            if opening.opened_at <= int(facts.get(tx, CONSOLE_CLOSED) or 0):
                return LoginRefusal.OLD  # a restored copy doesn't know which ones were used
            if not openings.use(tx, self._hash(opening.proof), now):
                return LoginRefusal.USED
            openings.forget_before(tx, now - _REMEMBER_SECONDS)
            return self._begin(tx, opening.person_id, Way.TELEGRAM, now)

        return await self.db.write(work)

    async def session(self, key: str, way: Way) -> ConsoleSession | None:
        """Return the session of this key; None if there is none, or if it is over by now."""
        now, key_hash = self.clock.now(), self._hash(key)

        def query(tx: Tx) -> ConsoleSession | None:
            found = sessions.get(tx, key_hash)
            if found is None or found.way != way or not _lasts(found, now):
                return None
            return self._described(tx, found)

        found = await self.db.read(query)
        return found if found is not None and found.admin in self.admins else None

    async def lasts(self, session: ConsoleSession) -> bool:
        """Return whether a session that was valid still is."""
        now = self.clock.now()
        if session.admin not in self.admins:
            return False
        found = await self.db.read(lambda tx: sessions.get(tx, session.key_hash))
        return found is not None and _lasts(found, now)

    async def logout(self, session: ConsoleSession) -> None:
        """End a session."""
        await self.db.write(lambda tx: sessions.remove(tx, session.key_hash))

    def _begin(self, tx: Tx, admin_id: PersonId, way: Way, now: int) -> LoggedIn:
        """Begin a session, and remove those that are over or one too many."""
        sessions.remove_outside(tx, now - SESSION_SECONDS + 1, now + SKEW_SECONDS)
        own = [one for one in sessions.every(tx) if (one.admin_id, one.way) == (admin_id, way)]
        for surplus in own[MOST_SESSIONS - 1 :]:
            sessions.remove(tx, surplus.key_hash)
        key = secrets.token_urlsafe(_KEY_BYTES)
        stored = StoredSession(self._hash(key), admin_id, way, now)
        sessions.add(tx, stored)
        who = f"admin:{admin_id}", f"console_by_{way}", f"person:{admin_id}"
        audit.add(tx, AuditEntry(now, *who, None))
        return LoggedIn(key, self._described(tx, stored))

    def _described(self, tx: Tx, stored: StoredSession) -> ConsoleSession:
        return ConsoleSession(
            stored.key_hash,
            Way(stored.way),
            stored.admin_id,
            stored.admin_id in self.admins.owners,
            people.get(tx, stored.admin_id),
            stored.began_at + SESSION_SECONDS,
        )

    def _hash(self, secret: str) -> bytes:
        return hmac.digest(self.bot_token.encode(), secret.encode(), "sha256")


def _lasts(stored: StoredSession, now: int) -> bool:
    return -SKEW_SECONDS <= now - stored.began_at < SESSION_SECONDS
