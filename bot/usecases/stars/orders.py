"""Orders in Stars: stored before their invoice is sent, and open for a day at most."""

import secrets
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import PersonId, TariffId
from bot.domain.stars import ORDER_SECONDS, InStars, Order, OrderState
from bot.usecases.stars.prices import sold_for
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.stars import orders
from storage.stars.orders import NewOrder

_PAYLOAD_BYTES = 24
"""192 random bits: nobody guesses the payload of an order."""
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """A tariff that somebody wants, for the price on the button that they pressed."""

    telegram_user_id: PersonId
    tariff_id: TariffId
    price: InStars
    title: str


@dataclass(frozen=True, slots=True)
class StarsOrders:
    """Takes orders, and closes those that can't be paid any more."""

    db: Database
    clock: Clock

    async def take(self, wanted: Wanted) -> Order | None:
        """Store an order, in the place of the person's other unpaid ones.

        None, and nothing changes, where the tariff isn't sold for that price now.
        """
        now, payload = self.clock.now(), secrets.token_urlsafe(_PAYLOAD_BYTES)

        def work(tx: Tx) -> Order | None:
            if sold_for(tx, wanted.tariff_id) != wanted.price:
                return None
            for one in orders.open_of(tx, wanted.telegram_user_id):
                orders.close(tx, one.id, OrderState.REPLACED, now)
            new = NewOrder(
                payload,
                wanted.telegram_user_id,
                wanted.tariff_id,
                wanted.price,
                wanted.title,
                now,
                now + ORDER_SECONDS,
            )
            return orders.insert(tx, new)

        return await self.db.write(work)

    async def sent(self, order: Order, message_id: int) -> None:
        """Record Telegram's number of the invoice, so that it can be removed; a paid one stays,
        but not a link that renews: it is no receipt, and could be paid again."""

        def work(tx: Tx) -> None:
            found = orders.get(tx, order.id)
            if found is not None and (found.renews or found.state is not OrderState.PAID):
                orders.set_message(tx, order.id, message_id)

        await self.db.write(work)

    async def invoices_to_remove(self) -> list[Order]:
        """Return invoices that can't be paid any more, after closing those whose day is over."""
        now = self.clock.now()

        def work(tx: Tx) -> list[Order]:
            orders.expire(tx, now)
            return orders.invoices_to_remove(tx, _AT_ONCE)

        return await self.db.write(work)

    async def removed(self, order: Order) -> None:
        """Record that the invoice isn't in the chat any more, or can't be removed."""
        await self.db.write(lambda tx: orders.set_message(tx, order.id, None))

    async def any_invoice(self) -> bool:
        """Return whether an unpaid invoice is in any chat."""
        return await self.db.read(orders.next_to_expire_at) is not None
