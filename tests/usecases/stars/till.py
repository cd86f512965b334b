"""A shop that sells in Stars, without Telegram: a price, an order, and what Telegram reports."""

from dataclasses import dataclass
from typing import Any

from bot.domain.models import PersonId, TariffId
from bot.domain.stars import Checkout, InStars, Order
from bot.settings.settings import IsolatedSettings
from bot.texts import Texts
from bot.usecases.outbox.wording import locale_of
from bot.usecases.shop_face.consent import Consent
from bot.usecases.shop_face.face import ShopFace
from bot.usecases.stars.checkout import StarsCheckout
from bot.usecases.stars.orders import StarsOrders, Wanted
from bot.usecases.stars.payments import StarsPayments
from bot.usecases.stars.prices import StarsPrices
from bot.usecases.stars.reading import charge_of
from bot.usecases.stars.renewals import NOWHERE, EditsRenewals, StarsRenewals
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop

TEXTS = Texts("en", "UTC")
MONTH, PRICE = TariffId(1), 250


@dataclass(frozen=True)
class Till:
    """The use cases of Stars over a shop's database."""

    shop: Shop
    prices: StarsPrices
    orders: StarsOrders
    checkout: StarsCheckout
    payments: StarsPayments
    renewals: StarsRenewals

    async def price(
        self, stars: int | None = PRICE, tariff: TariffId = MONTH, *, renews: bool = False
    ) -> None:
        """Ask a price for a tariff, as an admin does."""
        found = await self.prices.of(tariff)
        assert found is not None
        price = InStars(stars, renews) if stars is not None else None
        assert await self.prices.set(tariff, price, seen=found.version, admin_id=ADMINS[0])

    async def order(self, person: int = ANNA, stars: int = PRICE, *, renews: bool = False) -> Order:
        """Make an order, of somebody whom the bot knows."""
        await self.shop.db.write(
            lambda tx: tx.execute(
                "INSERT OR IGNORE INTO people (telegram_user_id, first_seen_at) VALUES (?, ?)",
                (person, NOW),
            )
        )
        order = await self.orders.take(
            Wanted(PersonId(person), MONTH, InStars(stars, renews), "1 month")
        )
        assert order is not None
        return order

    async def asks(self, order: Order, **changes: Any) -> str | None:
        """Return why the order may not be paid; None where it may."""
        asked = {
            "payer": order.telegram_user_id,
            "payload": order.payload,
            "amount": order.stars,
            "currency": "XTR",
        }
        verdict = await self.checkout.decide(
            Checkout(**{**asked, **changes}), lambda payer: locale_of(payer, TEXTS)
        )
        return verdict.refusal

    async def pays(self, order: Order, charge: str = "charge-1", **changes: Any) -> bool:
        """Report a payment of the order."""
        return await self.take(report(order.payload, order.stars, charge, **changes))

    async def take(self, update: dict[str, Any], *, only_ours: bool = False) -> bool:
        charge = charge_of(update)
        assert charge is not None
        return await self.payments.take(charge, "en", only_ours=only_ours)


def open_till(shop: Shop, telegram: EditsRenewals = NOWHERE) -> Till:
    settings = IsolatedSettings(bot_token="1:test", tribute_api_key="key")
    consent = Consent(shop.db, shop.clock, ShopFace.of(shop.db, shop.clock, settings))
    return Till(
        shop,
        StarsPrices(shop.db, shop.clock),
        StarsOrders(shop.db, shop.clock),
        StarsCheckout(shop.db, shop.clock, consent),
        StarsPayments(shop.db, shop.clock, ADMINS),
        StarsRenewals(shop.db, shop.clock, ADMINS, telegram),
    )


def report(
    payload: str,
    stars: int = PRICE,
    charge: str = "charge-1",
    *,
    payer: int = ANNA,
    at: int = NOW,
    **changes: Any,
) -> dict[str, Any]:
    """Build the update of a payment; `changes` are made to what it says of the payment."""
    sender = {"id": payer, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    payment = {
        "currency": "XTR",
        "total_amount": stars,
        "invoice_payload": payload,
        "telegram_payment_charge_id": charge,
        "provider_payment_charge_id": "",
        **changes,
    }
    message = {
        "message_id": 7,
        "from": sender,
        "chat": {"id": payer, "type": "private", "first_name": "Anna"},
        "date": at,
        "successful_payment": {key: value for key, value in payment.items() if value is not ABSENT},
    }
    return {"update_id": 1, "message": message}


ABSENT = object()
"""Given as a value, this leaves the member out."""
