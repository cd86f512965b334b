"""Tests that a few deliveries are logged one by one and a flood as a number."""

import structlog

from bot.domain.models import Outcome
from bot.tribute import events
from handlers.http.tribute_webhook import _DeliveryLog
from tests.bodies import purchase


async def test_a_few_deliveries_are_logged_one_by_one() -> None:
    delivery_log = _DeliveryLog()
    with structlog.testing.capture_logs() as lines:
        for number in (1, 2, 3):
            delivery_log.note(events.read(purchase(number)), Outcome.APPLIED)
    assert [line["outcome"] for line in lines] == ["applied"] * 3


async def test_a_flood_of_deliveries_is_counted_instead() -> None:
    """Each second logs at most 20 lines, wherever it begins, and every delivery is counted."""
    delivery_log = _DeliveryLog()
    event = events.read(purchase(1))
    with structlog.testing.capture_logs() as lines:
        for _ in range(1_000):
            delivery_log.note(event, Outcome.DUPLICATE)
        delivery_log._second = 0  # another second has begun
        delivery_log.note(event, Outcome.DUPLICATE)
    one_by_one = [line for line in lines if line["event"] == "webhook"]
    counted = sum(line.get("deliveries", 0) for line in lines)
    assert len(one_by_one) < 200
    assert len(one_by_one) + counted == 1_001
