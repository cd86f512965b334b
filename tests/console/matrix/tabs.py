"""Tabs in which an admin is logged in to the console; each test uses one again."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, Page, Response, expect

from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from tests.console.opened import DESKTOP, PHONE, context, link

READERS = {"en": ADMIN.id, "ru": SECOND_ADMIN.id}
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@dataclass
class Tabs:
    """The tabs of one browser; each is opened when it is first used."""

    browser: Browser
    world: World
    _stack: AsyncExitStack
    _opened: dict[tuple[str, str], Page] = field(default_factory=dict)

    @asynccontextmanager
    async def use(self, language: str, size: str) -> AsyncIterator[Page]:
        """Yield a tab; at the end assert that no answer was a failure and no script asked."""
        failed: list[str] = []

        def note(answer: Response) -> None:
            if answer.status >= 400:
                failed.append(f"{answer.status} {answer.url}")

        page = self._opened.get((language, size)) or await self._open(language, size)
        page.on("response", note)
        yield page
        page.remove_listener("response", note)
        assert failed == []

    async def _open(self, language: str, size: str) -> Page:
        options = {"viewport": SIZES[size], "reduced_motion": "reduce"}
        page = await self._stack.enter_async_context(context(self.browser, **options))
        await page.goto(await link(self.world, READERS[language]))
        await expect(page.get_by_test_id("page-overview")).to_be_visible()
        self._opened[language, size] = page
        return page
