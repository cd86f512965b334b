"""Takes updates about payments in Stars out of what polling has fetched, before the rest."""

from typing import Any, NamedTuple, Protocol

import structlog

from bot.domain.stars import carries_payment
from bot.errors import StorageUnavailable

log = structlog.get_logger(__name__)

Update = dict[str, Any]
_PRE_CHECKOUT = "pre_checkout_query"


class Payments(Protocol):
    """Stores payments."""

    async def take_payment(self, update: Update) -> bool:
        """Store the payment that an update carries; return False if it carries none."""


class Others(NamedTuple):
    """The updates without a payment, and the id of the first whose payment can't be stored now:
    from there on Telegram has to send them again."""

    updates: list[Update]
    unstored: int | None = None


def checkouts(updates: list[Update]) -> list[Update]:
    """Return the questions whether somebody may pay: after ten seconds nobody waits any more for
    the answer, so they are answered first, and needn't be stored."""
    return [update for update in updates if _PRE_CHECKOUT in update]


async def take_payments(payments: Payments, updates: list[Update]) -> Others:
    """Store all payments, and return the other updates: Telegram forgets a payment once it is asked
    for the next updates."""
    others: list[Update] = []
    for update in updates:
        if _PRE_CHECKOUT in update:
            continue
        try:
            if not carries_payment(update) or not await payments.take_payment(update):
                others.append(update)
        except StorageUnavailable:
            log.exception("payment not stored", update=update["update_id"])
            return Others(others, int(update["update_id"]))
    return Others(others)
