"""Changes of a person's subscription, and their names for the owner's service."""

from enum import StrEnum

from bot.domain.models import Subscription


class Change(StrEnum):
    """One kind of change; the values are the types of the outgoing webhooks."""

    STARTED = "subscription.started"
    EXTENDED = "subscription.extended"
    SHORTENED = "subscription.shortened"
    ENDED = "subscription.ended"
    REFUNDED = "subscription.refunded"


def change(
    before: Subscription | None, after: Subscription | None, *, was_active: bool, now: int
) -> Change | None:
    """Return the change from one subscription to the next, or None if it needs no webhook.

    `was_active` is the state that the last webhook reported: an end that was not reported yet has
    not happened for the receiver.
    """
    is_active = after is not None and after.active_at(now)
    if not was_active:
        return Change.STARTED if is_active else None
    if not is_active:
        return Change.ENDED
    if before is None or after is None or before.expires_at == after.expires_at:
        return None
    return Change.EXTENDED if _later(after.expires_at, before.expires_at) else Change.SHORTENED


def _later(one: int | None, other: int | None) -> bool:
    """Return whether one end comes after another; None is a lifetime, which never ends."""
    if one is None or other is None:
        return one is None
    return one > other
