"""People who want no more news: left out of the queue, and cancelled where they stand in it."""

from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.usecases.people.people import People
from tests.workers.conftest import OutboxHarness
from tests.workers.test_broadcasts import add_people, begin, queued, worker


async def test_people_who_want_no_more_news_are_counted_and_get_nothing(
    harness: OutboxHarness,
) -> None:
    found = await add_people(harness, 40, blocked=10)
    people = People(harness.shop.db, harness.clock)
    broadcasts = Broadcasts(harness.shop.db, harness.clock)
    for one in (found[0], found[1], found[-1]):
        assert await people.no_more_news(one)
    assert not await people.no_more_news(found[0])
    broadcast = await begin(broadcasts)
    draft = await broadcasts.progress(broadcast)
    assert draft is not None
    one = draft.broadcast
    assert (one.expected, one.expected_skipped, one.expected_declined) == (28, 9, 3)
    filling = worker(harness, broadcasts)
    while await filling.step():
        pass
    assert await queued(harness) == 28

    assert await people.no_more_news(found[2])
    assert await people.news_again(found[0])
    assert not await people.news_again(found[0])
    progress = await broadcasts.progress(broadcast)
    assert progress is not None
    assert (progress.declined, progress.unreachable, progress.left_out) == (4, 9, 0)
    while await harness.worker.step():
        pass
    assert harness.telegram.messages_to(found[2]) == []
    progress = await broadcasts.progress(broadcast)
    assert progress is not None
    assert (progress.sent, progress.declined) == (27, 4)


async def test_only_broadcasts_are_cancelled_when_somebody_wants_no_more_news(
    harness: OutboxHarness,
) -> None:
    [one] = await add_people(harness, 1)
    broadcasts = Broadcasts(harness.shop.db, harness.clock)
    await begin(broadcasts)
    filling = worker(harness, broadcasts)
    while await filling.step():
        pass
    await harness.shop.db.write(
        lambda tx: tx.execute(
            """INSERT INTO outbox (dedupe_key, lane, kind, chat_id, not_before, created_at)
            VALUES ('a payment', 0, 'paid', ?, 1, 1)""",
            (one,),
        )
    )
    await People(harness.shop.db, harness.clock).no_more_news(one)
    states = await harness.shop.db.read(
        lambda tx: tx.all("SELECT lane, state FROM outbox ORDER BY lane")
    )
    assert [tuple(row) for row in states] == [(0, "queued"), (2, "cancelled")]


async def test_a_message_that_was_put_back_meanwhile_is_not_sent_either(
    harness: OutboxHarness,
) -> None:
    """Telegram may ask for a break in the moment in which its reader ends the news."""
    [one] = await add_people(harness, 1)
    broadcasts = Broadcasts(harness.shop.db, harness.clock)
    broadcast = await begin(broadcasts)
    filling = worker(harness, broadcasts)
    while await filling.step():
        pass
    await People(harness.shop.db, harness.clock).no_more_news(one)
    await harness.shop.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'queued'"))
    await harness.worker.step()
    assert harness.telegram.messages_to(one) == []
    progress = await broadcasts.progress(broadcast)
    assert progress is not None
    assert (progress.sent, progress.unsent.queued) == (0, 0)
