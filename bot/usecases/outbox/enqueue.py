"""Queues the notices about a change in the same transaction, each once per person."""

from collections.abc import Iterable

from bot.domain.models import LeftOut, PersonId, PurchaseRow, TraceId
from bot.usecases.outbox.kinds import NoticeKind
from storage import outbox, outbox_subjects
from storage.engine.tx import Tx
from storage.outbox import NewMessage


def notify_buyer(
    tx: Tx, kind: NoticeKind, telegram_user_id: PersonId | None, row: int, now: int
) -> None:
    """Notify the buyer about this row, if the buyer is known."""
    if telegram_user_id is not None:
        outbox.enqueue(tx, _to_buyer(kind, telegram_user_id, row), now)


def notify_admins(
    tx: Tx, kind: NoticeKind, admin_ids: Iterable[int], subject_id: int, now: int
) -> None:
    """Notify every admin, once for this kind and subject."""
    outbox.enqueue_all(tx, _to_admins(kind, admin_ids, subject_id), now)


def sale_notices(
    row: PurchaseRow, buyer_id: PersonId, admin_ids: Iterable[int], trace: TraceId | None
) -> list[NewMessage]:
    """Return the notices of a sale: one to the buyer, one to each admin."""
    to_admins = _to_admins(NoticeKind.ADMIN_SALE, admin_ids, row, trace)
    return [_to_buyer(NoticeKind.PAID, buyer_id, row, trace), *to_admins]


def _to_buyer(
    kind: NoticeKind, buyer_id: PersonId, row: int, trace: TraceId | None = None
) -> NewMessage:
    return NewMessage(f"{kind}:{row}", kind, buyer_id, row, trace_id=trace)


def _to_admins(
    kind: NoticeKind, admin_ids: Iterable[int], subject_id: int, trace: TraceId | None = None
) -> list[NewMessage]:
    return [
        NewMessage(f"{kind}:{subject_id}:{admin_id}", kind, admin_id, subject_id, trace_id=trace)
        for admin_id in admin_ids
    ]


def notify_of_own_words(tx: Tx, left_out: LeftOut, admin_ids: Iterable[int], now: int) -> None:
    """Notify every admin that Telegram has refused words of the owner's: once, however many
    messages had to go out without them."""
    kind = NoticeKind.ADMIN_OWN_WORDS
    notices = [
        NewMessage(f"{kind}:{row}:{admin_id}", kind, admin_id, row, {"reason": left_out.reason})
        for row in left_out.rows
        for admin_id in admin_ids
    ]
    outbox.enqueue_all(tx, notices, now)


def notify_admins_again(
    tx: Tx, kind: NoticeKind, admin_ids: Iterable[int], subject_id: int, now: int
) -> None:
    """Notify every admin, also of a subject of which they were notified before."""
    outbox_subjects.forget(tx, kind, subject_id, now)
    notify_admins(tx, kind, admin_ids, subject_id, now)


def notify_overruled(  # noqa: PLR0913  (the notice is about all of these rows)
    tx: Tx, entry_id: int, admin_ids: Iterable[int], row: PurchaseRow, refund_id: int, now: int
) -> None:
    """Notify every admin that this purchase is no longer matched to this refund.

    It may happen again to both, so what makes the notice one of its own is its audit entry.
    """
    kind = NoticeKind.ADMIN_REFUND_OVERRULED
    notices = [
        NewMessage(f"{kind}:{entry_id}:{admin_id}", kind, admin_id, row, {"refund": refund_id})
        for admin_id in admin_ids
    ]
    outbox.enqueue_all(tx, notices, now)


def undo_refund_notices(tx: Tx, row: PurchaseRow, now: int) -> None:
    """Cancel the waiting notices of a refund that wasn't this purchase's.

    They may become true later, and those of the sale, or of its hold, are true once more.
    """
    for kind in (
        NoticeKind.REFUNDED,
        NoticeKind.ADMIN_REFUND,
        NoticeKind.ADMIN_REFUNDED_FIRST,
        NoticeKind.PAID,
        NoticeKind.ADMIN_SETTLED,
        NoticeKind.WAITING,
        NoticeKind.ADMIN_HELD,
    ):
        outbox_subjects.forget(tx, kind, row, now)


def cancel_paid_notices(tx: Tx, row: PurchaseRow, now: int) -> None:
    """Cancel the waiting notices that a purchase is paid, because it was refunded."""
    for kind in (
        NoticeKind.PAID,
        NoticeKind.WAITING,
        NoticeKind.ADMIN_SALE,
        NoticeKind.ADMIN_SETTLED,
    ):
        outbox_subjects.cancel(tx, kind, row, now)
