"""Sends messages in time that a clock that was ahead has put off too far."""

from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.pause import PAUSED_SINCE, paused_since
from storage import facts, telegram_waits
from storage.engine.tx import Tx
from storage.queries import gathered, put_off


def recheck_outbox(tx: Tx, now: int) -> None:
    """Let no message wait longer than after its last try, and let no wait of Telegram, no pause and
    no notice of a digest begin in the future."""
    for attempts in put_off.attempts_put_off(tx, now):
        delay = Outbox.delay_seconds(attempts - 1, message_id=0) if attempts else 0
        put_off.due_at_the_latest(tx, attempts, now + delay + delay // 4)
    gathered.from_now_at_the_latest(tx, now)
    telegram_waits.asked_at_the_latest(tx, now)
    since = paused_since(tx)
    if since is not None and since > now:
        facts.put(tx, PAUSED_SINCE, str(now))
