"""Support: buyers write to the owner with /paysupport, and admins answer by replying."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from bot.clock import Clock
from bot.domain.models import PersonId
from bot.domain.records import AuditEntry, Person
from bot.domain.support import (
    SupportMessage,
    SupportRequest,
    Thread,
    Written,
    first_from_the_console,
    typed_in_the_console,
)
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from storage import audit, outbox, people
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.inbox import support, support_requests
from storage.outbox import NewMessage

MOST_AN_HOUR = 5
NOTHING_YET = 0
"""In place of the latest message, where person and admins have none."""
_HOUR_SECONDS = 3600


class SupportOutcome(Enum):
    """The outcome of writing to the owner, or of answering."""

    TAKEN = "taken"
    REST_OF_ALBUM = "rest of album"
    """Another picture of the album was taken; of an album only one goes through."""
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class SupportResult:
    """The outcome; `id` is the stored message's, `again_at` when the person may write again."""

    outcome: SupportOutcome
    id: int = 0
    again_at: int = 0


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A support request, and the person who waits for the answer."""

    request: SupportRequest
    person: Person | None


class _To(NamedTuple):
    """The person that an admin writes to, and the message that is answered, if any."""

    person: PersonId
    answers: int | None


@dataclass(frozen=True, slots=True)
class Support:
    """Passes messages between buyers and admins, each through the outbox."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def write(
        self, person: PersonId, written: Written, answers: int | None = None
    ) -> SupportResult:
        """Store a buyer's message and queue it for every admin; five an hour at most.

        The same message again, as after a kill, is the same message.
        """
        now = self.clock.now()
        return await self.db.write(lambda tx: self._write(tx, person, written, answers, now))

    async def answer(self, to: SupportMessage, admin_id: int, written: Written) -> SupportResult:
        """Store an admin's answer; queue it for the buyer, and for the other admins to see."""
        now = self.clock.now()
        whom = _To(to.telegram_user_id, to.id)
        return await self.db.write(lambda tx: self._send(tx, whom, admin_id, written, now))

    async def write_here(self, person: PersonId, text: str, seen: int, admin_id: int) -> bool:
        """Write to a person from the console: answer their support messages as `answer` does, or
        begin, where `seen` is 0.

        False, and nothing is sent, where `seen` isn't the latest message between the person and the
        admins: somebody was quicker, or the person has written more.
        """
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            latest = support.latest_of(tx, person, 1)
            if seen != (latest[0].id if latest else NOTHING_YET):
                return False
            if seen == NOTHING_YET:
                words = first_from_the_console(admin_id, text, person)
            else:
                words = typed_in_the_console(admin_id, text, seen)
            self._send(tx, _To(person, seen or None), admin_id, words, now)
            return True

        return await self.db.write(work)

    async def full_until(self, person: PersonId) -> int | None:
        """Return when the person may write again; None if they may now."""
        now = self.clock.now()
        return await self.db.read(lambda tx: _full_until(tx, person, now))

    async def thread(self, chat_id: int, message_id: int) -> Thread | None:
        """Return what a reply to this message of the bot is about; None if not about support."""
        return await self.db.read(lambda tx: support.thread(tx, chat_id, message_id))

    async def has_album(self, chat_id: int, album: str) -> bool:
        """Return whether a picture of this album was taken."""
        return await self.db.read(lambda tx: support.has_album(tx, chat_id, album))

    async def can_be_replied_to(
        self, chat_id: int, message_id: int, support_id: int, *, to_admin: bool
    ) -> None:
        """Let a buyer or an admin continue a message by replying to this answer of the bot."""
        await self.db.write(
            lambda tx: support.add_copies(tx, chat_id, [message_id], support_id, to_admin=to_admin)
        )

    async def request(self, person: PersonId) -> OpenRequest | None:
        """Return what this person waits for an answer to; None if nothing."""
        return await self.db.read(lambda tx: _open_request(tx, person))

    async def send_again(self, person: PersonId, admin_id: int) -> int:
        """Queue what this person waits for an answer to for one admin again, to be replied to.

        Returns how many messages that are: the latest `MOST_AN_HOUR` at most.
        """
        now = self.clock.now()
        return await self.db.write(lambda tx: _send_again(tx, person, admin_id, now))

    async def close(self, person: PersonId, up_to: int, admin_id: int) -> bool:
        """Close a question without an answer; False if `up_to` isn't its latest message any more:
        somebody was quicker, or the person has written more."""
        now = self.clock.now()
        return await self.db.write(lambda tx: _close(tx, person, up_to, admin_id, now))

    def _write(
        self, tx: Tx, person: PersonId, written: Written, answers: int | None, now: int
    ) -> SupportResult:
        known = _known(tx, written)
        if known is not None:
            return known
        again_at = _full_until(tx, person, now)
        if again_at is not None:
            return SupportResult(SupportOutcome.TOO_MANY, again_at=again_at)
        new = support.insert(tx, person, None, answers, written, now)
        notify_admins(tx, NoticeKind.ADMIN_SUPPORT, self.admin_ids, new, now)
        return SupportResult(SupportOutcome.TAKEN, new)

    def _send(self, tx: Tx, to: _To, admin_id: int, written: Written, now: int) -> SupportResult:
        known = _known(tx, written)
        if known is not None:
            return known
        new = support.insert(tx, to.person, admin_id, to.answers, written, now)
        kind = NoticeKind.SUPPORT_ANSWER
        outbox.enqueue(tx, NewMessage(f"{kind}:{new}", kind, to.person, new), now)
        others = [one for one in self.admin_ids if one != admin_id]
        notify_admins(tx, NoticeKind.ADMIN_SUPPORT_ANSWERED, others, new, now)
        return SupportResult(SupportOutcome.TAKEN, new)


def _full_until(tx: Tx, person: PersonId, now: int) -> int | None:
    times = support.latest_times(tx, person, now - _HOUR_SECONDS, now, MOST_AN_HOUR)
    return times[-1] + _HOUR_SECONDS if len(times) >= MOST_AN_HOUR else None


def _known(tx: Tx, written: Written) -> SupportResult | None:
    """Return the result for a message that was taken before, itself or with its album."""
    known = support.find(tx, written)
    if known is not None:
        return SupportResult(SupportOutcome.TAKEN, known)
    if written.album is not None and support.has_album(tx, written.chat_id, written.album):
        return SupportResult(SupportOutcome.REST_OF_ALBUM)
    return None


def _open_request(tx: Tx, person: PersonId) -> OpenRequest | None:
    request = support_requests.of_person(tx, person)
    return OpenRequest(request, people.get(tx, person)) if request else None


def _send_again(tx: Tx, person: PersonId, admin_id: int, now: int) -> int:
    request = support_requests.of_person(tx, person)
    latest = request.messages[-MOST_AN_HOUR:] if request else ()
    kind = NoticeKind.ADMIN_SUPPORT
    for one in latest:
        key = f"{kind}:{one}:{admin_id}:again:{now}"
        outbox.enqueue(tx, NewMessage(key, kind, admin_id, one), now)
    return len(latest)


def _close(tx: Tx, person: PersonId, up_to: int, admin_id: int, now: int) -> bool:
    request = support_requests.of_person(tx, person)
    if request is None or request.messages[-1] != up_to:
        return False
    support_requests.close(tx, request, admin_id, now)
    entry = AuditEntry(now, f"admin:{admin_id}", "support_closed", f"person:{person}", None)
    audit.add(tx, entry)
    return True
