"""Somebody who pays in Stars again and again, without Telegram: first and later payments."""

from dataclasses import dataclass
from typing import Any

from bot.domain.models import FIRST_PLAN, Subscription
from bot.domain.stars import Order
from bot.domain.stars_renewals.renewal import PERIOD_SECONDS, Renewal
from bot.usecases.operations.ledger_check import check
from bot.usecases.stars.reading import report_of
from storage import subscriptions
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.usecases.stars.till import Till, report


@dataclass(frozen=True)
class Subscriber:
    """A link that renews, and the person who pays it."""

    till: Till
    order: Order
    person: int = ANNA

    async def begins(self, charge: str = "charge-1", at: int = NOW, **changes: Any) -> None:
        """Report the first payment."""
        first = {"is_first_recurring": True}
        await self.pays(charge, at, **{**first, **changes})

    async def pays(self, charge: str, at: int, **changes: Any) -> None:
        """Report a payment at this time, as Telegram does."""
        told = {"subscription_expiration_date": at + PERIOD_SECONDS, "is_recurring": True}
        update = report(
            self.order.payload,
            self.order.stars,
            charge,
            payer=self.person,
            at=at,
            **{**told, **changes},
        )
        assert await self.till.take(update)

    async def says(self, state: str, update_id: int = 1, *, only_ours: bool = False) -> bool:
        """Report a state of what renews, as Telegram does."""
        return await tell(self.till, self.order.payload, state, update_id, only_ours=only_ours)

    async def renewals(self) -> list[Renewal]:
        return await self.till.renewals.of_person(self.person)

    async def renewal(self) -> Renewal:
        [only] = await self.renewals()
        return only

    async def access(self) -> Subscription:
        found = await self.till.shop.db.read(
            lambda tx: subscriptions.get(tx, self.person, FIRST_PLAN)
        )
        assert found is not None
        assert await self.till.shop.db.read(check) == []
        return found


class Willing:
    """Stands for Telegram, which does whatever it is asked for."""

    async def edit_renewal(
        self, telegram_user_id: int, charge_id: str, *, is_canceled: bool
    ) -> None:
        """Do it."""


async def subscriber(till: Till, person: int = ANNA) -> Subscriber:
    """Order what renews, for a price that is asked since."""
    await till.price(renews=True)
    return Subscriber(till, await till.order(renews=True), person)


async def tell(
    till: Till,
    payload: object,
    state: object,
    update_id: object = 1,
    *,
    person: object = ANNA,
    only_ours: bool = False,
) -> bool:
    """Report a state of what renews, whatever it says."""
    user = {"id": person, "is_bot": False, "first_name": "Anna"}
    content = {"user": user, "invoice_payload": payload, "state": state}
    read = report_of({"update_id": update_id, "subscription": content})
    assert read is not None
    return await till.renewals.take(read, only_ours=only_ours)
