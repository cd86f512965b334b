"""One name for a delivery in every log line, from the webhook to the last message it caused."""

import hashlib

from storage import webhook_events
from storage.engine.tx import Tx


def event_id(event_key: str) -> str:
    """A short stand-in for the key in logs, because keys may hold the buyer's id; the same however
    often the delivery comes, and known before anything is stored."""
    return hashlib.sha256(event_key.encode()).hexdigest()[:12]


def follow(tx: Tx, event_row: int) -> None:
    """From here on this work is about the delivery in that row of `webhook_events`."""
    tx.event_id = event_id(webhook_events.key(tx, event_row))
