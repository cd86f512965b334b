"""Support: buyers write to the owner with /paysupport, and admins answer by replying."""

from dataclasses import dataclass
from enum import Enum

from bot.clock import Clock
from bot.domain.models import PersonId
from bot.domain.support import SupportMessage, Thread, Written
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from storage import outbox
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.inbox import support
from storage.outbox import NewMessage

MOST_AN_HOUR = 5
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
class Support:
    """Passes messages between buyers and admins, each through the outbox."""

    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

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
        return await self.db.write(lambda tx: self._answer(tx, to, admin_id, written, now))

    async def thread(self, chat_id: int, message_id: int) -> Thread | None:
        """Return what a reply to this message of the bot is about; None if not about support."""
        return await self.db.read(lambda tx: support.thread(tx, chat_id, message_id))

    async def has_album(self, chat_id: int, album: str) -> bool:
        """Return whether a picture of this album was taken."""
        return await self.db.read(lambda tx: support.has_album(tx, chat_id, album))

    async def can_be_replied_to(self, chat_id: int, message_id: int, support_id: int) -> None:
        """Let the buyer continue a message by replying to this answer of the bot."""
        await self.db.write(
            lambda tx: support.add_copies(tx, chat_id, [message_id], support_id, to_admin=False)
        )

    def _write(
        self, tx: Tx, person: PersonId, written: Written, answers: int | None, now: int
    ) -> SupportResult:
        known = _known(tx, written)
        if known is not None:
            return known
        times = support.latest_times(tx, person, now - _HOUR_SECONDS, now, MOST_AN_HOUR)
        if len(times) >= MOST_AN_HOUR:
            return SupportResult(SupportOutcome.TOO_MANY, again_at=times[-1] + _HOUR_SECONDS)
        new = support.insert(tx, person, None, answers, written, now)
        notify_admins(tx, NoticeKind.ADMIN_SUPPORT, self.admin_ids, new, now)
        return SupportResult(SupportOutcome.TAKEN, new)

    def _answer(
        self, tx: Tx, to: SupportMessage, admin_id: int, written: Written, now: int
    ) -> SupportResult:
        known = _known(tx, written)
        if known is not None:
            return known
        person = to.telegram_user_id
        new = support.insert(tx, person, admin_id, to.id, written, now)
        kind = NoticeKind.SUPPORT_ANSWER
        outbox.enqueue(tx, NewMessage(f"{kind}:{new}", kind, person, new), now)
        others = [one for one in self.admin_ids if one != admin_id]
        notify_admins(tx, NoticeKind.ADMIN_SUPPORT_ANSWERED, others, new, now)
        return SupportResult(SupportOutcome.TAKEN, new)


def _known(tx: Tx, written: Written) -> SupportResult | None:
    """Return the result for a message that was taken before, itself or with its album."""
    known = support.find(tx, written)
    if known is not None:
        return SupportResult(SupportOutcome.TAKEN, known)
    if written.album is not None and support.has_album(tx, written.chat_id, written.album):
        return SupportResult(SupportOutcome.REST_OF_ALBUM)
    return None
