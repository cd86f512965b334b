"""The page for everybody: axe-core finds nothing in either theme, and the keyboard reaches all."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Frame, Page, expect

from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_ID, NEVER_STARTED
from bot.sandbox.world import World
from tests.handlers.telegram.talk import ask, hear
from tests.sandbox.browser import DESKTOP, PHONE, box_of, browsing, open_checkout
from tests.sandbox.page.test_page import last_from_bot, say, start
from tests.sandbox.world_fixtures import Site, serving

pytestmark = [pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="session")]

# A faint pattern and the shadows at the edges of what scrolls: axe-core can't measure text on them.
_PLAIN = ".messages, .panel-scroll { background-image: none !important }"
_TYPES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# An arrow between two names, a line that is half scrolled away, and the console's bar, through
# which one sees the page.
_NOT_MEASURED = (
    "only non-text characters",
    "overlapped by another element",
    "partially obscured by another element",
    "overlaps other elements",
)


async def findings(page: Page | Frame) -> list[str]:
    """Return each violation, and each text whose contrast couldn't be measured."""
    if isinstance(page, Page) and await page.locator(".messages").count():
        await page.add_style_tag(content=_PLAIN)
    found: dict[str, Any] = (await Axe().run(page, options=_TYPES)).response  # type: ignore[arg-type]
    unclear = [one for one in found["incomplete"] if one["id"] == "color-contrast"]
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in [*found["violations"], *unclear]
        for node in rule["nodes"]
        if not any(one in node["failureSummary"] for one in _NOT_MEASURED)
    ]


@pytest.fixture(params=["light", pytest.param("dark", marks=pytest.mark.long)])
def theme(request: pytest.FixtureRequest) -> dict[str, str]:
    return {"color_scheme": request.param, "reduced_motion": "reduce"}


@pytest.fixture(params=["en", pytest.param("ru", marks=pytest.mark.long)])
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def test_every_part_of_the_page_is_without_a_violation(
    browser: Browser, clock, theme: dict[str, str], locale: str
) -> None:
    async with (
        World.open(clock=clock, with_service=True, access_chat_ids=(CHANNEL_ID,)) as world,
        serving(world) as site,
        browsing(browser, site, locale=locale, **theme) as page,
    ):
        assert await findings(page) == []
        await page.get_by_test_id("add-person").click()
        for person in (ADMIN.id, NEVER_STARTED.id):
            await world.tribute.pay(456, telegram_user_id=BUYER.id)
            await start(page, person)
            await world.telegram.send(person, "/paysupport")
            await hear(world, person, "🛟")
            await say(site, person, "<code>x</code> <b>y</b> <a href='http://127.0.0.1'>z</a>")
            await expect(page.get_by_test_id("messages")).to_contain_text("x y z")
            assert await findings(page) == []
        await open_checkout(page, page.locator(".inline-button.url").first)
        assert await findings(page) == []


@pytest.mark.long
async def test_every_tab_of_a_phone_is_without_a_violation(
    browser: Browser, site: Site, theme: dict[str, str]
) -> None:
    async with browsing(browser, site, viewport=PHONE, **theme) as page:
        await ask(site.world, BUYER.id, "/start")
        for tab in ("people", "panel", "log", "chat"):
            await page.get_by_test_id(f"tab-{tab}").click()
            assert await findings(page) == []


@pytest.mark.long
async def test_the_checkout_s_pages_are_without_a_violation(
    browser: Browser, site: Site, theme: dict[str, str]
) -> None:
    async with browsing(browser, site, **theme) as page:
        await start(page, BUYER.id)
        checkout = await open_checkout(page, page.locator(".inline-button.url").first)
        (frame,) = [one for one in page.frames if "/checkout/" in one.url]
        assert await findings(frame) == []
        await checkout.get_by_test_id("pay-stars").click()
        await expect(checkout.get_by_test_id("paid")).to_be_visible()
        (frame,) = [one for one in page.frames if "/checkout/" in one.url]
        assert await findings(frame) == []


async def test_a_weak_contrast_would_be_found(browser: Browser, site: Site) -> None:
    async with browsing(browser, site) as page:
        await page.add_style_tag(content=".top p { color: #a0b0b8 !important }")
        assert any("color-contrast" in one for one in await findings(page))


async def test_the_focus_stays_inside_the_checkout_and_returns_to_the_pay_button(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await start(page, BUYER.id)
        pay = page.locator(".inline-button.url").first
        await pay.focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("checkout")).to_be_visible()
        for _ in range(12):
            await page.keyboard.press("Tab")
            assert await page.evaluate(
                "[document.body, ...document.querySelectorAll('#checkout *')]"
                ".includes(document.activeElement)"
            )
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("checkout")).to_be_hidden()
        await expect(pay).to_be_focused()
        await page.get_by_test_id("pay-stars").click()  # nothing stays inert
        await expect(last_from_bot(page)).to_contain_text("12 June 2026")


async def test_escape_inside_the_checkout_and_a_click_beside_it_close_it(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await start(page, BUYER.id)
        checkout = await open_checkout(page, page.locator(".inline-button.url").first)
        await checkout.get_by_test_id("pay-stars").focus()
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("checkout")).to_be_hidden()
        await open_checkout(page, page.locator(".inline-button.url").first)
        await page.mouse.click(20, 400)
        await expect(page.get_by_test_id("checkout")).to_be_hidden()


async def test_the_first_tab_leads_to_the_chat(browser: Browser, site: Site) -> None:
    async with browsing(browser, site) as page:
        await page.keyboard.press("Tab")
        await expect(page.get_by_test_id("skip")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("messages")).to_be_focused()


async def test_on_a_phone_the_skip_link_opens_the_chat_s_tab(browser: Browser, site: Site) -> None:
    async with browsing(browser, site, viewport=PHONE) as page:
        await page.get_by_test_id("tab-log").click()
        await page.get_by_test_id("skip").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("messages")).to_be_focused()


async def test_a_bubble_has_the_language_of_its_reader(browser: Browser, site: Site) -> None:
    async with browsing(browser, site) as page:
        for person, language in ((BUYER.id, "en"), (NEVER_STARTED.id, "ru")):
            await start(page, person)
            await expect(last_from_bot(page)).to_have_attribute("lang", language)


@pytest.mark.parametrize("size", [(720, 450), (640, 360), (683, 384)])
async def test_at_a_zoom_of_200_percent_half_of_the_page_is_the_chat(
    browser: Browser, site: Site, size: tuple[int, int]
) -> None:
    """A zoom of 200 % leaves half of the width and height of 1440 x 900 and its like."""
    width, height = size
    async with browsing(browser, site, viewport={"width": width, "height": height}) as page:
        await page.get_by_test_id("tab-people").click()
        await start(page, BUYER.id)
        box = await box_of(page.get_by_test_id("messages"))
        assert box["height"] >= height / 2
        assert await page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
async def test_the_bar_of_hints_is_never_empty(
    browser: Browser, site: Site, viewport: dict[str, int]
) -> None:
    async with browsing(browser, site, viewport=viewport) as page:
        guide = page.get_by_test_id("guide")
        await expect(guide).to_contain_text("Tap Start")
        await ask(site.world, BUYER.id, "/start")
        await site.world.tribute.pay(456, telegram_user_id=BUYER.id)
        if viewport is PHONE:
            await page.get_by_test_id("tab-people").click()
        await page.get_by_test_id(f"person-{ADMIN.id}").click()
        await expect(guide).to_contain_text("Move the time, or refund")
        site.world.move(days=1)
        await say(site, BUYER.id, "ten")
        await expect(guide).to_contain_text("All tried")


async def test_a_long_label_is_cut_to_one_line_as_in_telegram(browser: Browser, site: Site) -> None:
    async with browsing(browser, site) as page:
        await start(page, BUYER.id)
        rows = [
            ["Short"],
            ["A label that is far too long for one line of a phone"],
            ["Ja", "x" * 40],
        ]
        keyboard = [
            [{"text": text, "callback_data": "nothing:known"} for text in row] for row in rows
        ]
        number = await say(site, BUYER.id, "Buttons", reply_markup={"inline_keyboard": keyboard})
        buttons = page.get_by_test_id(f"button-{number}")
        await expect(buttons).to_have_count(4)
        heights = {await one.evaluate("(node) => node.offsetHeight") for one in await buttons.all()}
        assert len(heights) == 1
        cut = "(node) => node.scrollWidth > node.clientWidth"
        assert [await one.evaluate(cut) for one in await buttons.all()] == [
            False,
            True,
            False,
            True,
        ]
