"""Moments: how they are written for other programs, and where a purchase's access begins."""

from datetime import UTC, datetime


def iso(at: int) -> str:
    """Return Unix seconds as ISO 8601 in UTC, for JSON."""
    return datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")


def beginning(purchased_at: int | None, received_at: int) -> int:
    """Return when a purchase's access begins: when it was made, but not later than it arrived."""
    return received_at if purchased_at is None else min(purchased_at, received_at)
