"""The parts of one purchase's life, as the ledger has them."""

from typing import NamedTuple

from bot.domain.records import AttemptState


class Delivery(NamedTuple):
    """An event of Tribute; it came so often, `conflicts` times with other facts."""

    name: str
    body: bytes
    problems: str | None
    deliveries: int
    first_seen_at: int
    last_seen_at: int
    conflicts: int


class Sent(NamedTuple):
    """A message of the outbox, and what became of it; `done_at` is when it was sent, cancelled or
    given up."""

    kind: str
    chat_id: int
    state: str
    error: str | None
    attempts: int
    not_before: int
    created_at: int
    done_at: int | None


class RefundAsked(NamedTuple):
    """A refund that an admin asked for."""

    id: int
    actor_id: int
    state: AttemptState
    error: str | None
    created_at: int
    answered_at: int | None


class StarsReport(NamedTuple):
    """Telegram's reports of a payment in Stars."""

    charge_id: str
    reports: int
    first_seen_at: int
    last_seen_at: int
    problems: str | None
