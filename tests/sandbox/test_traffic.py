"""The live log of the requests between the bot and the simulators."""

from bot.sandbox.traffic import Feed, Traffic, TrafficLog


def test_the_log_keeps_the_newest_lines_in_order() -> None:
    log = TrafficLog(lambda: 5.0, keep=2)
    for what in ("one", "two", "three"):
        log.add("bot", "telegram", what, status=200)

    assert [line.what for line in log.recent()] == ["two", "three"]
    assert log.recent()[0] == Traffic(2, 5.0, "bot", "telegram", "two", 200, "")


async def test_every_listener_gets_every_line() -> None:
    log = TrafficLog(lambda: 1.0)
    with log.subscribe() as first, log.subscribe() as second:
        log.add("tribute", "bot", "webhook", detail="new_digital_product")

        assert (await first.get()).detail == "new_digital_product"
        assert (await second.get()).what == "webhook"


async def test_a_listener_that_stopped_reading_loses_only_its_own_oldest_lines() -> None:
    feed: Feed[int] = Feed(backlog=2)
    with feed.subscribe() as slow, feed.subscribe() as quick:
        for number in (1, 2, 3):
            feed.publish(number)
            assert quick.get_nowait() == number

        assert [slow.get_nowait(), slow.get_nowait()] == [2, 3]


async def test_a_listener_that_left_gets_nothing_more() -> None:
    feed: Feed[int] = Feed()
    with feed.subscribe() as queue:
        pass
    feed.publish(1)

    assert queue.empty()
