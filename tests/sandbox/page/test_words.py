"""The page in Russian: every word has its translation, and the choice of a language stays."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.sandbox.cast import CAST, CHANNEL_ID, NEVER_STARTED
from bot.sandbox.world import World
from tests.sandbox.browser import browsing, open_checkout
from tests.sandbox.page.test_page import start
from tests.sandbox.world_fixtures import Site, serving

in_one_loop = pytest.mark.asyncio(loop_scope="session")

PAGE = Path("bot/sandbox/page")
_CALL = re.compile(r'\bt\("((?:[^"\\]|\\.)*)"')
_KEY = re.compile(r'^  "((?:[^"\\]|\\.)*)":', re.MULTILINE)
_REFUSAL = re.compile(r'Refusal\(f?"([^"]*)"\)')
_TECHNICAL = re.compile(r"“\{name\}” is|“kind” is|JSON|\{refusal\}")
"""Answers to requests that the page doesn't send."""
_SAME = {"Tributary", "Tribute", "Telegram", "RU", "?", "×", "/", "…"}
# Names, what is written so everywhere, and codes of languages.
_LATIN = re.compile(
    r"Book Club[^»,]*|\b(?:Tributary|Tribute|Telegram|Start|Stars|API|UTC|HTML|id|EN|RU|DE|Bot|"
    r"Alice|Anna)\b"
)


class _Words(HTMLParser):
    """Collects the texts of a page, and the attributes that are read to people."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = ("aria-label", "placeholder", "title")
        self.found |= {value for name, value in attrs if name in shown and value}

    def handle_data(self, data: str) -> None:
        self.found |= {" ".join(data.split())} - {""}


def _russian() -> set[str]:
    return set(_KEY.findall((PAGE / "ru.js").read_text()))


def test_every_word_of_the_page_has_its_russian_one() -> None:
    words = _Words()
    words.feed((PAGE / "index.html").read_text())
    for script in PAGE.glob("*.js"):
        words.found |= set(_CALL.findall(script.read_text()))
    for module in Path("bot/sandbox").glob("control*.py"):
        refusals = _REFUSAL.findall(module.read_text())
        words.found |= {one.replace("person.name", "name") for one in refusals}
    words.found |= {person.note for person in CAST}
    missing = {one for one in words.found - _russian() - _SAME if not _TECHNICAL.search(one)}
    assert missing == set()


def test_a_translation_has_the_same_values_to_fill_in() -> None:
    pairs = re.findall(r'^  "(.+?)":\s+"(.+?)",$', (PAGE / "ru.js").read_text(), re.MULTILINE)
    assert len(pairs) == len(_russian()) > 150
    value = re.compile(r"\{\w+\}")
    assert [
        one for one, two in pairs if sorted(value.findall(one)) != sorted(value.findall(two))
    ] == []


_TEXTS_OF_THE_PAGE = """() => {
    const data = "select, .avatar, .person-note, .person-name, #bot-name, #phone-owner, .members";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.closest("script, noscript, .messages, .log-lines, " + data)) continue;
        if (parent.checkVisibility()) texts.push(walker.currentNode.data);
    }
    return texts.join(" ");
}"""


async def _english_left(page: Page) -> list[str]:
    """Return the English words that are seen outside the chat, the log and the shop's data."""
    seen = await page.evaluate(_TEXTS_OF_THE_PAGE)
    return re.findall(r"[A-Za-z]{2,}", _LATIN.sub("", seen))


@in_one_loop
@pytest.mark.timeout(120)
async def test_in_a_russian_browser_the_page_is_in_russian(browser: Browser, clock) -> None:
    options = {"with_service": True, "access_chat_ids": (CHANNEL_ID,)}
    async with (
        World.open(clock=clock, **options) as world,
        serving(world) as site,
        browsing(browser, site, locale="ru-RU") as page,
    ):
        await start(page, NEVER_STARTED.id)
        await expect(page.locator("html")).to_have_attribute("lang", "ru")
        await page.get_by_test_id("add-person").click()
        await page.get_by_test_id("subscribe").click()
        await expect(page.get_by_test_id("toast")).to_contain_text(
            "Подписка оформлена: Пётр Иванов."
        )
        assert await _english_left(page) == []
        checkout = await open_checkout(page, page.locator(".inline-button.url").first)
        await expect(checkout.get_by_test_id("pay-stars")).to_contain_text("Оплатить звёздами")


@in_one_loop
@pytest.mark.timeout(120)
async def test_the_chosen_language_stays(browser: Browser, site: Site) -> None:
    async with browsing(browser, site) as page:
        await expect(page.get_by_test_id("help")).to_contain_text("What to try")
        await page.get_by_test_id("language").click()
        await expect(page.get_by_test_id("help")).to_contain_text("Что попробовать")
        await page.reload()
        await expect(page.get_by_test_id("help")).to_contain_text("Что попробовать")
        await page.get_by_test_id("language").click()
        await expect(page.get_by_test_id("help")).to_contain_text("What to try")


@in_one_loop
@pytest.mark.timeout(120)
async def test_a_refusal_of_the_sandbox_is_in_russian_too(browser: Browser, site: Site) -> None:
    async with browsing(browser, site, locale="ru") as page:
        await page.evaluate(
            "import('/page/words.js').then(({ translated }) => import('/page/api.js').then("
            "({ toast }) => toast(translated('Alice Brown is subscribed already.'))))"
        )
        await expect(page.get_by_test_id("toast")).to_have_text("Alice Brown: подписка уже есть.")
