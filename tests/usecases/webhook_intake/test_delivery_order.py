"""The ledger ends in the same state in any order of deliveries, with any repetitions."""

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import FixedClock
from bot.domain.models import FIRST_PLAN
from storage.engine.database import open_database
from tests.bodies import ANNA, BORIS, MOMENT, purchase, recurring, refund, resent
from tests.conftest import NOW
from tests.invariants import assert_ledger_is_sound
from tests.usecases.conftest import build_shop, seed

_PRODUCTS = st.sampled_from([456, 457, 459, 999])
_STEP_SECONDS = 20 * 86400


@st.composite
def person_histories(draw: st.DrawFn) -> list[bytes]:
    """Draw up to six purchases by two people over some months, with refunds.

    Some purchases have no number. Up to five events are about recurring subscriptions, of which
    two count as access.
    """
    bodies = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        at = MOMENT - draw(st.integers(0, 9)) * _STEP_SECONDS - number
        facts = {
            "telegram_user_id": draw(st.sampled_from([ANNA, BORIS, None])),
            "product_id": draw(_PRODUCTS),
        }
        numbered = draw(st.booleans())
        bodies.append(purchase(number if numbered else None, at=at, **facts))
        if numbered and draw(st.booleans()):
            bodies.append(refund(number, at=at + 3600, **facts))
    return bodies + [
        recurring(
            draw(st.sampled_from(["new", "renewed", "cancelled"])),
            at=MOMENT - draw(st.integers(0, 9)) * _STEP_SECONDS - number,
            until=MOMENT + draw(st.integers(-9, 9)) * _STEP_SECONDS,
            telegram_user_id=draw(st.sampled_from([ANNA, BORIS])),
            subscription_id=draw(st.sampled_from([1644, 1645, 1646])),
            type=draw(st.sampled_from(["regular", "gift", "trial"])),
        )
        for number in range(draw(st.integers(0, 5)))
    ]


async def _end_state(bodies: Sequence[bytes]) -> tuple[object, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        async with open_database(path) as db:
            shop = build_shop(db, FixedClock(NOW))
            await seed(shop, ("1 month", 456), ("3 months", 457), ("lifetime", 459))
            for subscription_id in (1644, 1645):
                await shop.recurring.bind(subscription_id, FIRST_PLAN, 9001)
            await asyncio.gather(*(shop.receive(body) for body in bodies))
            subscriptions = [await shop.subscription(person) for person in (ANNA, BORIS)]
            found = sorted(
                (one.purchased_at, one.purchase_id or 0, one.status, one.telegram_user_id or 0)
                for one in await shop.purchases()
            )
            assert_ledger_is_sound(path)
        return (*subscriptions, *found)


@pytest.mark.fault("P7", "random histories, shuffled, with duplicates, all at once (hypothesis)")
@settings(max_examples=25)
@given(history=person_histories(), seed=st.integers())
@pytest.mark.long
def test_any_shuffle_with_any_duplicates_ends_in_the_same_state(history, seed):
    seeded = random.Random(seed)
    shuffled = history + [resent(body) for body in history if seeded.random() < 0.5]
    seeded.shuffle(shuffled)
    assert asyncio.run(_end_state(shuffled)) == asyncio.run(_end_state(history))
