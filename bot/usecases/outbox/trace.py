"""Traces: one name for a delivery in every log line, from the webhook to its last message."""

import hashlib

from bot.domain.models import EventRow, TraceId
from storage import webhook_events
from storage.engine.tx import Tx


def trace_id_of(event_key: str) -> TraceId:
    """Return a short hash of the key for the log, because keys may hold the buyer's id.

    It is the same however often the delivery comes, and known before anything is stored.
    """
    return TraceId(hashlib.sha256(event_key.encode()).hexdigest()[:12])


def continue_trace(tx: Tx, event_row: EventRow | None) -> None:
    """Let this work go on under the trace of that row's delivery (in `webhook_events`); of none,
    under its own."""
    if event_row is None:
        return
    tx.trace_id = trace_id_of(webhook_events.key(tx, event_row))
