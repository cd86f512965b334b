"""The owner's service in the sandbox: a panel that asks the API, and webhooks in the live log."""

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.sandbox.cast import BUYER
from bot.sandbox.service import PLAY_SECRET
from bot.sandbox.world import World
from bot.webhooks.client import NotTaken, Taken, WebhookClient, Why
from bot.webhooks.signature import key_of
from tests.handlers.telegram.talk import until
from tests.journeys.channel import until_true
from tests.sandbox.browser import DESKTOP, PHONE, browsing
from tests.sandbox.world_fixtures import Site

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def world(clock):
    async with World.open(clock=clock, with_service=True) as world:
        yield world


async def test_it_asks_about_one_person_or_everybody(site: Site) -> None:
    one = await site.do(f"service/ask/{BUYER.id}")
    assert one["request"].startswith(f"GET {site.world.app_url}/api/v1/subscriptions/{BUYER.id}\n")
    assert (one["status"], one["answer"]["active"]) == (200, False)
    await site.world.tribute.pay(456, telegram_user_id=BUYER.id)
    everybody = await site.do("service/ask/everybody")
    active = [
        one["telegram_user_id"] for one in everybody["answer"]["subscriptions"] if one["active"]
    ]
    assert active == [BUYER.id]
    assert '"telegram_user_ids"' in everybody["request"]
    assert (await site.do("service/ask/0"))["status"] == 400
    assert (await site.ask("service/ask/nobody"))[0] == 400


async def test_it_accepts_webhooks_and_refuses_one_when_asked_to(site: Site) -> None:
    service = site.world.service
    assert service is not None
    await site.do("service/refuse-next/1")
    assert (await site.state())["service"] == {"refuse_next": 1, "received": 0}
    await site.world.tribute.pay(456, telegram_user_id=BUYER.id)
    await until_true(site.world, "SELECT attempts FROM webhooks_out")
    await site.do("clock", hours=1)
    await until(lambda: len(service.received) == 2)
    assert [one.answered for one in service.received] == [500, 204]
    assert len({one.webhook_id for one in service.received}) == 1
    assert service.received[0].event["data"]["telegram_user_id"] == BUYER.id


async def test_it_accepts_no_webhook_that_the_bot_did_not_sign(site: Site) -> None:
    service = site.world.service
    assert service is not None
    async with site.http.post(service.url, data=b"{}", headers={"webhook-id": "msg_1"}) as answer:
        assert answer.status == 401
    assert service.received == []


async def test_a_webhook_on_its_way_during_a_jump_of_time_is_accepted_and_an_old_one_is_not(
    site: Site,
) -> None:
    """In the sandbox a month may pass between the signing and its check."""
    service, clock = site.world.service, site.world.clock
    assert service is not None
    event = b'{"type": "subscription.started", "data": {"telegram_user_id": 700001}}'
    async with WebhookClient(service.url, key_of(PLAY_SECRET), allow_private=True) as client:
        sent_at = clock.now()
        site.world.move(months=1)
        assert await client.post("msg_1", sent_at, event) == Taken()
        clock.move(301)
        assert await client.post("msg_2", clock.now() - 301, event) == NotTaken(Why.STATUS, 401)
    assert [one.webhook_id for one in service.received] == ["msg_1"]


async def test_a_world_without_a_service_says_so(clock, site: Site) -> None:
    site.world.service, service = None, site.world.service
    assert (await site.state())["service"] is None
    assert (await site.ask("service/ask/1"))[0] == 400
    site.world.service = service


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_the_panel_shows_the_request_and_the_answer(
    browser: Browser, site: Site, viewport
) -> None:
    async with browsing(browser, site, viewport=viewport) as page:
        if viewport is PHONE:
            await page.get_by_test_id("tab-panel").click()
        await page.get_by_test_id("pay-stars").click()
        await expect(page.get_by_test_id("service-hint")).to_contain_text("received: 1")
        await expect(page.get_by_test_id("api-person")).to_have_value(str(BUYER.id))
        await page.get_by_test_id("api-ask").click()
        answer = page.get_by_test_id("api-answer")
        await expect(answer).to_contain_text(f"/api/v1/subscriptions/{BUYER.id}")
        await expect(answer).to_contain_text('"expires_at": "2026-06-12T21:59:00Z"')
        await page.get_by_test_id("api-person").select_option("everybody")
        await page.get_by_test_id("api-ask").click()
        await expect(answer).to_contain_text('"subscriptions": [')
        refuse = page.get_by_test_id("service-refuse")
        await refuse.click()
        await expect(refuse).to_have_attribute("aria-pressed", "true")
        await refuse.click()
        await expect(refuse).to_have_attribute("aria-pressed", "false")
        assert await page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_the_log_shows_its_webhooks_and_hides_them_on_demand(
    browser: Browser, site: Site, viewport
) -> None:
    async with browsing(browser, site, viewport=viewport) as page:
        if viewport is PHONE:
            await page.get_by_test_id("tab-log").click()
        await site.world.tribute.pay(456, telegram_user_id=BUYER.id)
        line = page.get_by_test_id("log-line").filter(has_text="webhook subscription.started")
        await expect(line).to_contain_text("Bot→Service")
        await expect(line).to_contain_text("204")
        await page.get_by_test_id("log-service").click()
        await expect(line).to_be_hidden()
        head = page.locator(".log .card-head")
        assert await head.evaluate("node => node.scrollWidth <= node.clientWidth")
