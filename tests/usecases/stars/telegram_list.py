"""Telegram's list of transactions in Stars, in memory, and a reconciliation that reads it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.records import AttemptState
from bot.domain.stars import Order
from bot.domain.stars_list.entries import Difference
from bot.domain.stars_list.faults import ListFault, StarsListError
from bot.usecases.stars.reconcile import StarsReconciliation
from storage import refund_attempts
from storage.engine.tx import Tx
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS
from tests.usecases.stars.till import Till

_Json = dict[str, Any]


@dataclass
class TelegramList:
    """The list; `faults` are raised one after the other, in the place of answers."""

    shown: list[_Json] = field(default_factory=list)
    faults: list[ListFault | None] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    """The offsets that were asked for."""
    page: int = 100
    stars: int = 0
    ignores_offset: bool = False
    before_the_end: Callable[[], None] = lambda: None

    async def transactions(self, offset: int, limit: int) -> Sequence[_Json]:
        self.asked.append(offset)
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise StarsListError(fault, "a planted fault")
        if offset >= len(self.shown):
            self.before_the_end()
            await asyncio.sleep(0)
        first = 0 if self.ignores_offset else offset
        return self.shown[first : first + min(limit, self.page)]

    async def balance(self) -> int:
        return self.stars

    def pays(self, order: Order | str, charge: str = "charge-1", **changes: Any) -> _Json:
        """Add a payment of this order, or with this payload; `changes` are made to the partner."""
        payload, stars = (order, 250) if isinstance(order, str) else (order.payload, order.stars)
        user = {"id": ANNA, "is_bot": False, "first_name": "Anna", "language_code": "en"}
        partner = {
            "type": "user",
            "transaction_type": "invoice_payment",
            "user": user,
            "invoice_payload": payload,
            **changes,
        }
        found = {"id": charge, "amount": stars, "date": NOW, "source": partner}
        self.shown.append(found)
        return found

    def gives_back(self, charge: str = "charge-1", at: int = NOW + 60) -> _Json:
        """Add the refund of a payment."""
        paid = next(one for one in self.shown if one["id"] == charge)
        found = {**paid, "date": at, "receiver": paid["source"]}
        del found["source"]
        self.shown.append(found)
        return found


def reconciliation(
    till: Till, telegram: TelegramList, *, only_ours: bool = False
) -> StarsReconciliation:
    shop = till.shop
    return StarsReconciliation(shop.db, shop.clock, till.payments, telegram, only_ours)


def found(counts: Any) -> dict[str, int]:
    """Return what a look has brought, without what it hasn't."""
    return {str(kind): times for kind, times in counts.items() if times}


async def ask_for_refund(till: Till) -> int:
    """Ask for the refund of the only purchase, so that nobody knows whether it happened; return the
    attempt."""
    [purchase], now = await till.shop.purchases(), till.shop.clock.now()

    def work(tx: Tx) -> int:
        attempt = refund_attempts.insert_calling(tx, purchase.id, ADMINS[0], now)
        refund_attempts.set_state(tx, attempt, AttemptState.UNKNOWN, "no answer", now)
        return attempt

    return await till.shop.db.write(work)


GRANTED, HELD = str(Difference.GRANTED), str(Difference.HELD)
REFUNDED, NOT_REFUNDED = str(Difference.REFUNDED), str(Difference.NOT_REFUNDED)
