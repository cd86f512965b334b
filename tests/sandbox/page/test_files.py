"""Files from the bot on the page: pictures are shown, tables can be saved."""

import base64
import unicodedata
from pathlib import Path

import aiohttp
import pytest
from fontTools.ttLib import TTFont
from playwright.async_api import Browser, ViewportSize, expect

from bot.sandbox.cast import ADMIN, BUYER
from tests.sandbox.browser import browsing
from tests.sandbox.page.test_page import start
from tests.sandbox.world_fixtures import OWN_PAGE, Site

NARROW: ViewportSize = {"width": 360, "height": 740}
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
"""A picture of one pixel, as a PNG."""

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


@in_one_loop
@pytest.mark.timeout(120)
async def test_a_person_sends_a_picture_with_a_text_of_several_lines(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    """The picture is hidden until it is tapped; formatting is typed as in Telegram's apps."""
    picture = tmp_path / "sea.png"
    picture.write_bytes(base64.b64decode(DOT))
    async with browsing(browser, site) as page:
        await start(page, ADMIN.id)
        await page.set_viewport_size(NARROW)
        await page.get_by_test_id("tab-chat").click()
        await page.get_by_test_id("attach-input").set_input_files(picture)
        await expect(page.get_by_test_id("attached")).to_contain_text("sea.png")
        await page.get_by_test_id("attached-hidden").check()
        box = page.get_by_test_id("message-input")
        await box.fill("**Bold**")
        await box.press("Shift+Enter")
        await box.press_sequentially("second line")
        await box.press("Enter")
        sent = page.get_by_test_id("message-out").last
        await expect(sent.locator(".cover img.photo")).to_be_visible()
        await sent.locator(".cover").click()
        await expect(sent.locator(".cover.open")).to_be_visible()
        await expect(sent.locator("strong")).to_have_text("Bold")
        await expect(page.get_by_test_id("attached")).to_be_hidden()
        assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    message = [one for one in site.world.telegram.chat(ADMIN.id) if not one.from_bot][-1]
    assert (message.text, message.has_spoiler) == ("Bold\nsecond line", True)
    assert message.document is not None
    assert (message.document.sent_as, message.document.size) == ("photo", (1, 1))


async def send_files(site: Site, *files: tuple[str, bytes, str], **fields: str) -> int:
    form = aiohttp.FormData(fields)
    for name, content, kind in files:
        form.add_field("file", content, filename=name, content_type=kind)
    url = f"{site.url}/api/people/{ADMIN.id}/files"
    async with site.http.post(url, data=form, headers=OWN_PAGE) as answer:
        return answer.status


@in_one_loop
async def test_files_are_sent_as_telegram_s_apps_send_them(site: Site) -> None:
    png = ("a.png", base64.b64decode(DOT), "image/png")
    film = ("b.mp4", b"film", "video/mp4")
    assert await send_files(site, png, film, caption="both") == 200
    first, second = site.world.telegram.chat(ADMIN.id)[:2]
    assert (first.text, second.text) == ("both", "")
    assert first.album == second.album is not None
    for name, content, kind, sent_as in (
        ("c.gif", b"gif", "image/gif", "animation"),
        ("d.webp", b"webp", "image/webp", "sticker"),
        ("e.tgs", b"tgs", "application/octet-stream", "sticker"),
        ("f.csv", b"1;2", "text/csv", "document"),
        ("g.mp3", b"song", "audio/mpeg", "audio"),
    ):
        assert await send_files(site, (name, content, kind), reply_to="1") == 200
        mine = [one for one in site.world.telegram.chat(ADMIN.id) if not one.from_bot][-1]
        assert mine.document is not None
        assert (mine.document.sent_as, mine.album) == (sent_as, None)
    assert await send_files(site, png, as_files="1") == 200
    assert await send_files(site, ("x.svg", b"<svg/>", "image/svg+xml")) == 200
    mine = [one for one in site.world.telegram.chat(ADMIN.id) if not one.from_bot][-1]
    url = f"{site.url}/api/people/{ADMIN.id}/files/{mine.message_id}"
    async with site.http.get(url) as answer:
        assert answer.headers["Content-Disposition"] == "attachment"


@in_one_loop
async def test_a_form_that_the_page_would_not_send_is_refused(site: Site) -> None:
    assert await send_files(site, caption="no file") == 400
    assert await send_files(site, ("a", b"", "text/plain")) == 400
    assert await send_files(site, ("a", b"a", "text/plain"), caption="a" * 4097) == 400
    assert await send_files(site, ("a", b"a", "text/plain"), other="1") == 400
    assert await send_files(site, *[("a", b"a", "text/plain")] * 11) == 400
    assert (await site.ask(f"people/{ADMIN.id}/files"))[0] == 400


def test_the_page_s_font_has_every_emoji_of_the_bot_s_texts() -> None:
    """A bare machine has no emoji, and people first saw empty boxes."""
    texts = "".join(path.read_text() for path in Path("bot/texts").glob("*/*.ftl"))
    emoji = {one for one in texts if unicodedata.category(one) == "So"} - set("✓●▶✖→№")
    with TTFont(Path("bot/sandbox/page/emoji.woff")) as font:
        missing = {one for one in emoji if ord(one) not in font.getBestCmap()}
    assert not missing, "cut the font again, with these (pyftsubset, from Noto Color Emoji)"


@in_one_loop
async def test_a_file_that_is_not_there_is_not_found(site: Site) -> None:
    for path in (f"people/{BUYER.id}/files/77", f"people/{BUYER.id}/files/x"):
        async with site.http.get(f"{site.url}/api/{path}") as answer:
            assert answer.status == 404
