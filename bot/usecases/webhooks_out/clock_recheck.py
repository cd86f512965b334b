"""Sends outgoing webhooks in time that a clock that was ahead has put off too far."""

from bot.usecases.webhooks_out.deliver import DELAYS_SECONDS
from storage import webhooks_out
from storage.engine.tx import Tx


def recheck_webhooks(tx: Tx, now: int) -> None:
    """Let no webhook wait longer than the timetable says after its last try."""
    for attempts in webhooks_out.attempts_put_off(tx, now):
        delay = DELAYS_SECONDS[attempts - 1] if attempts else 0
        webhooks_out.due_at_the_latest(tx, attempts, now + delay + delay // 10)
