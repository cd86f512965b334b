"""The overview in a real browser: its numbers, its days, its chart, what waits."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from tests.console.opened import DESKTOP, PHONE, console, speaks
from tests.handlers.telegram.payments import deliver, deps
from tests.sandbox.browser import held_back

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]


# How many lines the longest of these elements has.
_MOST_LINES = """(selector) => Math.max(...[...document.querySelectorAll(selector)]
    .map((one) => one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)))"""

# The width of a label in the writing of the axis.
_WIDTH = """(label) => {
    const context = document.createElement("canvas").getContext("2d");
    context.font = "12px system-ui, sans-serif";
    return context.measureText(label).width;
}"""


@pytest_asyncio.fixture(loop_scope="session")
async def sold(world: World) -> World:
    """A shop with two sales, and a payment for a product that nobody knows."""
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await world.tribute.pay(457, telegram_user_id=REGRETS.id)
    world.tribute.add_product("Unknown", id=999)
    await world.tribute.pay(999, telegram_user_id=BUYER.id)
    return world


async def _value(page: Page, name: str) -> str:
    return await page.get_by_test_id(f"number-{name}").locator(".value").inner_text()


@pytest.mark.path
async def test_the_overview_shows_the_shop_and_a_week_of_it(browser: Browser, sold: World) -> None:
    """The path of the console that each run of the tests walks."""
    async with console(browser, sold) as page:
        await expect(page.get_by_test_id("waiting")).to_contain_text("1 payment to settle")
        assert await _value(page, "active") == "2"
        assert await _value(page, "new") == "2"
        await page.get_by_test_id("days-7").click()
        await expect(page.get_by_test_id("days-7")).to_have_attribute("aria-pressed", "true")
        await expect(page.get_by_test_id("period")).to_contain_text("6 – 12 May 2026")
        assert page.url.endswith("#/?days=7")
        await expect(page.locator(".chart canvas")).to_be_visible()
        assert (await _table(page))[-1] == ["12 May 2026", await _value(page, "income-USD")]


async def _table(page: Page) -> list[list[str]]:
    """Return the rows of the chart's table, which is opened first."""
    await page.get_by_test_id("as-table").click()
    rows = page.locator(".chart tbody tr")
    return [await row.locator("th, td").all_inner_texts() for row in await rows.all()]


async def test_a_new_shop_reads_the_next_step_and_no_row_of_zeros(
    browser: Browser, world: World
) -> None:
    async with console(browser, world) as page:
        await expect(page.get_by_test_id("no-sales")).to_contain_text("/setup")
        await expect(page.locator(".number")).to_have_count(0)


async def test_a_sale_appears_without_a_reload_and_the_focus_stays(
    browser: Browser, world: World
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    async with console(browser, world) as page:
        await expect(page.get_by_test_id("number-new").locator(".value")).to_have_text("1")
        await expect(page.locator(".chart canvas")).to_be_visible()
        await page.get_by_test_id("as-table").focus()
        await world.tribute.pay(457, telegram_user_id=REGRETS.id)
        await expect(page.get_by_test_id("number-new").locator(".value")).to_have_text("2")
        await expect(page.get_by_test_id("as-table")).to_be_focused()


@pytest.mark.long
async def test_any_two_dates_can_be_chosen_and_stay_in_the_address(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold) as page:
        await page.get_by_test_id("dates").click()
        await page.get_by_test_id("field-from").fill("2026-05-02")
        await page.get_by_test_id("field-to").fill("2026-05-01")
        await page.get_by_test_id("dates-show").click()
        await expect(page.locator(".field-error:visible")).to_contain_text("The first day comes")
        await page.get_by_test_id("field-from").fill("1999-05-02")
        await page.get_by_test_id("dates-show").click()
        await expect(page.locator(".field-error:visible")).to_contain_text("ten years")
        await page.get_by_test_id("field-from").fill("2026-05-02")
        await page.get_by_test_id("field-to").fill("2026-05-12")
        await page.get_by_test_id("dates-show").click()
        await expect(page.get_by_test_id("period")).to_contain_text("2 – 12 May 2026")
        await expect(page).to_have_url(re.compile(r"#/\?from=2026-05-02&to=2026-05-12$"))
        await page.reload()
        await expect(page.get_by_test_id("period")).to_contain_text("2 – 12 May 2026")


@pytest.mark.long
async def test_days_in_the_address_that_cannot_be_are_said_and_can_be_left(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold) as page:
        await page.evaluate("location.hash = '#/?from=2026-13-45&to=x'")
        await expect(page.get_by_test_id("page-failed")).to_be_visible()
        await page.get_by_test_id("nav-overview").first.click()
        await expect(page.get_by_test_id("period")).to_be_visible()


@pytest.mark.long
async def test_the_chart_is_walked_by_the_arrow_keys_and_read_aloud(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold) as page:
        await page.get_by_test_id("days-7").click()
        await expect(page.get_by_test_id("period")).to_contain_text("6 – 12 May 2026")
        await expect(page.locator(".chart canvas")).to_be_visible()
        income = await _value(page, "income-USD")
        await page.get_by_test_id("chart").focus()
        await page.keyboard.press("End")
        said = page.locator(".chart [aria-live]")
        await expect(said).to_have_text(f"12 May 2026: {income}")
        await expect(page.locator(".chart-tip")).to_contain_text(income)
        await page.keyboard.press("ArrowLeft")
        await expect(said).to_contain_text("11 May 2026")
        await page.get_by_test_id("chart-people").click()
        await page.get_by_test_id("chart").focus()
        await page.keyboard.press("Home")
        await expect(said).to_have_text("6 May 2026: 0 people")


@pytest.mark.long
async def test_keys_count_before_the_chart_is_drawn(browser: Browser, sold: World) -> None:
    """The library of the chart comes late to a slow phone: here, after the keys."""
    async with console(browser, sold) as page, held_back(page, r"/vendor/uplot\.js$") as released:
        await page.reload()
        await page.get_by_test_id("chart").focus()
        await page.keyboard.press("End")
        await expect(page.locator(".chart [aria-live]")).to_contain_text("12 May 2026")
        await expect(page.locator(".chart canvas")).to_have_count(0)
        released.set()
        await expect(page.locator(".chart-tip")).to_contain_text("12 May 2026")


@pytest.mark.long
async def test_news_leave_the_chart_at_the_point_that_somebody_has_walked_to(
    browser: Browser, sold: World
) -> None:
    async with console(browser, sold) as page:
        await page.get_by_test_id("chart").focus()
        await page.keyboard.press("End")
        await page.keyboard.press("ArrowLeft")
        tip = page.locator(".chart-tip")
        await expect(tip).to_contain_text("11 May 2026")
        await sold.tribute.pay(999, telegram_user_id=REGRETS.id)
        await expect(page.get_by_test_id("waiting")).to_contain_text("2 payments to settle")
        await expect(tip).to_contain_text("11 May 2026")
        await sold.tribute.pay(456, telegram_user_id=NEVER_STARTED.id)
        await expect(page.get_by_test_id("number-active").locator(".value")).to_have_text("3")
        await expect(tip).to_contain_text("11 May 2026")
        await page.keyboard.press("ArrowRight")
        await expect(page.locator(".chart [aria-live]")).to_contain_text("12 May 2026")


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("language", ["en", "ru"])
async def test_nothing_is_wider_than_the_screen(
    browser: Browser, sold: World, width: int, language: str
) -> None:
    await speaks(sold, language)
    async with console(browser, sold, viewport={"width": width, "height": 740}) as page:
        await expect(page.locator(".chart canvas")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.long
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_large_sums_stay_on_one_line_and_the_axis_holds_its_labels(
    browser: Browser, world: World, size: ViewportSize
) -> None:
    sums = {"rub": 50_000_000, "jpy": 99_999_999, "usd": 1_234_567_890_123, "eur": 123_456_789}
    for number, (currency, amount) in enumerate(sums.items(), 90):
        what = {"product_id": 456, "purchase_id": number, "telegram_user_id": BUYER.id}
        await deliver(world, **what, amount=amount, currency=currency)
    await speaks(world, "ru", "Анна")
    async with console(browser, world, viewport=size) as page:
        await page.get_by_role("button", name="RUB", exact=True).click()
        await expect(page.get_by_test_id("number-income-USD")).to_contain_text("12 345 678 901,23")
        assert await page.evaluate(_MOST_LINES, ".number .value") < 1.5
        assert await page.evaluate(_MOST_LINES, ".number.large h2") < 1.5
        left = await page.locator(".u-over").evaluate("(one) => one.offsetLeft")
        assert left > await page.evaluate(_WIDTH, "500 тыс.")


@pytest.mark.long
async def test_a_name_in_the_list_is_text_whatever_it_holds(browser: Browser, world: World) -> None:
    assert world.app is not None
    await world.app.deps.people.meet(Profile(BUYER.id, "<b>Eve</b> & \u202eCo", None, "en"))
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    world.clock.move(27 * 86400)
    async with console(browser, world, viewport=PHONE) as page:
        await expect(page.get_by_test_id("expiring")).to_contain_text("<b>Eve</b> & Co")


@pytest.mark.long
async def test_a_dark_system_makes_the_page_dark(browser: Browser, sold: World) -> None:
    for scheme, darker in (("light", False), ("dark", True)):
        async with console(browser, sold, color_scheme=scheme) as page:
            shade = await page.evaluate(
                "Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])"
            )
            assert (shade < 128) is darker


@pytest.mark.long
async def test_each_number_leads_to_as_many_rows(browser: Browser, sold: World) -> None:
    """Two sales of today, both in dollars, to people who are new."""
    async with console(browser, sold) as page:
        for name in ("income-USD", "active", "new"):
            await page.get_by_test_id(f"number-{name}").click()
            await expect(page.locator("[data-testid=list] .rows > *")).to_have_count(2)
            await page.go_back()
            await expect(page.get_by_test_id("period")).to_be_visible()
        await page.get_by_test_id("to-attention").click()
        await expect(page.get_by_test_id("page-attention")).to_be_visible()


@pytest.mark.long
async def test_income_without_purchases_says_whose_it_is_and_leads_to_its_payments(
    browser: Browser, sold: World
) -> None:
    await sold.tribute.subscriptions.subscribe(REGRETS.id)
    await deps(sold).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    async with console(browser, sold) as page:
        income = page.get_by_test_id("number-income-EUR")
        await expect(income).to_contain_text("€10 of it from Tribute's own subscriptions")
        await expect(page.get_by_test_id("number-income-USD")).not_to_contain_text("of it from")
        await income.click()
        await expect(page.locator("[data-testid^=paid-]")).to_have_count(1)
