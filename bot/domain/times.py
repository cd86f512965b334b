"""How a moment is written for other programs."""

from datetime import UTC, datetime


def iso(at: int) -> str:
    """Unix seconds as ISO 8601 in UTC, as JSON has it."""
    return datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")


def beginning(purchased_at: int | None, received_at: int) -> int:
    """When a purchase's access begins: as it was made, never later than it arrived."""
    return received_at if purchased_at is None else min(purchased_at, received_at)
