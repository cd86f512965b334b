"""Sends outgoing webhooks in time that a clock that was ahead has put off too far."""

from bot.usecases.webhooks_out.deliver import ATTEMPTS, DELAYS_SECONDS
from storage import webhooks_out
from storage.engine.tx import Tx


def recheck_webhooks(tx: Tx, now: int) -> None:
    """Let no webhook wait longer than the timetable says after its last try."""
    webhooks_out.due_at_the_latest(tx, 0, now)
    for attempts, delay in zip(range(1, ATTEMPTS), DELAYS_SECONDS, strict=True):
        webhooks_out.due_at_the_latest(tx, attempts, now + delay + delay // 10)
