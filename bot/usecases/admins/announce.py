"""Queues what admins read of a change among them, in the transaction of that change."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.records import AuditEntry
from bot.usecases.outbox.kinds import NoticeKind
from storage import audit, outbox
from storage.engine.tx import Tx
from storage.outbox import NewMessage


class What(StrEnum):
    """A kind of change among the admins; the values are stored in notices and audit."""

    ADDED = "added"
    CONFIRMED = "confirmed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A change among the admins: what an owner did to whom."""

    what: What
    person_id: int
    owner_id: int


def record(tx: Tx, change: RoleChange, readers: Iterable[int], now: int) -> int:
    """Add a change to the history, and notify these admins but the owner who made it; return the id
    of the entry.

    The same may happen to somebody again, so what makes the notice one of its own is its entry.
    """
    actor, subject = f"admin:{change.owner_id}", f"person:{change.person_id}"
    number = audit.add(tx, AuditEntry(now, actor, f"admin_{change.what}", subject, None))
    kind = NoticeKind.ADMIN_ROLES
    notices = [
        NewMessage(f"{kind}:{number}:{reader}", kind, reader, None, _detail(change))
        for reader in readers
        if reader != change.owner_id
    ]
    outbox.enqueue_all(tx, notices, now)
    return number


def say_goodbye(tx: Tx, person_id: int, audit_id: int, now: int) -> None:
    """Notify somebody that they are no admin any more; it is the last that they read as one."""
    kind = NoticeKind.NO_ADMIN_NOW
    outbox.enqueue(tx, NewMessage(f"{kind}:{audit_id}", kind, person_id), now)


def ask_owners(tx: Tx, owners: Iterable[int], since: str, now: int) -> None:
    """Ask every owner about the admins who wait, once for each restore."""
    kind = NoticeKind.ADMIN_TO_CONFIRM
    notices = [NewMessage(f"{kind}:{since}:{owner}", kind, owner) for owner in owners]
    outbox.enqueue_all(tx, notices, now)


def _detail(change: RoleChange) -> dict[str, object]:
    return {"what": str(change.what), "who": change.person_id, "by": change.owner_id}
