"""Incidents in the running bot: admins are notified at once, and once until each is over."""

import asyncio

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.domain.incidents import IncidentKind
from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import PLAY_KEY, World
from bot.usecases.access.lifecycle import Lifecycle
from tests.bodies import purchase, sign
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, hear, until


def alerts(world: World, person: int = ADMIN.id) -> list[str]:
    return [one.text for one in world.telegram.messages_to(person) if one.text.startswith("🚨")]


async def _deliver(world: World, number: int, key: str) -> int:
    body = purchase(number)
    url = world.app_url + world.settings.tribute_webhook_path
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers={"trbt-signature": sign(body, key)}) as answer,
    ):
        return answer.status


@pytest.mark.fault("P15", "fifty deliveries signed with another key")
async def test_a_key_changed_in_tribute_is_reported_once_and_by_the_doctor(
    world: World, clock: FixedClock
) -> None:
    for person in (ADMIN, SECOND_ADMIN):
        await ask(world, person.id, "/start")
    for number in range(50):
        assert await _deliver(world, number, "the-new-key") == 401
    await hear(world, ADMIN.id, "wrong signature")
    await hear(world, SECOND_ADMIN.id, "🚨")
    await world.telegram.send(ADMIN.id, "/doctor")
    report = await hear(world, ADMIN.id, "🩺")
    assert "🔴 Several webhooks in a row had a wrong signature" in report.text
    assert len(alerts(world)) == 1
    events = await deps(world).refunds.db.read(
        lambda tx: tx.scalar("SELECT COUNT(*) FROM webhook_events")
    )
    assert events == 0


async def test_a_correct_signature_ends_the_incident_and_a_new_one_may_begin(
    world: World, clock: FixedClock
) -> None:
    await ask(world, ADMIN.id, "/start")
    for number in range(5):
        await _deliver(world, number, "the-new-key")
    await hear(world, ADMIN.id, "🚨")
    assert await _deliver(world, 1, PLAY_KEY) == 200
    queued = "SELECT COUNT(*) FROM outbox WHERE state = 'queued'"
    async with asyncio.timeout(15):  # a message that still waits so much later is another incident
        while await deps(world).refunds.db.read(lambda tx: tx.scalar(queued)):
            await asyncio.sleep(0.01)
    clock.move(1000)
    await world.restart_app()  # the watch looks at once after a start
    async with asyncio.timeout(15):
        while await deps(world).incidents.all_open():
            await asyncio.sleep(0.01)
    for number in range(5):
        await _deliver(world, number, "the-new-key")
    async with asyncio.timeout(15):
        while len(alerts(world)) < 2:
            await asyncio.sleep(0.01)


async def test_a_worker_that_keeps_failing_causes_one_alert(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(world, ADMIN.id, "/start")

    failures: list[Lifecycle] = []

    async def broken(self: Lifecycle) -> int:
        failures.append(self)
        raise ZeroDivisionError

    await world.stop_app()
    monkeypatch.setattr(Lifecycle, "tick", broken)
    await world.start_app()
    await hear(world, ADMIN.id, "A part of the bot failed and was started again: lifecycle")
    await until(lambda: len(failures) > 1)  # it fails again a second later
    (incident,) = await deps(world).incidents.all_open()
    assert (incident.kind, incident.subject) == (IncidentKind.WORKER, "lifecycle")
    assert len(alerts(world)) == 1
