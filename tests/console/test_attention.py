"""Everything that waits, in a real browser: the list, the cards, and the steps with their
questions."""

from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.domain.models import PurchaseStatus
from bot.domain.support import SupportKind, Written
from bot.sandbox.cast import BUYER, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from tests.console.opened import PHONE, console, speaks
from tests.handlers.telegram.payments import deliver, deps, has_access
from tests.handlers.telegram.talk import ask
from tests.journeys.channel import until_nothing_is_due

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

XSS = "<img src=x onerror=alert(1)>"
BROWSER: dict[str, Any] = {
    "product_id": 456,
    "purchase_id": 5,
    "trb_user_id": "W-1",
    "amount": 999,
    "product_name": XSS,
}


@pytest_asyncio.fixture(loop_scope="session")
async def waiting(world: World) -> World:
    """A shop where a payment waits for its buyer, and another one for its product."""
    await ask(world, BUYER.id, "/start")
    await deliver(world, **BROWSER)
    await deliver(world, product_id=512, purchase_id=6, telegram_user_id=BUYER.id, amount=500)
    return world


async def _status(world: World, row: int) -> PurchaseStatus:
    card = await deps(world).purchases.card(row)
    assert card is not None
    return card.purchase.status


async def _no_sideways_scroll(page: Page) -> None:
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(width) == 0


async def test_a_buyer_is_named_from_the_list_to_the_access(
    browser: Browser, waiting: World
) -> None:
    """The path of this page that each run of the tests walks."""
    async with console(browser, waiting, "attention", viewport=PHONE) as page:
        await expect(page.get_by_test_id("group-held")).to_contain_text("2 payments")
        await expect(page.get_by_test_id("waits-held-1")).to_contain_text(XSS)
        await page.get_by_test_id("waits-held-1").click()
        await expect(page.get_by_test_id("thing")).to_contain_text(XSS)
        await page.get_by_test_id("step-name-buyer").click()
        await page.get_by_test_id("submit").click()
        await expect(page.locator(".field-error:visible")).to_have_text("Please fill this in.")
        await page.get_by_test_id("field-typed").fill("@nobody_at_all")
        await page.get_by_test_id("submit").click()
        await expect(page.locator(".field-error:visible")).to_contain_text("doesn't know")
        await page.get_by_test_id("field-typed").fill("@alice_brown")
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("ask")).to_contain_text("Alice Brown")
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("toast")).to_contain_text("The buyer is named.")
        await expect(page.get_by_test_id("waits-held-1")).to_have_count(0)
        await expect(page.get_by_test_id("waits-held-2")).to_be_visible()
    assert await has_access(waiting)


@pytest.mark.long
async def test_what_an_act_has_led_to_stays_until_it_can_be_read(
    browser: Browser, waiting: World
) -> None:
    async with console(browser, waiting, "attention/held/1", viewport=PHONE) as page:
        await page.get_by_test_id("step-name-buyer").click()
        await page.get_by_test_id("field-typed").fill("@alice_brown")
        await page.get_by_test_id("submit").click()
        await expect(page.get_by_test_id("ask")).to_be_visible()
        await page.clock.install()
        await page.get_by_test_id("ask-yes").click()
        toast = page.get_by_test_id("toast")
        await expect(toast).to_contain_text("The buyer is named.")
        assert "named.\nAccess now:" in await toast.inner_text()
        await page.clock.fast_forward(6_000)
        await expect(toast).to_be_visible()
        await page.clock.fast_forward(20_000)
        await expect(toast).to_have_count(0)


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("size", [PHONE, None])
async def test_a_payment_gets_its_duration_by_keyboard_alone(
    browser: Browser, waiting: World, language: str, size: dict[str, int] | None
) -> None:
    await speaks(waiting, language)
    options = {"viewport": size} if size else {}
    async with console(browser, waiting, "attention/held/2", **options) as page:
        await _no_sideways_scroll(page)
        await page.get_by_test_id("step-bind").focus()
        await page.keyboard.press("Enter")
        await page.get_by_test_id("field-length").select_option("other")
        await page.get_by_test_id("field-months").fill("10")
        await page.get_by_test_id("field-unit").select_option("days")
        await page.get_by_test_id("submit").press("Enter")
        await expect(page.get_by_test_id("ask")).to_contain_text("10")
        await _no_sideways_scroll(page)
        await page.get_by_test_id("ask-yes").press("Enter")
        await expect(page.get_by_test_id("toast")).to_be_visible()
        await expect(page.get_by_test_id("waits-held-1")).to_be_visible()
    assert await _status(waiting, 2) is PurchaseStatus.APPLIED


@pytest.mark.long
async def test_what_the_chat_has_decided_meanwhile_is_said_and_shown(
    browser: Browser, waiting: World
) -> None:
    async with console(browser, waiting, "attention/held/1") as page:
        await page.get_by_test_id("step-dismiss").click()
        await page.get_by_test_id("field-reason").fill("a test")
        assert await deps(waiting).attention.name_buyer(1, BUYER.id, SECOND_ADMIN.id)
        await page.get_by_test_id("submit").click()
        await expect(page.locator(".form-error")).to_contain_text("Somebody was quicker")
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("waits-held-2")).to_be_visible()
    assert await _status(waiting, 1) is PurchaseStatus.APPLIED


@pytest.mark.long
async def test_the_list_follows_what_happens_without_a_reload(
    browser: Browser, waiting: World
) -> None:
    async with console(browser, waiting, "attention") as page:
        await expect(page.get_by_test_id("waits-held-2")).to_be_visible()
        written = Written(BUYER.id, 1, SupportKind.TEXT, XSS)
        await deps(waiting).support.write(BUYER.id, written)
        await expect(page.get_by_test_id(f"waits-support-{BUYER.id}")).to_contain_text(XSS)
        await page.get_by_test_id(f"waits-support-{BUYER.id}").click()
        await expect(page.get_by_test_id("quote")).to_have_text(XSS)
        await page.get_by_test_id("step-close").click()
        await expect(page.get_by_test_id("toast")).to_contain_text("Closed without an answer")


@pytest.mark.long
async def test_a_question_is_answered_on_the_card_of_the_person(
    browser: Browser, waiting: World
) -> None:
    written = Written(BUYER.id, 1, SupportKind.TEXT, XSS)
    await deps(waiting).support.write(BUYER.id, written)
    async with console(browser, waiting, f"attention/support/{BUYER.id}") as page:
        await page.get_by_test_id("answer").click()
        await expect(page.get_by_test_id("field-text")).to_be_focused()
        await page.keyboard.type("Here it is")
        await page.get_by_test_id("messages").get_by_test_id("submit").click()
        await expect(page.get_by_test_id("toast")).to_contain_text("on its way")
    assert await deps(waiting).support.request(BUYER.id) is None


@pytest.mark.long
async def test_a_claim_is_approved_for_the_payment_that_was_chosen(
    browser: Browser, waiting: World
) -> None:
    await until_nothing_is_due(waiting)
    await ask(waiting, BUYER.id, "/claim mine is 5")
    [claim] = await deps(waiting).claims.open_of(BUYER.id)
    async with console(browser, waiting, f"attention/claim/{claim.id}") as page:
        await expect(page.get_by_test_id("choice-1")).to_be_checked()
        await page.get_by_test_id("step-approve").click()
        await page.get_by_test_id("ask-yes").click()
        await expect(page.get_by_test_id("toast")).to_contain_text("Approved.")
    assert await has_access(waiting)


@pytest.mark.long
async def test_a_choice_that_is_gone_has_to_be_made_again(browser: Browser, waiting: World) -> None:
    await deliver(waiting, **{**BROWSER, "purchase_id": 7})
    await deliver(waiting, **{**BROWSER, "purchase_id": 8})
    await until_nothing_is_due(waiting)
    await ask(waiting, BUYER.id, "/claim I have paid")
    [claim] = await deps(waiting).claims.open_of(BUYER.id)
    async with console(browser, waiting, f"attention/claim/{claim.id}") as page:
        await page.get_by_test_id("choice-1").check()
        assert await deps(waiting).attention.name_buyer(1, REGRETS.id, SECOND_ADMIN.id)
        await expect(page.get_by_test_id("choice-1")).to_have_count(0)
        await page.get_by_test_id("step-approve").click()
        await expect(page.get_by_test_id("toast")).to_contain_text("choose a payment first")


@pytest.mark.long
async def test_an_open_delivery_stays_open_when_news_come(browser: Browser, waiting: World) -> None:
    async with console(browser, waiting, "attention/held/2") as page:
        await page.get_by_test_id("raw").locator("summary").click()
        await expect(page.get_by_test_id("raw").locator("pre")).to_be_visible()
        await page.get_by_test_id("raw").evaluate("node => { node.dataset.before = 'yes'; }")
        await deps(waiting).plans.add("Another", "en", SECOND_ADMIN.id)
        await expect(page.get_by_test_id("raw")).not_to_have_attribute("data-before", "yes")
        await expect(page.get_by_test_id("raw").locator("pre")).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("address", ["held/99", "held/x", "nothing/1", "claim/0", "__proto__/1"])
async def test_an_address_of_nothing_leads_to_the_list_or_says_so(
    browser: Browser, world: World, address: str
) -> None:
    async with console(browser, world, "attention") as page:
        await page.evaluate("name => { location.hash = `#/attention/${name}`; }", address)
        found = page.get_by_test_id("nothing-waits").or_(page.get_by_test_id("page-failed"))
        await expect(found).to_be_visible()


async def test_where_nothing_waits_all_is_well(browser: Browser, world: World) -> None:
    async with console(browser, world, "attention", viewport=PHONE) as page:
        await expect(page.get_by_test_id("nothing-waits")).to_contain_text("All is well")


async def test_the_menu_counts_what_waits_on_every_page(browser: Browser, waiting: World) -> None:
    async with console(browser, waiting, "people") as page:
        await page.reload()
        count = page.locator("nav a[data-path=attention] .nav-count").first
        await expect(count).to_have_text("2")
        await deliver(waiting, product_id=513, purchase_id=7, telegram_user_id=BUYER.id, amount=5)
        await expect(count).to_have_text("3")
