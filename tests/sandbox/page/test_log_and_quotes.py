"""Lines of the log and long quotes unfold on the page."""

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.cast import BUYER
from tests.sandbox.browser import browsing
from tests.sandbox.page.test_page import call, last_from_bot, say, start
from tests.sandbox.world_fixtures import Site

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]


async def test_a_folded_quote_shows_three_lines_and_the_rest_at_a_tap(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await start(page, BUYER.id)
        lines = "\n".join(f"line {number}" for number in range(9))
        await say(site, BUYER.id, f"Why\n<blockquote expandable>{lines}</blockquote>")
        quote = last_from_bot(page).locator("blockquote")
        toggle = last_from_bot(page).get_by_role("button", name="Show all")
        await expect(quote).to_contain_text("line 8")  # the greeting before it has a quote too
        await expect(toggle).to_be_visible()
        folded = await quote.evaluate("(node) => node.clientHeight")
        await toggle.click()
        await expect(toggle).to_have_attribute("aria-expanded", "true")
        assert await quote.evaluate("(node) => node.clientHeight") > 2 * folded
        await say(site, BUYER.id, "Short\n<blockquote expandable>one line</blockquote>")
        await expect(last_from_bot(page)).to_contain_text("one line")
        await expect(last_from_bot(page).get_by_role("button", name="Show all")).to_have_count(0)


async def test_an_edited_message_keeps_unfolded_what_its_reader_unfolded(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await start(page, BUYER.id)
        lines = "\n".join(f"line {number}" for number in range(9))
        text = f"{{}} <tg-spoiler>hidden</tg-spoiler>\n<blockquote expandable>{lines}</blockquote>"
        number = await say(site, BUYER.id, text.format("Before"))
        message = last_from_bot(page)
        toggle = message.get_by_role("button", name="Show all")
        await expect(message).to_contain_text("Before")
        await toggle.press("Enter")
        await message.locator(".spoiler").press("Enter")
        await call(
            site, "editMessageText", chat_id=BUYER.id, message_id=number, text=text.format("After")
        )
        await expect(message).to_contain_text("After")
        await expect(toggle).to_have_attribute("aria-expanded", "true")
        await expect(message.locator(".spoiler.open")).to_have_text("hidden")


async def test_the_log_shows_sender_receiver_and_request_and_can_be_filtered(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await start(page, BUYER.id)
        await page.get_by_test_id("pay-stars").click()
        line = page.get_by_test_id("log-line").filter(has_text="webhook new_digital_product")
        await expect(line).to_contain_text("Tribute→Bot")
        await expect(line).to_contain_text("200")
        await line.locator("summary").press("Enter")  # a click misses it while lines come in
        await expect(line.locator("pre")).to_be_visible()
        await page.get_by_test_id("log-tribute").click()
        await expect(line).to_be_hidden()
        await page.get_by_test_id("log-clear").click()
        await expect(page.get_by_test_id("log-line")).to_have_count(0)
