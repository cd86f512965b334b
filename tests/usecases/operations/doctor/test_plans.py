"""The doctor looks at plans: what of them can be bought, and which chats they open."""

import pytest

from bot.clock import FixedClock
from bot.domain.checkup import Finding, Level
from bot.domain.models import TariffId
from bot.domain.records import BoundProduct
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from bot.usecases.tariffs.tariffs import Place
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.plan_shops import BASIC, PRO, TWO_PLANS
from tests.handlers.telegram.talk import open_world
from tests.plans import of_first
from tests.usecases.operations.doctor.installation import TEXTS

PLANS = ("doctor-plan", "doctor-tariff", "doctor-currencies")


async def examined(world: World) -> list[Finding]:
    """Return the findings about plans, tariffs and currencies."""
    findings = await deps(world).doctor.examine()
    return [one for one in findings if one.key.startswith(PLANS)]


def texts(findings: list[Finding], locale: str = "en") -> list[str]:
    for one in findings:
        if one.level is not Level.OK:
            assert TEXTS.plain(f"{one.key}-step", locale, **one.params)
    return [TEXTS.plain(one.key, locale, **one.params) for one in findings]


@pytest.mark.parametrize("locale", ["en", "ru"])
async def test_a_plan_of_which_nothing_can_be_bought_is_found(
    clock: FixedClock, locale: str
) -> None:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        for product_id in (530, 531):
            await deps(world).tariffs.stop_offering(product_id, ADMIN.id)
        found = await examined(world)
        assert "doctor-plan-empty" in [one.key for one in found]
        assert "doctor-tariff-empty" not in [one.key for one in found]
        assert any("Pro" in text for text in texts(found, locale))


async def test_a_single_tariff_is_named_with_its_plan(clock: FixedClock) -> None:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await deps(world).tariffs.stop_offering(531, ADMIN.id)
        found = texts(await examined(world))
        assert "“Pro · 1 year” has no product on offer: nobody can buy it" in found


async def test_a_plan_is_named_in_the_language_of_who_reads(clock: FixedClock) -> None:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await deps(world).tariffs.stop_offering(531, ADMIN.id)
        await deps(world).plans.rename(PRO, "Про", "ru", ADMIN.id)
        found = await examined(world)
        assert "У тарифа «Про · 1 год» нет продукта в продаже: его нельзя купить" in texts(
            found, "ru"
        )
        assert "“Pro · 1 year” has no product on offer: nobody can buy it" in texts(found)


async def test_a_plan_that_an_admin_has_hidden_is_shown_and_nobody_is_reminded(
    clock: FixedClock,
) -> None:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        await deps(world).plan_sales.retire(PRO, ADMIN.id)
        found = await examined(world)
        assert [one.level for one in found] == [Level.OK]
        assert texts(found) == [
            "The plan “Pro” is retired, and 2 products of it are on offer: buyers don't see it"
        ]


async def test_a_plan_without_a_chat_is_hinted_at_where_others_have_one(clock: FixedClock) -> None:
    async with open_world(clock, tariffs=TWO_PLANS, access_chat_ids="-1009876543210") as world:
        found = texts(await examined(world))
        assert found == ["The plan “Pro” opens no private chat, others do"]
    async with open_world(clock, tariffs=TWO_PLANS, access_chat_ids="") as world:
        assert await examined(world) == []


async def test_a_price_in_a_second_currency_is_no_mistake(clock: FixedClock) -> None:
    async with open_world(clock, tariffs="Basic / 1 month=456, Basic / 3 months=457") as world:
        product = await deps(world).catalog.product(530)
        month = of_first(next(one.tariff.duration for one in await bound(world)))
        await deps(world).tariffs.sell_as(product, month, ADMIN.id)
        assert await examined(world) == []
        await deps(world).tariffs.sell_as(product, month, ADMIN.id, Place(instead_of=(456,)))
        await deps(world).tariffs.stop_offering(456, ADMIN.id)
        assert "EUR, USD" in " ".join(texts(await examined(world)))
        assert month.plan_id == BASIC


async def bound(world: World) -> list[BoundProduct]:
    await deps(world).catalog.products(0)
    return await deps(world).tariffs.all_bound()


async def test_what_an_admin_has_hidden_is_meant_so(clock: FixedClock) -> None:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        for tariff_id in (1, 3, 4):
            assert await deps(world).arrangement.hide(TariffId(tariff_id), ADMIN.id)
        assert await examined(world) == []
