"""Counts of what waits for an admin, a line for each kind: for /attention and an admin's /start."""

from bot.texts import Markup
from bot.usecases.attention.backlog import Backlog
from bot.usecases.outbox.pause import Pause
from bot.usecases.outbox.wording import Wording


def waiting_lines(say: Wording, backlog: Backlog, pause: Pause | None) -> list[Markup]:
    """Return how many of each kind wait, after the pause of a restore; empty if nothing does."""
    counts = {
        "attention-held": backlog.numbers.held,
        "attention-claims": backlog.numbers.claims,
        "attention-support-requests": len(backlog.support_requests),
        "attention-refunds-unmatched": backlog.numbers.unmatched_refunds,
        "attention-refunds-unknown": len(backlog.unknown_refunds),
        "attention-undeliverable": backlog.numbers.undeliverable,
        "attention-webhooks-out": backlog.lost_webhooks,
        "attention-recurring": len(backlog.recurring),
    }
    paused = [say("attention-outbox-pause")] if pause is not None else []
    return [*paused, *(say(key, count=count) for key, count in counts.items() if count)]
