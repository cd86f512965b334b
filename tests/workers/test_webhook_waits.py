"""The worker of webhooks rests after a failure alone, and tries again when the service is back."""

import asyncio

import pytest

from bot.workers import webhooks as module
from tests.bodies import ANNA, BORIS, purchase
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.workers.test_quiet_workers import NEVER, SOON
from tests.workers.test_webhooks import WebhookHarness, harness

__all__ = ["harness"]

NOWHERE = "http://127.0.0.1:9/"


async def _sell(harness: WebhookHarness, *people: int) -> None:
    for person in people:
        await harness.shop.receive(purchase(person, telegram_user_id=person))


async def test_after_a_failure_nobody_is_tried_for_a_moment_and_a_stop_ends_that(
    harness: WebhookHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_REST_AFTER_FAILURE_SECONDS", NEVER)
    harness.target.answers = [500]
    await _sell(harness, ANNA, BORIS)
    async with asyncio.timeout(15), harness.running():
        await until(lambda: bool(harness.target.bodies))
        await asyncio.sleep(4 * SOON)
        harness.wake()
        await asyncio.sleep(4 * SOON)
        assert harness.received() == [f"subscription.started {ANNA}"]


async def test_then_the_next_is_tried_without_another_sign(
    harness: WebhookHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_REST_AFTER_FAILURE_SECONDS", SOON)
    harness.worker._sleep.every_seconds = NEVER
    harness.target.answers = [500]
    await _sell(harness, ANNA, BORIS)
    async with harness.running():
        await until(lambda: len(harness.target.bodies) == 2)


async def test_after_one_that_was_taken_the_next_goes_at_once(
    harness: WebhookHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_REST_AFTER_FAILURE_SECONDS", NEVER)
    await _sell(harness, ANNA, BORIS)
    async with harness.running():
        await until(lambda: len(harness.target.bodies) == 2)


async def test_a_service_that_was_out_of_reach_for_a_while_gets_all_when_it_takes_one(
    harness: WebhookHarness,
) -> None:
    """The same worker has reached it before, and the clock stands still."""
    url, target = harness.target.url, harness.target
    async with target.client() as client:
        harness.worker._client = client
        await _sell(harness, 1004)
        assert await harness.worker.step()
        client._url, target.url = NOWHERE, NOWHERE
        await _sell(harness, ANNA)
        assert await harness.worker.step() is False
        client._url = url
        await _sell(harness, BORIS)
        while await harness.worker.step():
            pass
    assert len(target.bodies) == 3


async def test_while_the_service_takes_all_none_of_the_others_is_looked_for(
    harness: WebhookHarness,
) -> None:
    async with harness.target.client() as client:
        harness.worker._client = client
        await _sell(harness, ANNA, BORIS)
        assert await harness.worker.step()
        with heard_statements(harness.shop.db) as statements:
            assert await harness.worker.step()
    assert len([one for one in statements if one.startswith("UPDATE webhooks_out")]) == 1
