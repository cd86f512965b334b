"""What a change of somebody's subscription is called, for those who are told of it."""

from enum import StrEnum

from bot.domain.models import Subscription


class Change(StrEnum):
    """The values are the types of the outgoing webhooks."""

    STARTED = "subscription.started"
    EXTENDED = "subscription.extended"
    SHORTENED = "subscription.shortened"
    ENDED = "subscription.ended"
    REFUNDED = "subscription.refunded"


def change(
    before: Subscription | None, after: Subscription | None, *, was_active: bool, now: int
) -> Change | None:
    """What happened between the two, or None if nobody need hear of it.

    `was_active` is what has been told so far: an end that nobody was told of yet has not
    happened for those who listen.
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
    """Whether an end comes after another; None is a lifetime, which never ends."""
    if one is None or other is None:
        return one is None
    return one > other
