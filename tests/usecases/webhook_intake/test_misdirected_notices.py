"""A signed delivery at another path is reported once a path, with the address to correct."""

import hashlib
import json

import pytest

from bot.usecases.webhook_intake.misdirected import Misdirected, MisdirectedDeliveries
from tests.bodies import purchase
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS
from tests.usecases.rows import rows

ADDRESS = "https://shop.example/webhook/tribute"
QUEUED = """SELECT dedupe_key, kind, chat_id, subject_id, detail, created_at FROM outbox
    WHERE kind = 'admin-misdirected' ORDER BY id"""
DAY = 86400


@pytest.fixture
def misdirected(shop) -> MisdirectedDeliveries:
    return MisdirectedDeliveries(shop.db, shop.clock, ADMINS)


def _notices(path: str, turn: int = 0, at: int = NOW) -> list[tuple[object, ...]]:
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    kind, detail = "admin-misdirected", json.dumps({"path": path[:200], "address": ADDRESS})
    return [(f"{kind}:{digest}:{turn}:{admin}", kind, admin, None, detail, at) for admin in ADMINS]


@pytest.mark.parametrize("path", ["/tribute", "/\udcff", "/" + "x" * 300])
async def test_each_admin_is_notified_once_of_a_path(shop, misdirected, path):
    for _ in range(3):
        await misdirected.report(Misdirected(path, ADDRESS))
        shop.clock.move(5 * DAY)
    assert await rows(shop, QUEUED) == _notices(path)


async def test_two_long_paths_that_begin_alike_are_reported_each(shop, misdirected):
    paths = ["/" + "x" * 300 + end for end in "ab"]
    for path in paths:
        await misdirected.report(Misdirected(path, ADDRESS))
    assert await rows(shop, QUEUED) == [*_notices(paths[0]), *_notices(paths[1])]


async def test_it_is_reported_again_after_deliveries_of_another_day_came_the_right_way(
    shop, misdirected
):
    expected = []
    for number in range(1, 4):
        await shop.receive(purchase(number))
        await misdirected.report(Misdirected("/x", ADDRESS))
        await misdirected.report(Misdirected("/x", ADDRESS))
        at = shop.clock.now()
        expected += _notices("/x", turn=at // DAY, at=at)
        shop.clock.move(DAY)
    assert await rows(shop, QUEUED) == expected
