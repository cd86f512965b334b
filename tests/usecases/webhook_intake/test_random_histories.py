"""Each payment and each refund counts once, in whatever bodies and order they are reported."""

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.domain.models import PurchaseStatus
from bot.domain.records import Purchase
from storage.engine.database import open_database
from tests.bodies import ANNA, BORIS
from tests.conftest import NOW
from tests.invariants import assert_ledger_is_sound
from tests.usecases.conftest import build_shop, seed
from tests.usecases.webhook_intake import histories
from tests.usecases.webhook_intake.histories import Payment

PEOPLE = {"Anna": ANNA, "Boris": BORIS, "web": None}
HARD = (105, 1011, 1223, 1241, 1593, 2422, 2703, 3062, 3076, 3246, 3345, 3569, 3830, 4444, 4475)
"""Seeds of histories that once ended wrong, one kind of mistake each."""


async def _end_of(
    bodies: list[bytes], rng: random.Random, path: Path
) -> tuple[list[Purchase], int]:
    """Return the purchases in the end, one for each payment, and how many refunds are unclear."""
    async with open_database(path) as db:
        shop = build_shop(db, FixedClock(NOW))
        await seed(shop, ("1 month", 456), ("1 month", 457))
        rest = bodies
        while rest:
            at_once = rng.choice([1, 1, 1, 2, 3])
            await asyncio.gather(*(shop.receive(body) for body in rest[:at_once]))
            rest = rest[at_once:]
        second = await db.read(
            lambda tx: tx.all("SELECT id FROM purchases WHERE same_as IS NOT NULL")
        )
        doubled = {row["id"] for row in second}
        unclear = (await shop.attention.backlog()).unmatched_refunds
        return [one for one in await shop.purchases() if one.id not in doubled], len(unclear)


def _mistakes(payments: list[Payment], found: list[Purchase], unclear: int) -> list[str]:
    """Return the rules that an end breaks.

    A refund is applied or waits. A payment that stands is never lost, and nobody keeps the access
    of a refunded one unless a refund waits. A payment has one row.
    """
    mistakes = []
    for buyer, person in PEOPLE.items():
        paid = [one for one in payments if one.buyer == buyer]
        back = sum(bool(one.refund_shapes) for one in paid)
        counted = Counter(one.status for one in found if one.telegram_user_id == person)
        held, refunded = counted[PurchaseStatus.HELD], counted[PurchaseStatus.REFUNDED]
        counts = held if person is None else counted[PurchaseStatus.APPLIED]
        rules = {
            "counts too often": counts <= len(paid) - back + unclear,
            "lost a payment": counted[PurchaseStatus.APPLIED] + held >= len(paid) - back,
            "refunded too often": refunded <= back,
            "lost a refund": refunded + unclear >= back,
            "has two rows of one payment": counted.total() <= len(paid),
        }
        mistakes += [f"{buyer} {rule}" for rule, holds in rules.items() if not holds]
    if all(one.is_numbered for one in payments) and (unclear or _ends(found) != _truth(payments)):
        mistakes.append("numbers say more than that")
    return mistakes


def _ends(found: list[Purchase]) -> list[tuple[int, str]]:
    return sorted((one.purchase_id or 0, one.status.value) for one in found)


def _truth(payments: list[Payment]) -> list[tuple[int, str]]:
    standing = {"Anna": "applied", "Boris": "applied", "web": "held"}
    return sorted(
        (one.number, "refunded" if one.refund_shapes else standing[one.buyer]) for one in payments
    )


async def _try(number: int, folder: Path) -> None:
    rng = random.Random(number)
    payments, bodies = histories.draw(rng)
    path = folder / f"{number}.db"
    found, unclear = await _end_of(bodies, rng, path)
    assert_ledger_is_sound(path)
    assert _mistakes(payments, found, unclear) == [], f"seed {number}: {payments}"


@pytest.mark.parametrize("number", HARD)
async def test_a_history_that_once_ended_wrong_ends_right(tmp_path, number):
    await _try(number, tmp_path)


@pytest.mark.long
@pytest.mark.fault("P21", "random histories of payments and refunds in both shapes, in any order")
async def test_no_random_history_ends_wrong(tmp_path):
    for number in range(100):
        await _try(number, tmp_path)
