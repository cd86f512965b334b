"""No query that a buyer or the lifecycle causes reads a whole table, so its cost doesn't grow."""

from pathlib import Path

from benchmarks.plans import plans_of
from bot.clock import FixedClock
from bot.domain.durations import Duration
from bot.domain.models import PersonId
from bot.tribute import events
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.status import Subscriptions
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.people.people import People, Profile
from bot.usecases.webhook_intake.receive import WebhookIntake
from storage.engine.database import open_database
from storage.queries.due_messages import PassedOver
from tests.bodies import ANNA, purchase, refund

_SMALL = (
    *("tariffs", "tariff_products", "t", "p", "plan_includes"),
    *("facts", "unmatched_refunds", "CONSTANT"),
)
"""Tables with as few rows as an owner has tariffs and plans, or decisions to make."""


async def test_queries_of_buyers_and_of_the_lifecycle_use_indexes(
    tmp_path: Path, clock: FixedClock
) -> None:
    async with open_database(tmp_path / "shop.db") as db:
        payments = WebhookIntake(db, clock, (1,))
        lifecycle = Lifecycle(db, clock, (Duration(days=3),))
        subscriptions = Subscriptions(db, clock)
        outbox = Outbox(db, clock, (1,))

        async def a_life() -> None:
            for body in (purchase(1), purchase(1), purchase(2), refund(2), refund(None)):
                await payments.receive(events.read(body), body)
            await People(db, clock).meet(Profile(PersonId(ANNA), "Anna", "anna", "en"))
            await subscriptions.status(ANNA)
            await subscriptions.current(ANNA)
            clock.move(40 * 86400)
            await lifecycle.tick()
            message = await outbox.next_due(PassedOver())
            if message is not None:
                await outbox.sent(message, retry_others=False)

        found = await plans_of(db, a_life)
    assert len(found) > 15
    scans = {
        (statement, step)
        for statement, steps in found.items()
        for step in steps
        if step.startswith("SCAN") and step.split()[1] not in _SMALL
        if "USING" not in step
    }
    assert scans == set()
    # Without one of its conditions, choosing a message would read the whole queue each time.
    assert any("SEARCH earlier USING INDEX outbox_open_by_chat" in str(s) for s in found.values())
