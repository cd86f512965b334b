"""Each number of the console leads to its rows: as many, or of the same sum."""

import re
from decimal import Decimal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.domain.broadcasts import Audience, AudienceGroup
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PersonId, PlanId
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.access.manual import GrantOrder, end_of
from bot.usecases.shop_face.values import Terms
from bot.usecases.tariffs.tariffs import Place
from tests.console.opened import PHONE, console
from tests.handlers.http.console.attention.things import asked
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.stars_talk import invoice, set_price
from tests.handlers.telegram.talk import ask, hear
from tests.plans import of_first

pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.long,
]
DAY = 86_400
ROWS = "[data-testid=list] .rows > *"
_NUMBER = re.compile(r"-?[\d,.]+")


@pytest_asyncio.fixture(loop_scope="session")
async def lively(world: World) -> World:
    """A shop in which each number is another one than nought: sales, a refund, an end, renewals at
    Tribute and in Stars, and things that wait."""
    await ask(world, ADMIN.id, "/start")
    await buy(world, NEVER_STARTED.id)
    world.clock.move(40 * DAY)  # the month of that one is over
    await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    for person in (BUYER, REGRETS):
        await world.tribute.pay(456, telegram_user_id=person.id)
        await world.tribute.subscriptions.subscribe(person.id)
    await world.tribute.pay(457, telegram_user_id=BUYER.id)
    await sell_in_euros(world)
    await world.tribute.pay(998, telegram_user_id=BUYER.id)
    await world.tribute.subscriptions.renew(BUYER.id)
    refunded = await buy(world, SECOND_ADMIN.id)
    await world.tribute.refund_by_buyer(refunded.id)
    world.tribute.add_product("Unknown", id=999)
    await world.tribute.pay(999, telegram_user_id=REGRETS.id)
    await ask(world, BUYER.id, "/start")
    await set_price(world)
    bill = await invoice(world, BUYER.id)
    await world.telegram.pay(BUYER.id, bill.message_id)
    await hear(world, BUYER.id, "Thank you")
    await asked(world, "Where is it?")
    return world


async def sell_in_euros(world: World) -> None:
    """Sell a product in the currency of Tribute's subscriptions."""
    world.tribute.add_product("In euros", id=998, amount=500, currency="EUR")
    catalog, tariffs = deps(world).catalog, deps(world).tariffs
    await catalog.refresh()
    product = await catalog.product(998)
    await tariffs.sell_as(product, of_first(Duration(months=1)), ADMIN.id, Place(beside=True))


def number(text: str) -> Decimal:
    """Return the number in a text, such as a sum with its currency."""
    found = _NUMBER.search(text)
    return Decimal(found[0].replace(",", "")) if found else Decimal(0)


async def all_rows(page: Page) -> Locator:
    """Return the rows of a list, all of them."""
    await expect(page.get_by_test_id("list")).to_be_visible()
    await expect(page.locator(f"{ROWS}, [data-testid=list] > .empty").first).to_be_visible()
    while await page.get_by_test_id("list-more").is_visible():
        before = await page.locator(ROWS).count()
        await page.get_by_test_id("list-more").click()
        await expect(page.locator(ROWS)).not_to_have_count(before)
    return page.locator(ROWS)


async def total(rows: Locator) -> Decimal:
    """Return the sum of the amounts at the ends of rows."""
    texts = await rows.locator(".row-end b").all_inner_texts()
    return sum((number(one) for one in texts), Decimal(0))


async def counted(page: Page, *, sums: bool) -> Decimal:
    """Return the number of the rows that are shown, or their sum."""
    rows = await all_rows(page)
    return await total(rows) if sums else Decimal(await rows.count())


async def test_each_number_of_the_overview_leads_to_its_rows(
    browser: Browser, lively: World
) -> None:
    async with console(browser, lively) as page:
        cards = page.locator(".number")
        await expect(cards.first).to_be_visible()
        names = [await one.get_attribute("data-testid") for one in await cards.all()]
        assert {"number-monthly-EUR", "number-income-USD", "number-income-XTR"} <= set(names)
        for name in filter(None, names):
            card = page.get_by_test_id(name)
            value = number(await card.locator(".value").inner_text())
            ended = number(await page.get_by_test_id("number-ended").locator(".value").inner_text())
            assert await card.get_attribute("href"), f"{name} leads nowhere"
            parts = await page.get_by_test_id(f"{name}-part").count()
            sums = name.startswith(("number-income", "number-monthly"))
            await card.click()
            found = await counted(page, sums=sums)
            await page.go_back()
            await expect(page.get_by_test_id("period")).to_be_visible()
            if parts and name != "number-active":  # those for life are among the active
                await page.get_by_test_id(f"{name}-part").click()
                found += await counted(page, sums=sums)
                await page.go_back()
                await expect(page.get_by_test_id("period")).to_be_visible()
            assert found == (ended if name == "number-churn" else value), name


@pytest_asyncio.fixture(loop_scope="session")
async def returned(world: World) -> World:
    """Three bought on 12 May: Alice, whose month is over, has another plan since 21 June, Olga
    bought a month again then, and Pyotr's three months go on."""
    await deps(world).plans.add("Pro", "en", ADMIN.id)
    for person, product in ((BUYER, 456), (REGRETS, 456), (NEVER_STARTED, 457)):
        await buy(world, person.id, product)
    world.clock.move(40 * DAY)
    grants, alice, pro = deps(world).manual_grants, PersonId(BUYER.id), PlanId(2)
    shown = await grants.preview_grant(alice, pro, Duration(months=1))
    order = GrantOrder(alice, pro, Duration(months=1), end_of(shown.after))
    assert await grants.grant(order, ADMIN.id)
    await buy(world, REGRETS.id, 456)
    return world


@pytest.mark.parametrize(
    ("last", "active", "ended"), [("2026-05-31", 3, 0), ("2026-06-20", 1, 1), ("2026-06-21", 3, 0)]
)
async def test_the_people_of_past_days_are_as_many_as_the_overview_says(
    browser: Browser, returned: World, last: str, active: int, ended: int
) -> None:
    """Somebody who came back is among those of the days before, too; the last days end today."""
    expected = {"active": active, "ended": ended, "churn": ended}
    async with console(browser, returned, f"?from=2026-05-10&to={last}") as page:
        for name, people in expected.items():
            card = page.get_by_test_id(f"number-{name}")
            await expect(page.get_by_test_id("period")).to_contain_text(re.compile("^10 "))
            if name != "churn":
                await expect(card.locator(".value")).to_have_text(str(people))
            await card.click()
            assert await (await all_rows(page)).count() == people, name
            await page.go_back()


async def test_the_parts_of_numbers_lead_to_their_rows(browser: Browser, lively: World) -> None:
    """Of those with access the ones for life; of income and renewals those that Tribute charges."""
    await buy(lively, BUYER.id, 459)
    async with console(browser, lively) as page:
        parts = page.locator(".number-part")
        await expect(parts.first).to_be_visible()
        names = [await one.get_attribute("data-testid") for one in await parts.all()]
        assert names == ["number-income-EUR-part", "number-active-part", "number-renewed-part"]
        for name in names[:2]:  # the last has its number in the card above
            part = page.get_by_test_id(str(name))
            said = number(await part.inner_text())
            await part.click()
            assert await counted(page, sums="income" in str(name)) == said > 0, name
            await page.go_back()
            await expect(page.get_by_test_id("period")).to_be_visible()


async def test_what_waits_and_what_ends_is_as_many_as_the_overview_says(
    browser: Browser, lively: World
) -> None:
    lively.clock.move(57 * DAY)
    async with console(browser, lively, viewport=PHONE) as page:
        expiring = page.get_by_test_id("expiring")
        await expect(expiring).to_be_visible()
        heading = (await expiring.locator("h2").inner_text()).rpartition(":")[2]
        assert number(heading) == await expiring.locator(".rows > *").count() > 0
        waits = number(await page.get_by_test_id("waiting").locator("h2").inner_text())
        parts = await page.get_by_test_id("waiting").locator("li").all_inner_texts()
        assert sum(number(one) for one in parts) == waits > 0
        rows = page.get_by_test_id("page-attention").locator(".row")
        links = await page.get_by_test_id("waiting").locator("li a").all()
        for kind in [str(await one.get_attribute("data-testid")) for one in links]:
            said = number(await page.get_by_test_id(kind).inner_text())
            await page.get_by_test_id(kind).click()
            await expect(rows).to_have_count(int(said))
            await page.go_back()
            await expect(page.get_by_test_id("waiting")).to_be_visible()
        await page.get_by_test_id("to-attention").click()
        await expect(rows).to_have_count(int(waits))


async def test_the_payments_that_wait_for_a_product_are_those_that_plans_name(
    browser: Browser, lively: World
) -> None:
    await lively.tribute.pay(999, telegram_user_id=None)  # which waits for another reason
    async with console(browser, lively, "plans") as page:
        notice = page.locator(".notice").filter(has=page.get_by_test_id("waiting-look"))
        said = number(await notice.inner_text())
        await page.get_by_test_id("waiting-look").click()
        await expect(page.get_by_test_id("page-attention").locator(".row")).to_have_count(int(said))
        await page.get_by_test_id("waits-all").click()
        rows = page.get_by_test_id("page-attention").locator("[data-testid^=waits-held]")
        await expect(rows).to_have_count(int(said) + 1)


async def test_the_people_of_a_plan_are_as_many_as_it_says(browser: Browser, lively: World) -> None:
    await deps(lively).plans.add("Pro", "en", ADMIN.id)
    async with console(browser, lively, "plans") as page:
        for plan in ("plan-1", "plan-2"):
            link = page.get_by_test_id(plan).locator("a[href*=people]")
            people = number(await link.inner_text())
            await link.click()
            assert await (await all_rows(page)).count() == people
            await page.go_back()
            await expect(page.get_by_test_id("plan-1")).to_be_visible()


async def _each_number(page: Page, within: Locator) -> int:
    """Follow each number in there to its rows; return how many there were."""
    links = within.locator("a[data-testid^=to-]")
    await expect(links.first).to_be_visible()
    for name in [str(await one.get_attribute("data-testid")) for one in await links.all()]:
        said = number(await within.get_by_test_id(name).inner_text())
        await within.get_by_test_id(name).click()
        assert Decimal(await (await all_rows(page)).count()) == said > 0, name
        await page.go_back()
        await expect(within.get_by_test_id(name)).to_be_visible()
    return await links.count()


async def test_each_number_of_a_broadcast_leads_to_its_people(
    browser: Browser, lively: World
) -> None:
    for person in (SECOND_ADMIN.id, REGRETS.id):
        await ask(lively, person, "/start")
    await deps(lively).people.no_more_news(REGRETS.id)
    broadcasts, everybody = deps(lively).broadcasts, Audience(AudienceGroup.ALL)
    made = (await broadcasts.draft(ADMIN.id, everybody, "Big news")).broadcast.id
    async with console(browser, lively, f"broadcasts/{made}") as page:
        card = page.get_by_test_id("page-broadcasts")
        assert await _each_number(page, card) == 3  # it reaches, it can't, they don't want it
        lively.telegram.block(BUYER.id)
        await broadcasts.start(made, ADMIN.id, None)
        await hear(lively, ADMIN.id, "broadcast is done")
        await expect(page.get_by_test_id("to-sent")).to_be_visible()
        await expect(page.get_by_test_id("progress")).to_have_count(0)  # it is over
        assert await _each_number(page, card) == 3


async def test_who_has_agreed_to_the_terms_is_as_many_as_it_says(
    browser: Browser, lively: World
) -> None:
    for person in (BUYER.id, REGRETS.id):
        await deps(lively).consent.agree(person, Terms("https://example.com/terms", None))
    async with console(browser, lively, "shop/terms") as page:
        assert await _each_number(page, page.get_by_test_id("consent")) == 1
