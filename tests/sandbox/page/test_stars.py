"""An invoice in Stars on the page: Telegram's window, a balance, and what can go wrong."""

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.cast import BUYER, REGRETS
from tests.handlers.telegram.stars_talk import set_price
from tests.sandbox.browser import box_of, browsing
from tests.sandbox.page.test_page import last_from_bot, start
from tests.sandbox.world_fixtures import Site

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_invoice_is_paid_in_telegrams_window(browser: Browser, site: Site) -> None:
    async with browsing(browser, site) as page:
        await set_price(site.world)
        await start(page, BUYER.id)
        await page.get_by_role("button", name="1 month · 250").click()
        await page.get_by_role("button", name="⭐ 250").click()
        window = page.get_by_test_id("stars")
        await expect(window).to_contain_text("1 month")
        await expect(page.get_by_test_id("stars-balance")).to_have_text("Balance: 5000 ⭐")
        await page.get_by_test_id("stars-payer").select_option(str(REGRETS.id))
        await page.get_by_test_id("stars-more").click()
        await expect(page.get_by_test_id("stars-balance")).to_have_text("Balance: 10000 ⭐")
        await page.get_by_test_id("stars-payer").select_option(str(BUYER.id))
        await page.get_by_test_id("stars-twice").click()
        await expect(page.get_by_test_id("stars-outcome")).to_contain_text("Paid. Charge")
        await expect(page.get_by_test_id("stars-balance")).to_have_text("Balance: 4500 ⭐")
        await page.get_by_test_id("stars-once").click()
        await expect(page.get_by_test_id("stars-outcome")).to_contain_text("paid already")
        await page.get_by_test_id("stars-close").click()
        await expect(last_from_bot(page)).to_contain_text("Thank you")
        await expect(page.get_by_test_id("payment")).to_have_text(["You paid 250 ⭐"] * 2)
        await page.get_by_role("button", name="⭐ 250").last.click()
        lost = page.get_by_test_id("stars-refund-lost-1")
        await expect(lost).to_contain_text("The same, and lose the update: stx-sandbox")
        await lost.click()
        await expect(page.get_by_test_id("stars-outcome")).to_contain_text("Refunded. Charge")
        await expect(page.get_by_test_id("stars-balance")).to_have_text("Balance: 4750 ⭐")
        refund = page.get_by_role("button", name="Refund 250 ⭐ from outside")
        await page.set_viewport_size({"width": 360, "height": 800})
        box = await box_of(refund)
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 360
        await refund.click()
        await expect(page.get_by_test_id("stars-balance")).to_have_text("Balance: 5000 ⭐")
        await expect(refund).to_have_count(0)
        await page.get_by_test_id("stars-close").click()
        line = page.get_by_test_id("payment").last
        await expect(line).to_have_text("250 ⭐ came back to you")


async def test_what_renews_is_paid_by_its_link_and_stopped_in_telegrams_settings(
    browser: Browser, site: Site
) -> None:
    async with browsing(browser, site) as page:
        await set_price(site.world, renews=True)
        await start(page, BUYER.id)
        await page.get_by_role("button", name="250 ⭐ / 30 days").click()
        await page.get_by_role("button", name="Pay 250").click()
        await expect(page.get_by_test_id("stars")).to_contain_text("250 ⭐ every 30 days")
        await page.get_by_test_id("stars-once").click()
        await expect(page.get_by_test_id("stars-outcome")).to_contain_text("Paid. Charge")
        await page.get_by_test_id("stars-close").click()
        await expect(last_from_bot(page)).to_contain_text("It renews every 30 days")
        standing = page.get_by_test_id("settings-standing-0")
        await expect(standing).to_contain_text("1 month, 250 ⭐. It renews automatically on")
        await page.get_by_role("button", name="Cancel “1 month”").click()
        await expect(standing).to_contain_text("Cancelled: it ends on")
        await expect(last_from_bot(page)).to_contain_text("you have stopped it in Telegram")
        await page.get_by_role("button", name="Resume “1 month”").click()
        await expect(last_from_bot(page)).to_contain_text("renews again")
        await page.get_by_test_id("settings-none").click()
        await expect(page.get_by_test_id("settings-balance")).to_have_text("Balance: 0 ⭐")
        await site.world.pass_time(days=31)
        await expect(page.get_by_test_id("messages")).to_contain_text("couldn't renew")
        await expect(standing).to_contain_text("It ended on")
