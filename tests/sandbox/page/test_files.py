"""Files from the bot on the page: pictures are shown, tables can be saved."""

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.async_api import Browser, expect

from bot.sandbox.cast import ADMIN, BUYER
from tests.sandbox.browser import browsing
from tests.sandbox.page.test_page import start
from tests.sandbox.world_fixtures import Site

in_one_loop = pytest.mark.asyncio(loop_scope="session")


async def write(page, text):
    await page.get_by_test_id("message-input").fill(text)
    await page.get_by_test_id("message-input").press("Enter")


@in_one_loop
@pytest.mark.timeout(120)
async def test_the_chart_of_the_statistics_is_shown_and_a_table_can_be_saved(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    await site.world.tribute.pay(456, telegram_user_id=BUYER.id)
    async with browsing(browser, site) as page:
        await start(page, ADMIN.id)
        await write(page, "/stats")
        picture = page.locator("img.photo")
        await expect(picture).to_be_visible(timeout=30_000)
        assert await picture.evaluate("image => image.naturalWidth") == 1080
        await write(page, "/export")
        link = page.get_by_role("link", name="subscribers-2026-05-12.csv")
        await expect(link).to_be_visible()
        async with page.expect_download() as saving:
            await link.click()
        await (await saving.value).save_as(tmp_path / "saved.csv")
    assert (tmp_path / "saved.csv").read_bytes().startswith(b"\xef\xbb\xbftelegram_user_id")


def test_the_page_s_font_has_every_emoji_of_the_bot_s_texts() -> None:
    """A bare machine has no emoji, and people first saw empty boxes."""
    texts = "".join(path.read_text() for path in Path("bot/texts").glob("*/*.ftl"))
    emoji = {one for one in texts if unicodedata.category(one) == "So"} - set("✓●▶✖→")
    with TTFont(Path("bot/sandbox/page/emoji.woff")) as font:
        missing = {one for one in emoji if ord(one) not in font.getBestCmap()}
    assert not missing, "cut the font again, with these (pyftsubset, from Noto Color Emoji)"


@in_one_loop
async def test_a_file_that_is_not_there_is_not_found(site: Site) -> None:
    for path in (f"people/{BUYER.id}/files/77", f"people/{BUYER.id}/files/x"):
        async with site.http.get(f"{site.url}/api/{path}") as answer:
            assert answer.status == 404
