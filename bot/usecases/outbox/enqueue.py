"""Which notices a change causes: queued in the same transaction, each once per person."""

from collections.abc import Iterable

from bot.domain.models import PersonId, PurchaseRow
from storage import outbox
from storage.engine.tx import Tx
from storage.outbox import NewMessage

PAID = "paid"
REFUNDED = "refunded"
WAITING = "waiting"
REMINDER = "reminder"
ENDED = "ended"
GRANTED = "granted"
REVOKED = "revoked"
CLAIM_FOUND = "claim-found"
CLAIM_DENIED = "claim-denied"
CHAT_KNOCK = "chat-knock"
CHAT_REMOVED = "chat-removed"
RECURRING_STARTED = "recurring-started"
RECURRING_RENEWED = "recurring-renewed"
RECURRING_CANCELLED = "recurring-cancelled"
ADMIN_RECURRING_NEW = "admin-recurring-new"
ADMIN_RECURRING_CANCELLED = "admin-recurring-cancelled"
ADMIN_RECURRING_UNBOUND = "admin-recurring-unbound"
ADMIN_CHAT_TROUBLE = "admin-chat-trouble"
ADMIN_CHAT_WELL = "admin-chat-well"
ADMIN_SALE = "admin-sale"
ADMIN_REFUND = "admin-refund"
ADMIN_HELD = "admin-held"
ADMIN_SETTLED = "admin-settled"
ADMIN_REFUNDED_FIRST = "admin-refunded-first"
ADMIN_UNMATCHED = "admin-unmatched"
ADMIN_CONFLICT = "admin-conflict"
ADMIN_TEST = "admin-test"
ADMIN_REFUND_UNKNOWN = "admin-refund-unknown"
ADMIN_UNDELIVERABLE = "admin-undeliverable"
ADMIN_CLAIM = "admin-claim"
ADMIN_ERROR = "admin-error"
ADMIN_INCIDENT = "admin-incident"
ADMIN_RESTORED = "admin-restored"
BROADCAST = "broadcast"
ADMIN_BROADCAST = "admin-broadcast"
ADMIN_WEBHOOKS_FAIL = "admin-webhooks-fail"
ADMIN_WEBHOOKS_LOST = "admin-webhooks-lost"


def buyer(tx: Tx, kind: str, telegram_user_id: PersonId | None, row: int, now: int) -> None:
    """Tell the buyer of a payment, by our own number, where there is one we know."""
    if telegram_user_id is not None:
        outbox.enqueue(tx, _to_buyer(kind, telegram_user_id, row), now)


def admins(tx: Tx, kind: str, admin_ids: Iterable[int], subject_id: int, now: int) -> None:
    """Tell every admin, once for this kind and subject."""
    outbox.enqueue_all(tx, _to_admins(kind, admin_ids, subject_id), now)


def of_sale(
    row: PurchaseRow, buyer_id: PersonId, admin_ids: Iterable[int], trace: str | None
) -> list[NewMessage]:
    """That the buyer has what they paid, and that the admins sold it."""
    to_admins = _to_admins(ADMIN_SALE, admin_ids, row, trace)
    return [_to_buyer(PAID, buyer_id, row, trace), *to_admins]


def _to_buyer(kind: str, buyer_id: PersonId, row: int, trace: str | None = None) -> NewMessage:
    return NewMessage(f"{kind}:{row}", kind, buyer_id, row, event_id=trace)


def _to_admins(
    kind: str, admin_ids: Iterable[int], subject_id: int, trace: str | None = None
) -> list[NewMessage]:
    return [
        NewMessage(f"{kind}:{subject_id}:{admin_id}", kind, admin_id, subject_id, event_id=trace)
        for admin_id in admin_ids
    ]


def withdraw_paid(tx: Tx, row: PurchaseRow, now: int) -> None:
    """A payment was returned: what still waits to say that it is paid must not go out."""
    for kind in (PAID, WAITING, ADMIN_SALE, ADMIN_SETTLED):
        outbox.cancel_for_subject(tx, kind, row, now)
