"""A name in a right-to-left script is drawn before what stands behind it, on a narrow phone too."""

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.console.opened import PHONE, console
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.long,
]
DANA, SAMIR = "דנה כהן", "سمير"
DANA_ID, SAMIR_ID = 900_101, 900_102

# The left edges of a name and of what stands behind it in the same line of text.
_EDGES = """([name, behind]) => {
    const found = [];
    for (const node of document.querySelectorAll("main *")) {
        if (![...node.childNodes].some((one) => one.nodeType === 3)) continue;
        const text = node.textContent;
        const [from, then] = [text.indexOf(name), text.lastIndexOf(behind)];
        if (from < 0 || then <= from || node.children.length > 3) continue;
        const edge = (start, length) => {
            const range = document.createRange();
            const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
            for (let seen = 0, one; (one = walk.nextNode()); seen += one.length) {
                const inside = start - seen;
                if (inside < 0 || inside >= one.length) continue;
                range.setStart(one, inside);
                range.setEnd(one, Math.min(one.length, inside + length));
                const box = range.getBoundingClientRect();
                return [box.left, box.top];
            }
            return null;
        };
        found.push([text, edge(from, name.length), edge(then, behind.length)]);
    }
    return found;
}"""


async def drawn_in_order(page: Page, name: str, behind: str) -> int:
    """Check each place where something stands behind the name; return how many there were."""
    found = await page.evaluate(_EDGES, [name, behind])
    for text, (left, top), (left_behind, top_behind) in found:
        assert left_behind > left or top_behind > top, text
    return len(found)


@pytest_asyncio.fixture(loop_scope="session")
async def shop(world: World) -> World:
    await ask(world, ADMIN.id, "/start")
    for person, name in ((DANA_ID, DANA), (SAMIR_ID, SAMIR)):
        world.telegram.add_person(person, name)
        await ask(world, person, "/start")
        await buy(world, person)
    await deps(world).plans.rename(deps(world).plans.known[0].id, SAMIR, "en", ADMIN.id)
    await deps(world).plans.add("Pro", "en", ADMIN.id)
    return world


async def test_the_numbers_of_purchases_stand_behind_the_names(
    browser: Browser, shop: World
) -> None:
    async with console(browser, shop, "purchases", viewport=PHONE) as page:
        await expect(page.get_by_test_id("purchase-1")).to_contain_text(DANA)
        assert await drawn_in_order(page, DANA, "#1") == 1
        assert await drawn_in_order(page, SAMIR, "#2") >= 1
        await page.get_by_test_id("purchase-1").click()
        await expect(page.get_by_test_id("life")).to_contain_text(SAMIR)
        await expect(page.get_by_test_id("buyer")).to_be_visible()


async def test_ids_and_dates_stand_behind_the_names(browser: Browser, shop: World) -> None:
    async with console(browser, shop, f"people/{DANA_ID}", viewport=PHONE) as page:
        await expect(page.locator("main h2").first).to_contain_text(str(DANA_ID))
        assert await drawn_in_order(page, DANA, str(DANA_ID)) == 1
        assert await drawn_in_order(page, SAMIR, "2026") >= 1  # the plan's access, until a day


async def test_what_people_read_is_the_same_text_with_isolates(shop: World) -> None:
    """Telegram draws by the same rules: the chat's texts keep the names apart themselves."""
    await shop.telegram.send(ADMIN.id, f"/user {DANA_ID}")
    card = await hear(shop, ADMIN.id, str(DANA_ID))
    assert f"\N{FIRST STRONG ISOLATE}{DANA}\N{POP DIRECTIONAL ISOLATE}" in card.text
    await shop.telegram.send(ADMIN.id, f"/user {BUYER.id}")
    assert "\N{FIRST STRONG ISOLATE}" not in (await hear(shop, ADMIN.id, str(BUYER.id))).text
