"""Moments: how they are written for other programs, and where a purchase's access begins."""

from datetime import UTC, datetime

BELIEVED_SECONDS = 24 * 3600
"""A clock that nobody keeps right is rarely off by more; a later time needs a second witness."""


def iso(at: int) -> str:
    """Return Unix seconds as ISO 8601 in UTC, for JSON."""
    return datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")


def arrival(happened_at: int | None, now: int) -> int:
    """Return when the news of something arrived, by the best time that is known.

    Nothing arrives before it has happened: where Tribute's time is up to a day later than `now`, it
    is this machine's clock that is behind. A time that is later still is not believed; where other
    servers confirm it, `now` is right already (`bot.clock.CheckedClock`).
    """
    if happened_at is None or happened_at > now + BELIEVED_SECONDS:
        return now
    return max(happened_at, now)


def beginning(happened_at: int | None, arrived_at: int) -> int:
    """Return when something counts from: from when it happened, but not later than it arrived."""
    return arrived_at if happened_at is None else min(happened_at, arrived_at)
