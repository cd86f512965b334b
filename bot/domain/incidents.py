"""Incidents: what is wrong with the whole, from when until when."""

from dataclasses import dataclass
from enum import StrEnum


class IncidentKind(StrEnum):
    SILENCE = "silence"
    """Tribute has not called for far longer than usual, given how often this shop sells."""
    SLOWED = "slowed"
    """Telegram makes the bot wait for long; the subject is the method that must wait."""
    SIGNATURES = "signatures"
    """Well-formed signatures are wrong, one after the other."""
    OUTBOX = "outbox"
    """Messages have been waiting far too long."""
    DISK = "disk"
    """The disk is nearly full."""
    WORKER = "worker"
    """A worker failed and was started again; the subject is its name."""
    STARS = "stars"
    """Telegram's list of payments in Stars can't be read."""
    BACKUP = "backup"
    """The daily backup could not be made."""
    CLOCK = "clock"
    """The machine's clock is wrong; the subject is by how many seconds, such as `-90` if behind."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Something wrong with the whole; `ended_at` is None while it lasts."""

    id: int
    kind: IncidentKind
    subject: str
    began_at: int
    ended_at: int | None
