"""The rows behind numbers of the overview: what ends soon, what was renewed, what waits."""

import pytest
from playwright.async_api import Browser, Page, expect

from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.bodies import recurring
from tests.console.opened import PHONE, console
from tests.console.test_numbers import all_rows, number
from tests.handlers.http.console.attention.things import hold_many
from tests.handlers.telegram.payments import buy, deps

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.long,
]
DAY, HOUR = 86_400, 3_600


async def _value(page: Page, name: str) -> int:
    return int(number(await page.get_by_test_id(f"number-{name}").locator(".value").inner_text()))


async def test_access_that_has_ended_today_is_none_that_ends_soon(
    browser: Browser, world: World
) -> None:
    """Nine people's access ends late today, and that of a tenth has ended an hour before."""
    await buy(world, BUYER.id)
    world.clock.move(HOUR)
    for person in range(5001, 5010):
        await buy(world, person)
    world.clock.move(31 * DAY - HOUR // 2)
    async with console(browser, world) as page:
        expiring = page.get_by_test_id("expiring")
        said = (await expiring.locator("h2").inner_text()).rpartition(":")[2]
        assert number(said) == 9
        await expiring.locator("header a").click()
        assert await (await all_rows(page)).count() == 9


async def test_a_trial_by_somebody_who_had_bought_before_is_a_row_of_what_was_renewed(
    browser: Browser, world: World
) -> None:
    """It brings no income, but it counts."""
    await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    await buy(world, BUYER.id)
    await buy(world, BUYER.id)
    world.clock.move(60)
    now = world.clock.now()
    trial = recurring(at=now, until=now + 60 * DAY, telegram_user_id=BUYER.id, type="trial")
    assert await world.tribute.deliver(world.tribute.raw_event(trial)) == 200
    async with console(browser, world) as page:
        assert await _value(page, "renewed") == 2
        for name in ("number-renewed", "number-renewed-part"):
            await page.get_by_test_id(name).click()
            assert await (await all_rows(page)).count() == 1, name
            await page.go_back()
            await expect(page.get_by_test_id("period")).to_be_visible()


async def test_of_very_many_that_wait_the_page_says_that_it_lists_the_first(
    browser: Browser, world: World
) -> None:
    await hold_many(world, 103)
    async with console(browser, world) as page:
        await expect(page.get_by_test_id("waiting")).to_contain_text("103 payments to settle")
        await page.get_by_test_id("to-attention").click()
        group = page.get_by_test_id("group-held")
        await expect(group).to_contain_text("103 payments that give no access yet")
        await expect(group.locator(".row")).to_have_count(100)
        await expect(group).to_contain_text("The first 100 are here.")


async def test_the_number_of_very_many_that_wait_is_one_line_on_a_phone(
    browser: Browser, world: World
) -> None:
    """Broken into two, it hid the label below it."""
    await hold_many(world, 103)
    async with console(browser, world, viewport=PHONE) as page:
        count = page.locator(".bar .nav-count:not([hidden])")
        await expect(count).to_have_text("99+")
        lines = (
            "node => Math.round(node.clientHeight / parseFloat(getComputedStyle(node).lineHeight))"
        )
        assert await count.evaluate(lines) == 1
