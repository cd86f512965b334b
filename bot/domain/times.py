"""How a moment is written for other programs."""

from datetime import UTC, datetime


def iso(at: int) -> str:
    """Unix seconds as ISO 8601 in UTC, as JSON has it."""
    return datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")
