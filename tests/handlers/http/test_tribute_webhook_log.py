"""What the log says of deliveries: each of a few, and a number for a flood."""

import structlog

from bot.domain.models import Outcome
from bot.tribute import events
from handlers.http.tribute_webhook import _Taken
from tests.bodies import purchase


async def test_a_few_deliveries_are_logged_one_by_one() -> None:
    taken = _Taken()
    with structlog.testing.capture_logs() as lines:
        for number in (1, 2, 3):
            taken.note(events.read(purchase(number)), Outcome.APPLIED)
    assert [line["outcome"] for line in lines] == ["applied"] * 3


async def test_a_flood_is_counted_instead() -> None:
    """However the seconds fall: no more than 20 lines in each, and nothing is lost count of."""
    taken = _Taken()
    event = events.read(purchase(1))
    with structlog.testing.capture_logs() as lines:
        for _ in range(1_000):
            taken.note(event, Outcome.DUPLICATE)
        taken._second = 0  # another second has begun
        taken.note(event, Outcome.DUPLICATE)
    one_by_one = [line for line in lines if line["event"] == "webhook"]
    counted = sum(line.get("deliveries", 0) for line in lines)
    assert len(one_by_one) < 200
    assert len(one_by_one) + counted == 1_001
