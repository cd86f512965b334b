"""Every page of the console and its main dialogs, on a phone and a large screen, in both languages,
light and dark: whole, large enough, for everybody, by keys alone, and no name is markup."""

import re

import pytest
from playwright.async_api import expect

from tests.console.matrix.checks import not_reached, taken_for_markup, too_small, too_wide
from tests.console.matrix.full_shop import HOSTILE
from tests.console.matrix.tabs import READERS, SIZES, Tabs
from tests.console.matrix.views import VIEWS, View, at, go
from tests.console.opened import MENU
from tests.sandbox.page.test_accessibility import findings

pytestmark = pytest.mark.timeout(180)
in_one_loop = pytest.mark.asyncio(loop_scope="session")

_CASES = [
    pytest.param(*case, id="-".join((case[0].name, *case[1:])))
    for case in [(view, language, size) for language in READERS for size in SIZES for view in VIEWS]
]


def test_every_page_of_the_menu_is_looked_at() -> None:
    assert len(MENU) > 7
    assert {re.split("[/?]", view.address)[0] for view in VIEWS} == set(MENU)


@in_one_loop
@pytest.mark.parametrize(("view", "language", "size"), _CASES)
async def test_a_view_is_whole(tabs: Tabs, view: View, language: str, size: str) -> None:
    async with tabs.use(language, size) as page:
        await go(page, view)
        problems = await too_wide(page)
        if size == "phone":
            problems += await too_small(page)
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            problems += [f"{scheme}: {one}" for one in await findings(page)]
        assert problems == []
        assert await taken_for_markup(page) == 0
        if view.hostile:
            await expect(page.locator("#app, dialog[open]").last).to_contain_text(HOSTILE)


@in_one_loop
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
async def test_keys_alone_reach_every_control_of_a_view(tabs: Tabs, view: View, size: str) -> None:
    """A dialog keeps the focus while it is open, and gives it back to what opened it."""
    async with tabs.use("en", size) as page:
        await go(page, view)
        assert await not_reached(page) == []
        if view.dialog:
            await page.keyboard.press("Escape")
            await expect(page.locator("dialog[open]")).to_have_count(0)
            await expect(at(page, view.steps[-1])).to_be_focused()
