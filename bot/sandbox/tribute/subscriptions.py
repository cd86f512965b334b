"""Tribute's own recurring subscriptions: the subscribers, the renewals and their webhooks."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from bot.domain.durations import add_calendar
from bot.sandbox.tribute.events import Event
from bot.sandbox.tribute.shop import Shop
from bot.sandbox.tribute.webhooks import Delivery, WebhookSender

Kind = Literal["regular", "gift", "trial"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_TRIAL_DAYS = 7


@dataclass(frozen=True, slots=True)
class RecurringProduct:
    """A recurring subscription that Tribute sells, a month at a time."""

    id: int
    name: str
    period_id: int
    price_minor: int
    amount_minor: int
    currency: str
    channel_id: int
    channel_name: str


@dataclass(slots=True)
class Subscriber:
    """A person who ever subscribed, with the current end of their subscription."""

    product: RecurringProduct
    telegram_user_id: int
    telegram_username: str | None
    kind: Kind
    expires_at: int
    cancelled: bool = False

    @property
    def renews(self) -> bool:
        """Whether Tribute renews it; a "gift" was paid for once, by somebody else."""
        return not self.cancelled and self.kind != "gift"


class Subscriptions:
    """One recurring product and its subscribers."""

    def __init__(self, shop: Shop, webhooks: WebhookSender) -> None:
        self.product = RecurringProduct(
            1644, "Book Club: the circle", 1547, 1000, 900, "EUR", 614, "Circle"
        )
        self.subscribers: dict[int, Subscriber] = {}
        self._shop = shop
        self._webhooks = webhooks

    async def subscribe(
        self, telegram_user_id: int, telegram_username: str | None = None, kind: Kind = "regular"
    ) -> Delivery:
        """Subscribe a person; raise ValueError while they have one that renews automatically."""
        now = self._shop.timestamps.now()
        known = self.subscribers.get(telegram_user_id)
        if known is not None and known.renews and now < known.expires_at:
            raise ValueError(f"{telegram_user_id} is subscribed already")
        begins_at = max(now, known.expires_at) if known else now
        ends_at = (
            add_calendar(begins_at, 0, _TRIAL_DAYS) if kind == "trial" else _a_month_on(begins_at)
        )
        one = Subscriber(self.product, telegram_user_id, telegram_username, kind, ends_at)
        self.subscribers[telegram_user_id] = one
        return await self._webhooks.send(self.event("new_subscription", one))

    async def renew(self, telegram_user_id: int) -> Delivery:
        """Pay for one more month; a trial becomes a regular subscription.

        Raises LookupError for a person without a subscription, ValueError for one that is cancelled
        or a "gift".
        """
        one = self.subscribers[telegram_user_id]
        if not one.renews:
            raise ValueError(f"the subscription of {telegram_user_id} is not renewed")
        one.kind = "regular"
        one.expires_at = _a_month_on(one.expires_at)
        return await self._webhooks.send(self.event("renewed_subscription", one))

    async def cancel(self, telegram_user_id: int) -> Delivery:
        """Stop the renewals; the paid time stays.

        Raises LookupError for a person without a subscription, ValueError when it is cancelled.
        """
        one = self.subscribers[telegram_user_id]
        if one.cancelled:
            raise ValueError(f"the subscription of {telegram_user_id} is cancelled already")
        one.cancelled = True
        return await self._webhooks.send(self.event("cancelled_subscription", one))

    def next_renewal_at(self) -> int | None:
        """Return the time of the next automatic renewal; None when there is none."""
        return min(
            (one.expires_at for one in self.subscribers.values() if one.renews), default=None
        )

    async def renew_due(self) -> None:
        """Renew every subscription that has run out and is renewed automatically."""
        for person, one in list(self.subscribers.items()):
            while one.renews and one.expires_at <= self._shop.timestamps.now():
                await self.renew(person)

    def event(self, name: str, one: Subscriber) -> Event:
        """Return an event of this subscription that happens now."""
        user_id = self._shop.user_id(one.telegram_user_id)
        ends_at = datetime.fromtimestamp(one.expires_at, UTC)
        payload: dict[str, object] = {
            "subscription_name": one.product.name,
            "subscription_id": one.product.id,
            "period_id": one.product.period_id,
            "period": "monthly",
            "price": one.product.price_minor,
            "amount": one.product.amount_minor,
            "currency": one.product.currency.lower(),
            "user_id": user_id,
            "trb_user_id": f"T-{user_id}",
            "telegram_user_id": one.telegram_user_id,
            **({"telegram_username": one.telegram_username} if one.telegram_username else {}),
            "channel_id": one.product.channel_id,
            "channel_name": one.product.channel_name,
            "expires_at": f"{ends_at:%Y-%m-%dT%H:%M:%S}.305733Z",
            "type": one.kind,
        }
        if name == "cancelled_subscription":
            payload["cancel_reason"] = ""
        return Event(name, self._shop.timestamps.text(), payload)


def _a_month_on(at: int) -> int:
    return add_calendar(at, 1, 0)
