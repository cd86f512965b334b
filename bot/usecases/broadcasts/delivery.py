"""Follows a broadcast's messages: where Telegram has lost their picture, no more of them go out."""

from collections.abc import Mapping

from bot.domain.refusals import is_about_file
from bot.usecases.outbox.followers import Delivery, Follower
from bot.usecases.outbox.kinds import NoticeKind
from storage import broadcasts, outbox
from storage.engine.tx import Tx
from storage.outbox import QueuedMessage


def _stop_without_file(tx: Tx, message: QueuedMessage, delivery: Delivery, now: int) -> None:
    """Stop the broadcast: nobody else would get it either, and without its picture it isn't the
    message that the admin has seen. The refused message counts as one that wasn't sent."""
    if delivery.refused is None or not is_about_file(delivery.refused):
        return
    outbox.put_back(tx, message.id)
    outbox.set_cancelled(tx, message.id, "stopped", now)
    if broadcasts.stop(tx, message.subject_id or 0, now):
        broadcasts.set_refused(tx, message.subject_id or 0, delivery.refused)
        tx.signal(broadcasts.SIGNAL)


FOLLOWERS: Mapping[NoticeKind, Follower] = {NoticeKind.BROADCAST: _stop_without_file}
