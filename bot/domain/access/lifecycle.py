"""The moments in a subscription's life that need no payment: reminders before the end, the end."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.durations import Duration, add_calendar
from bot.domain.models import Subscription


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
    """Return the notice that should have gone out by now, or None.

    It is the latest one only, so that no burst of reminders follows an outage.
    """
    if subscription.expires_at is None:
        return None
    if not subscription.active_at(now):
        return End(subscription.expires_at)
    moments = _moments(subscription, subscription.expires_at, thresholds)
    passed = {moment: before for moment, before in moments.items() if moment <= now}
    return Reminder(subscription.expires_at, passed[max(passed)]) if passed else None


def next_moment(
    subscription: Subscription | None, thresholds: Iterable[Duration], now: int
) -> int | None:
    """Return when to look at this subscription again: the first moment after now at which something
    is due. None for a lifetime, and for a subscription that is over."""
    if subscription is None or subscription.expires_at is None or subscription.over_at is None:
        return None
    reminders = _moments(subscription, subscription.expires_at, thresholds)
    moments = [*reminders, subscription.over_at]
    return min((moment for moment in moments if moment > now), default=None)


def _moments(
    subscription: Subscription, expires_at: int, thresholds: Iterable[Duration]
) -> dict[int, Duration]:
    """Return each moment at which to remind, with its threshold. While Tribute renews automatically
    the end isn't near, whatever the calendar says."""
    moments = {
        add_calendar(expires_at, -before.months, -before.days): before for before in thresholds
    }
    return {
        moment: before for moment, before in moments.items() if not subscription.renewing_at(moment)
    }
