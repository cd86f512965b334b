"""Where a list of subscriptions that renew goes on."""

from typing import NamedTuple


class Place(NamedTuple):
    """After this subscription, end of a payment, and row of it."""

    subscription_id: int
    expires_at: int
    row: int
