"""Writes that only find out whether a write of some size would reach the disk."""

import secrets

from storage import facts
from storage.engine.tx import Tx

_NAME, _EMPTY = "pulse", "felt"


def fill(tx: Tx, size_bytes: int) -> None:
    """Store so many bytes, in the place of an earlier probe's; they hardly compress."""
    facts.put(tx, _NAME, secrets.token_hex(size_bytes // 2))


def clear(tx: Tx) -> None:
    """Remove what a probe has stored, and store a few bytes instead."""
    facts.put(tx, _NAME, _EMPTY)


def try_size(tx: Tx, size_bytes: int) -> None:
    """Let the file grow by so much and shrink again, then store a few bytes.

    The large part never reaches the disk: this finds a limit of the file, not of the disk.
    """
    tx.execute("SAVEPOINT probe")
    fill(tx, size_bytes)
    tx.execute("ROLLBACK TO probe")
    tx.execute("RELEASE probe")
    clear(tx)
