"""Nothing that a buyer or the clock sets off reads a whole table: what it costs doesn't grow."""

from pathlib import Path

from benchmarks.plans import plans_of
from bot.clock import FixedClock
from bot.domain.models import PersonId
from bot.tribute import events
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.reminders import thresholds
from bot.usecases.access.status import Subscriptions
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.people.people import People, Profile
from bot.usecases.webhook_intake.receive import Payments
from storage.engine.database import open_database
from tests.bodies import ANNA, purchase, refund

_SMALL = ("tariffs", "tariff_products", "t", "p", "facts", "unmatched_refunds", "CONSTANT")
"""As many rows as an owner has tariffs, or things that wait for them."""


async def test_a_buyer_and_the_clock_search_by_index(tmp_path: Path, clock: FixedClock) -> None:
    async with open_database(tmp_path / "shop.db") as db:
        payments = Payments(db, clock, (1,))
        lifecycle = Lifecycle(db, clock, thresholds(("3 days",)))
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
            message = await outbox.next_due(frozenset())
            if message is not None:
                await outbox.sent(message, hurry_others=False)

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
    # A condition left out, and choosing one message would read the whole queue each time.
    assert any("SEARCH earlier USING INDEX outbox_open_by_chat" in str(s) for s in found.values())
