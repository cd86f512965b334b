"""The reason that an admin gives for a dismissal, as they typed it."""

from bot.texts import clean

LONGEST_REASON = 200


def reason_of(typed: str) -> str | None:
    """Return a reason that can be kept; None for one that is empty or too long."""
    reason = clean(typed, LONGEST_REASON + 1)
    return reason if 0 < len(reason) <= LONGEST_REASON else None
