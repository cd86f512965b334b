"""Three payments that only their moments tell apart, their refunds, and what became of them."""

from bot.domain.models import Outcome
from tests.bodies import ABSENT, ANNA, MOMENT
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import rows

APPLIED, DUPLICATE, HELD = Outcome.APPLIED, Outcome.DUPLICATE, Outcome.HELD
WEB = {"telegram_user_id": ABSENT, "trb_user_id": "W-90210"}
ONE, TWO, THREE = {"at": MOMENT - 30}, {"at": MOMENT - 20}, {"at": MOMENT - 10}
BACK_ONE, BACK_TWO, BACK_THREE = {"at": MOMENT + 1}, {"at": MOMENT + 2}, {"at": MOMENT + 3}
"""Three payments of one buyer, product and amount, and their refunds."""
OVERRULED = "admin-refund-overruled"
CANCELLED = "SELECT DISTINCT done_at FROM outbox WHERE state = 'cancelled'"


async def ledger(shop: Shop) -> list[tuple[int | None, str]]:
    return [(one.purchase_id, one.status.value) for one in await shop.purchases()]


async def unclear(shop: Shop) -> list[int]:
    """Return the events of the refunds that wait for an admin."""
    return [one.event_row for one in (await shop.attention.backlog()).unmatched_refunds]


async def receive(shop: Shop, *bodies: bytes) -> list[Outcome]:
    return [await shop.receive(body) for body in bodies]


async def match(shop: Shop, event_row: int, row: int) -> None:
    """Match the unclear refund of this delivery to a purchase, as an admin."""
    waiting = (await shop.attention.backlog()).unmatched_refunds
    (refund_id,) = [one.id for one in waiting if one.event_row == event_row]
    assert await shop.attention.match_refund(refund_id, row, ADMINS[0])


async def overrulings(shop: Shop) -> list[tuple[str, str | None]]:
    """Return what the audit says that the ledger decided against an admin."""
    return await rows(
        shop,
        "SELECT subject, detail FROM audit WHERE actor = 'ledger' AND action = 'match_overruled'",
    )


async def assert_nothing_repeats(shop: Shop, *bodies: bytes) -> None:
    """Receive bodies again, and find that nothing changes."""
    before = await ledger(shop), await unclear(shop), await shop.subscription(ANNA)
    queued = (await shop.counts())["outbox"]
    assert await receive(shop, *bodies) == [DUPLICATE] * len(bodies)
    assert (await ledger(shop), await unclear(shop), await shop.subscription(ANNA)) == before
    assert (await shop.counts())["outbox"] == queued
