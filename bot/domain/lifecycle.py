"""When something happens in a subscription's life by itself: reminders before the end, the end."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.models import Subscription
from bot.domain.periods import Duration, add_calendar


@dataclass(frozen=True, slots=True)
class Reminder:
    """The end is near; `before` is the threshold that was passed last."""

    expires_at: int
    before: Duration


@dataclass(frozen=True, slots=True)
class End:
    """The access is over."""

    expires_at: int


def due(
    subscription: Subscription, thresholds: Iterable[Duration], now: int
) -> Reminder | End | None:
    """What should have been said by now, the latest thing only: never a burst after an outage."""
    if subscription.expires_at is None:
        return None
    if now >= subscription.expires_at:
        return End(subscription.expires_at)
    passed = {
        moment: before
        for moment, before in _moments(subscription.expires_at, thresholds).items()
        if moment <= now
    }
    return Reminder(subscription.expires_at, passed[max(passed)]) if passed else None


def next_moment(
    subscription: Subscription | None, thresholds: Iterable[Duration], now: int
) -> int | None:
    """When to look at this subscription again: the first moment after now at which something is
    due. None for a lifetime, and for what is over."""
    if subscription is None or subscription.expires_at is None:
        return None
    moments = [*_moments(subscription.expires_at, thresholds), subscription.expires_at]
    return min((moment for moment in moments if moment > now), default=None)


def _moments(expires_at: int, thresholds: Iterable[Duration]) -> dict[int, Duration]:
    return {add_calendar(expires_at, -before.months, -before.days): before for before in thresholds}
