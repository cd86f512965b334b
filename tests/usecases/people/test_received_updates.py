"""Updates are kept until they are handled, known when they come again, and not kept for ever."""

import json

import pytest

from bot.usecases.outbox.pause import PAUSED_SINCE
from bot.usecases.people.received_updates import MOST_TRIES, ReceivedUpdates
from storage import facts

DAY = 86400


@pytest.fixture
def received(shop) -> ReceivedUpdates:
    return ReceivedUpdates(shop.db, shop.clock)


def _update(number: int, text: str = "/start") -> dict[str, object]:
    return {"update_id": number, "message": {"text": text, "from": {"id": 1}}}


async def test_an_update_waits_until_it_is_handled_and_its_words_are_forgotten_then(shop, received):
    assert await received.take([_update(1), _update(2, "\ud800 secret")]) == [
        _update(1),
        _update(2, "\ud800 secret"),
    ]
    assert await received.unhandled() == [_update(1), _update(2, "\ud800 secret")]
    await received.handled(_update(2))
    assert await received.unhandled() == [_update(1)]
    bodies = await shop.db.read(lambda tx: tx.all("SELECT body FROM telegram_updates"))
    assert [row["body"] and json.loads(row["body"]) for row in bodies] == [_update(1), None]


async def test_an_update_that_telegram_sends_again_is_known_though_it_was_handled(received):
    await received.take([_update(1)])
    await received.handled(_update(1))
    assert await received.take([_update(1), _update(2)]) == [_update(2)]


async def test_another_update_with_a_number_of_before_is_new(received):
    await received.take([_update(1)])
    await received.handled(_update(1))
    assert await received.take([_update(1, "/status")]) == [_update(1, "/status")]


async def test_an_update_that_may_stop_the_bot_is_tried_a_few_times_only(received):
    await received.take([_update(1)])
    for _ in range(MOST_TRIES):
        assert await received.unhandled() == [_update(1)]
    assert await received.unhandled() == []


async def test_updates_of_yesterday_and_of_a_restored_backup_are_left_alone(shop, received):
    await received.take([_update(1)])
    shop.clock.move(DAY + 1)
    await received.take([_update(2)])
    assert await received.unhandled() == [_update(2)]
    restored_at = str(shop.clock.now())
    await shop.db.write(lambda tx: facts.put(tx, PAUSED_SINCE, restored_at))
    assert await received.unhandled() == []


async def test_handled_updates_are_forgotten_after_two_days(shop, received):
    await received.take([_update(1)])
    await received.handled(_update(1))
    shop.clock.move(2 * DAY + 1)
    await received.take([_update(2)])
    assert await shop.db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM telegram_updates")) == 1
