"""Access given and ended by an admin: looked at first, then done as it was shown, once."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.durations import Duration
from bot.domain.models import Grant, PersonId, Subscription
from bot.domain.subscription import fold
from bot.usecases.access import grants as access
from bot.usecases.outbox import enqueue
from storage import audit, grants, outbox, people
from storage.audit import Entry
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.grants import TakenBack
from storage.outbox import NewMessage
from storage.people import Person

FOR_LIFE = 0
"""The end of a lifetime, in `Preview.end` and where it is expected."""
_TOLERANCE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Preview:
    """How somebody's access stands at `now`, and how it would stand (or stands) afterwards."""

    telegram_user_id: PersonId
    person: Person | None
    before: Subscription | None
    after: Subscription | None
    now: int

    @property
    def has_access(self) -> bool:
        return self.before is not None and self.before.active_at(self.now)

    @property
    def has_lifetime(self) -> bool:
        return self.before is not None and self.before.expires_at is None


@dataclass(frozen=True, slots=True)
class Gift:
    """Time to be given. `expected_end` is the end that the admin was shown."""

    telegram_user_id: PersonId
    duration: Duration
    expected_end: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Access to be ended now. `expected_end` is when it would have ended, as shown."""

    telegram_user_id: PersonId
    expected_end: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ByHand:
    """What is shown must be what happens: both deeds do nothing if it has changed meanwhile,
    which makes a second tap harmless."""

    db: Database
    clock: Clock

    async def preview_grant(self, telegram_user_id: PersonId, duration: Duration) -> Preview:
        now = self.clock.now()
        return await self.db.read(lambda tx: _with_gift(tx, telegram_user_id, duration, now))

    async def grant(self, gift: Gift, actor_id: int) -> Preview | None:
        """Give the time from now on, or after what the person has; None if another end than the
        expected one would come of it."""
        now = self.clock.now()
        return await self.db.write(lambda tx: _grant(tx, gift, actor_id, now))

    async def preview_revoke(self, telegram_user_id: PersonId) -> Preview:
        now = self.clock.now()
        return await self.db.read(lambda tx: _with_ending(tx, telegram_user_id, now))

    async def revoke(self, ending: Ending, actor_id: int) -> Preview | None:
        """End the access now, whatever it came from; purchases stay paid. None if there is none,
        or another than the expected one."""
        now = self.clock.now()
        return await self.db.write(lambda tx: _revoke(tx, ending, actor_id, now))


def end_of(subscription: Subscription | None) -> int:
    """A subscription's end as a number for a button."""
    return subscription.expires_at or FOR_LIFE if subscription else FOR_LIFE


def _with_gift(tx: Tx, person: PersonId, duration: Duration, now: int) -> Preview:
    gift = Grant(0, now, duration)
    after = fold(person, [*grants.live(tx, person), gift])
    return Preview(person, people.get(tx, person), grants.subscription(tx, person), after, now)


def _grant(tx: Tx, gift: Gift, actor_id: int, now: int) -> Preview | None:
    person = gift.telegram_user_id
    found = _with_gift(tx, person, gift.duration, now)
    if found.has_lifetime or not _meant(end_of(found.after), gift.expected_end):
        return None
    people.ensure(tx, person, None, now)
    grant_id = grants.insert_by_admin(tx, person, gift.duration, now)
    access.refold(tx, person, now)
    detail = f"{gift.duration}; {gift.note}" if gift.note else str(gift.duration)
    audit.add(tx, Entry(now, f"admin:{actor_id}", "granted", f"person:{person}", detail))
    key = f"{enqueue.GRANTED}:{grant_id}"
    outbox.enqueue(tx, NewMessage(key, enqueue.GRANTED, person, grant_id), now)
    return found


def _meant(end: int, expected: int) -> bool:
    """An end counted from now moves on while the admin thinks."""
    if FOR_LIFE in {end, expected}:
        return end == expected
    return abs(end - expected) <= _TOLERANCE_SECONDS


def _with_ending(tx: Tx, person: PersonId, now: int) -> Preview:
    before = grants.subscription(tx, person)
    since = before.started_at if before else now
    earlier = [one for one in grants.live(tx, person) if one.granted_at < since]
    return Preview(person, people.get(tx, person), before, fold(person, earlier), now)


def _revoke(tx: Tx, ending: Ending, actor_id: int, now: int) -> Preview | None:
    """Only what the present access is made of: what was used up long ago stays as it was."""
    person = ending.telegram_user_id
    found = _with_ending(tx, person, now)
    if found.before is None or not found.has_access:
        return None
    if end_of(found.before) != ending.expected_end:
        return None
    grants.revoke_since(tx, person, found.before.started_at, TakenBack(now, actor_id, ending.note))
    access.refold(tx, person, now)
    audit.add(tx, Entry(now, f"admin:{actor_id}", "revoked", f"person:{person}", ending.note))
    key = f"{enqueue.REVOKED}:{person}:{now}"
    outbox.enqueue(tx, NewMessage(key, enqueue.REVOKED, person), now)
    return found
