"""Tribute's own recurring subscriptions in the sandbox: simulator, controls, and page."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.clock import FixedClock
from bot.sandbox.cast import BUYER, NEVER_STARTED
from bot.sandbox.tribute import Delivery
from bot.sandbox.world import World
from tests.sandbox.browser import DESKTOP, PHONE, browsing
from tests.sandbox.world_fixtures import Site, serving
from tests.tribute.bodies import sample

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

DAY = 86400


@pytest_asyncio.fixture(loop_scope="session")
async def site(clock: FixedClock) -> AsyncIterator[Site]:
    async with World.open(clock=clock) as world, serving(world) as site:
        yield site


def body(delivery: Delivery) -> dict[str, object]:
    assert delivery.last is not None
    read: dict[str, object] = json.loads(delivery.last.body)
    return read


@pytest.mark.matrix
@pytest.mark.parametrize("name", ["new", "renewed", "cancelled"])
async def test_its_webhooks_have_the_documented_shape(world: World, name: str) -> None:
    subscriptions = world.tribute.subscriptions
    sent = await subscriptions.subscribe(BUYER.id, BUYER.username)
    if name == "renewed":
        sent = await subscriptions.renew(BUYER.id)
    if name == "cancelled":
        sent = await subscriptions.cancel(BUYER.id)
    documented = json.loads(sample(f"{name}_subscription"))
    webhook = body(sent)
    assert webhook["name"] == documented["name"]
    assert list(webhook) == list(documented)
    assert list(webhook["payload"]) == list(documented["payload"])
    kinds = {name: type(value) for name, value in documented["payload"].items()}
    assert {name: type(value) for name, value in webhook["payload"].items()} == kinds


async def test_time_that_passes_renews_it_a_second_after_each_end(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    until = world.clock.now()
    await world.pass_time(months=3, days=1)
    events = [body(delivery) for delivery in world.tribute.deliveries]
    assert [event["name"] for event in events] == ["new_subscription"] + [
        "renewed_subscription"
    ] * 3
    assert [str(event["created_at"])[:19] for event in events[1:]] == [
        "2026-06-12T21:59:01",
        "2026-07-12T21:59:01",
        "2026-08-12T21:59:01",
    ]
    assert world.clock.now() > until + 92 * DAY
    assert all(delivery.outcome == "held" for delivery in world.tribute.deliveries)


async def test_a_cancelled_subscription_and_one_paid_by_somebody_else_are_not_renewed(
    world: World,
) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    await world.tribute.subscriptions.cancel(BUYER.id)
    await world.tribute.subscriptions.subscribe(NEVER_STARTED.id, kind="gift")
    await world.pass_time(months=3)
    assert len(world.tribute.deliveries) == 3


async def test_the_controls_refuse_impossible_requests(site: Site) -> None:
    path, person = "tribute/subscriptions", {"person_id": BUYER.id}
    assert (await site.ask(path, kind="regular", person_id=5))[0] == 400
    assert (await site.ask(path, kind="eternal", **person))[0] == 400
    for action in ("renew", "cancel"):
        status, answer = await site.ask(f"{path}/{action}", **person)
        assert (status, answer["error"]) == (400, "Alice Brown has no subscription.")
    await site.do(path, kind="regular", **person)
    status, answer = await site.ask(path, kind="trial", **person)
    assert (status, answer["error"]) == (400, "Alice Brown is subscribed already.")
    await site.do(f"{path}/cancel", **person)
    assert (await site.ask(f"{path}/cancel", **person))[0] == 400
    assert (await site.ask(f"{path}/renew", **person))[0] == 400
    [one] = (await site.state())["recurring"]["subscribers"]
    assert (one["cancelled"], one["renews"]) == (True, False)


async def test_the_clock_of_the_page_renews_a_subscription_that_runs_out(site: Site) -> None:
    await site.do("tribute/subscriptions", kind="trial", person_id=BUYER.id)
    await site.do("clock", days=8)
    [one] = (await site.state())["recurring"]["subscribers"]
    assert one["kind"] == "regular"


async def standing(page: Page, words: str) -> None:
    await expect(page.get_by_test_id("subscription-standing")).to_contain_text(words)


async def test_a_person_subscribes_renews_and_cancels_on_the_page(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await page.get_by_test_id("subscribe").click()
        await standing(page, "It renews automatically on Fri, 12 Jun 2026.")
        await expect(page.get_by_test_id("subscribe")).to_be_disabled()
        await page.get_by_test_id("subscription-renew").click()
        await standing(page, "Sun, 12 Jul 2026")
        await page.get_by_test_id("subscription-cancel").click()
        await standing(page, "Cancelled: it ends on Sun, 12 Jul 2026.")
        await expect(page.get_by_test_id("log")).to_contain_text("webhook cancelled_subscription")
        await page.get_by_test_id(f"person-{NEVER_STARTED.id}").click()
        await page.get_by_test_id("subscription-kind").select_option("gift")
        await page.get_by_test_id("subscribe").click()
        await standing(page, "Given until Fri, 12 Jun 2026.")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
async def test_its_panel_fits_on_the_screen(
    browser: Browser, site: Site, viewport: dict[str, int]
) -> None:
    async with browsing(browser, site, viewport=viewport) as page:
        if viewport is PHONE:
            await page.get_by_test_id("tab-panel").click()
        await page.get_by_test_id("subscribe").click()
        await standing(page, "It renews automatically")
        wide: int = await page.evaluate(
            """() => [...document.querySelectorAll(
                '[data-testid=subscription], [data-testid=subscription] *')]
            .filter((node) => node.scrollWidth > node.clientWidth + 1).length"""
        )
        assert wide == 0
