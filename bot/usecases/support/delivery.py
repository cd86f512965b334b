"""Follows support messages through the outbox: where they can be answered, and if they arrived."""

from collections.abc import Mapping

from bot.usecases.outbox.followers import Delivery, Follower
from bot.usecases.outbox.kinds import NoticeKind
from storage import outbox
from storage.engine.tx import Tx
from storage.inbox import support
from storage.outbox import NewMessage, QueuedMessage


def _to_admin(tx: Tx, message: QueuedMessage, delivery: Delivery, _now: int) -> None:
    """Let the admin answer by replying to what has just been sent."""
    if message.subject_id is not None:
        support.add_copies(
            tx, message.chat_id, delivery.message_ids, message.subject_id, to_admin=True
        )


def _answer(tx: Tx, message: QueuedMessage, delivery: Delivery, now: int) -> None:
    """Notify the admin who answered whether it arrived, and let the buyer write back."""
    answer = support.get(tx, message.subject_id or 0)
    if answer is None or answer.admin_id is None or delivery.refused is not None:
        return
    if delivery.arrived:
        kind = NoticeKind.ADMIN_SUPPORT_DELIVERED
        support.add_copies(tx, message.chat_id, delivery.message_ids, answer.id, to_admin=False)
    else:
        kind = NoticeKind.ADMIN_SUPPORT_WAITING
    key = f"{kind}:{answer.id}:{answer.admin_id}"
    outbox.enqueue(tx, NewMessage(key, kind, answer.admin_id, answer.id), now)


FOLLOWERS: Mapping[NoticeKind, Follower] = {
    NoticeKind.ADMIN_SUPPORT: _to_admin,
    NoticeKind.ADMIN_SUPPORT_ANSWERED: _to_admin,
    NoticeKind.ADMIN_SUPPORT_DELIVERED: _to_admin,
    NoticeKind.ADMIN_SUPPORT_WAITING: _to_admin,
    NoticeKind.SUPPORT_ANSWER: _answer,
}
