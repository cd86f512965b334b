"""The order of a plan's tariffs and what is hidden: stored whole, each act in the audit once."""

import asyncio

import pytest

from bot.domain.decisions.ordering import Step
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PersonId, PlanId, ProductId, TariffId
from bot.domain.records import BoundProduct, HistoryEntry, NewTariff, Tariff
from bot.usecases.people.history import Line
from bot.usecases.people.people import People, Profile
from bot.usecases.tariffs.arrangement import Arranged, Arrangement, ListedTariff
from bot.usecases.tariffs.tariffs import Place
from storage import plans, tariffs
from storage.engine.tx import Tx
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import AUDIT, column, rows
from tests.usecases.tariffs.shop_window import sold

ADMIN, OTHER = ADMINS
MONTH, QUARTER, FOREVER = TariffId(1), TariffId(2), TariffId(3)
NOWHERE = TariffId(99)
WEEK = TariffId(4)
PRO = PlanId(2)
LATER = NOW + 100
POSITIONS = "SELECT position FROM tariffs ORDER BY id"
HIDDEN = "SELECT hidden_at FROM tariffs ORDER BY id"
SHORTEST_FIRST = [MONTH, QUARTER, FOREVER]


@pytest.fixture
def arrangement(shop: Shop) -> Arrangement:
    """Return what arranges the tariffs of the shop, some time after its start."""
    shop.clock.move(100)
    return Arrangement(shop.db, shop.clock)


def listed(
    tariff_id: TariffId,
    product_id: int | None,
    duration: Duration,
    plan_id: PlanId = FIRST_PLAN,
    *,
    hidden: bool = False,
) -> ListedTariff:
    """Return a tariff with its only product on offer, which Tribute hasn't described, or none."""
    tariff = Tariff(tariff_id, duration, plan_id, is_hidden=hidden)
    if product_id is None:
        return ListedTariff(tariff, ())
    product = BoundProduct(
        ProductId(product_id), tariff, is_on_offer=True, product=None, fetched_at=None
    )
    return ListedTariff(tariff, (product,))


OF_MONTH = listed(MONTH, 456, Duration(months=1))
OF_QUARTER = listed(QUARTER, 457, Duration(months=3))
OF_FOREVER = listed(FOREVER, 459, Duration(lifetime=True))
OF_PRO = listed(WEEK, 500, Duration(days=7), PRO)


async def order(arrangement: Arrangement, plan_id: PlanId = FIRST_PLAN) -> list[TariffId]:
    return [one.tariff.id for one in (await arrangement.of_plan(plan_id)).tariffs]


async def sell_pro(shop: Shop) -> None:
    """Add a plan with a week as its only tariff."""
    await shop.db.write(lambda tx: plans.insert(tx, "pro"))
    await shop.tariffs.bind(500, NewTariff(PRO, Duration(days=7)), ADMIN)


def sell_month_s_product_as_week(tx: Tx) -> None:
    week = tariffs.find_or_create(tx, FIRST_PLAN, Duration(days=7), LATER)
    tariffs.bind(tx, 456, week.id, LATER)
    tariffs.offer(tx, 456)


async def acts(shop: Shop) -> list[tuple[object, ...]]:
    """Return what the audit says of the arrangement."""
    return [one for one in await rows(shop, AUDIT) if str(one[2]).startswith("tariff")]


async def test_tariffs_are_listed_by_plan_the_shortest_first(
    shop: Shop, arrangement: Arrangement
) -> None:
    await sell_pro(shop)
    of_first = (OF_MONTH, OF_QUARTER, OF_FOREVER)
    assert await arrangement.every() == {FIRST_PLAN: of_first, PRO: (OF_PRO,)}
    found = await arrangement.of_plan(FIRST_PLAN)
    assert found == Arranged(of_first, is_ordered=False)
    assert [found.place(one) for one in (MONTH, FOREVER, WEEK)] == [0, 2, None]
    assert await arrangement.of_plan(PRO) == Arranged((OF_PRO,), is_ordered=False)
    assert await arrangement.of_plan(PlanId(99)) == Arranged((), is_ordered=False)
    assert [await arrangement.tariff(one) for one in (QUARTER, NOWHERE)] == [OF_QUARTER, None]


async def test_a_tariff_that_is_not_on_offer_is_listed_only_while_it_is_hidden(
    shop: Shop, arrangement: Arrangement
) -> None:
    assert await arrangement.hide(MONTH, ADMIN)
    await shop.db.write(sell_month_s_product_as_week)
    await shop.tariffs.stop_offering(457, ADMIN)
    hidden = listed(MONTH, None, Duration(months=1), hidden=True)
    week = listed(WEEK, 456, Duration(days=7))
    assert await arrangement.every() == {FIRST_PLAN: (week, hidden, OF_FOREVER)}
    assert [await arrangement.tariff(one) for one in (MONTH, QUARTER)] == [hidden, None]
    assert await arrangement.show(MONTH, ADMIN)
    assert await arrangement.every() == {FIRST_PLAN: (week, OF_FOREVER)}


async def test_tribute_sells_a_tariff_by_any_product_that_it_has_approved(
    shop: Shop, arrangement: Arrangement
) -> None:
    async def sellable() -> list[bool]:
        return [one.is_sellable for one in (await arrangement.of_plan(FIRST_PLAN)).tariffs]

    assert await sellable() == [False, False, False]
    await shop.tariffs.bind(500, NewTariff(FIRST_PLAN, Duration(months=1)), ADMIN)
    await shop.tariffs.offer(500, ADMIN, Place(beside=True))
    await shop.tariffs.save_snapshots([sold(456), sold(457, status="pending")])
    assert await sellable() == [True, False, False]


async def test_each_move_passes_one_neighbour_and_is_in_the_audit(
    shop: Shop, arrangement: Arrangement
) -> None:
    assert await arrangement.move(FOREVER, Step.UP, ADMIN)
    found = await arrangement.of_plan(FIRST_PLAN)
    assert found == Arranged((OF_MONTH, OF_FOREVER, OF_QUARTER), is_ordered=True)
    shop.clock.move(1)
    assert await arrangement.move(MONTH, Step.DOWN, OTHER)
    assert await order(arrangement) == [FOREVER, MONTH, QUARTER]
    assert await column(shop, POSITIONS) == [2, 3, 1]
    assert await rows(shop, AUDIT) == [
        (LATER, "admin:9001", "tariff_moved_up", "tariff:3", "lifetime"),
        (LATER + 1, "admin:9002", "tariff_moved_down", "tariff:1", "1 month"),
    ]


@pytest.mark.parametrize(
    ("tariff_id", "step"),
    [(MONTH, Step.UP), (FOREVER, Step.DOWN), (NOWHERE, Step.DOWN), (WEEK, Step.UP)],
)
async def test_nothing_moves_at_the_end_of_its_plan_nor_what_is_gone(
    shop: Shop, arrangement: Arrangement, tariff_id: TariffId, step: Step
) -> None:
    await sell_pro(shop)
    assert not await arrangement.move(tariff_id, step, ADMIN)
    assert await column(shop, POSITIONS) == [None] * 4
    assert await acts(shop) == []


async def test_a_tariff_passes_all_that_nobody_sees_up_to_its_neighbour(
    shop: Shop, arrangement: Arrangement
) -> None:
    await shop.tariffs.stop_offering(457, ADMIN)
    assert not await arrangement.move(QUARTER, Step.UP, ADMIN)
    assert await arrangement.move(FOREVER, Step.UP, ADMIN)
    assert await column(shop, POSITIONS) == [2, 3, 1]


async def test_tariffs_of_one_plan_move_and_return_without_those_of_another(
    shop: Shop, arrangement: Arrangement
) -> None:
    await sell_pro(shop)
    await shop.tariffs.bind(999, NewTariff(PRO, Duration(days=9)), ADMIN)
    assert await arrangement.move(WEEK, Step.DOWN, ADMIN)
    assert await column(shop, POSITIONS) == [None, None, None, 2, 1]
    assert await order(arrangement, PRO) == [5, WEEK]
    assert not (await arrangement.of_plan(FIRST_PLAN)).is_ordered
    assert not await arrangement.restore_order(FIRST_PLAN, ADMIN)
    assert await arrangement.restore_order(PRO, OTHER)
    assert await column(shop, POSITIONS) == [None] * 5
    assert await acts(shop) == [
        (LATER, "admin:9001", "tariff_moved_down", "tariff:4", "pro / 7 days"),
        (LATER, "admin:9002", "tariffs_order_restored", "plan:2", None),
    ]


async def test_tariffs_that_are_moved_back_count_as_never_ordered(
    shop: Shop, arrangement: Arrangement
) -> None:
    assert await arrangement.move(MONTH, Step.DOWN, ADMIN)
    assert await arrangement.move(MONTH, Step.UP, ADMIN)
    assert await column(shop, POSITIONS) == [None, None, None]
    assert not await arrangement.restore_order(FIRST_PLAN, ADMIN)
    assert [one[2] for one in await acts(shop)] == ["tariff_moved_down", "tariff_moved_up"]


async def test_the_original_order_comes_back_once_for_two_admins(
    shop: Shop, arrangement: Arrangement
) -> None:
    assert await arrangement.move(QUARTER, Step.UP, ADMIN)
    both = (arrangement.restore_order(FIRST_PLAN, one) for one in ADMINS)
    assert sorted(await asyncio.gather(*both)) == [False, True]
    assert await order(arrangement) == SHORTEST_FIRST
    assert [one[2] for one in await acts(shop)] == ["tariff_moved_up", "tariffs_order_restored"]


async def test_a_dragged_order_of_tariffs_counts_once_and_the_original_one_is_no_admins(
    shop: Shop, arrangement: Arrangement
) -> None:
    wanted = [FOREVER, MONTH, QUARTER]
    assert await arrangement.reorder(FIRST_PLAN, wanted, SHORTEST_FIRST, ADMIN)
    assert await order(arrangement) == wanted
    assert await arrangement.reorder(FIRST_PLAN, wanted, wanted, OTHER)
    assert await arrangement.reorder(FIRST_PLAN, SHORTEST_FIRST, wanted, OTHER)
    assert not (await arrangement.of_plan(FIRST_PLAN)).is_ordered
    assert await acts(shop) == [
        (LATER, "admin:9001", "tariffs_ordered", "plan:1", None),
        (LATER, "admin:9002", "tariffs_ordered", "plan:1", None),
    ]


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        ([FOREVER, MONTH, QUARTER], [MONTH, FOREVER, QUARTER]),
        ([FOREVER, MONTH], SHORTEST_FIRST),
        ([FOREVER, MONTH, QUARTER, WEEK], SHORTEST_FIRST),
        ([], []),
    ],
)
async def test_an_order_of_other_tariffs_or_over_another_order_changes_nothing(
    shop: Shop, arrangement: Arrangement, wanted: list[TariffId], seen: list[TariffId]
) -> None:
    await sell_pro(shop)
    assert not await arrangement.reorder(FIRST_PLAN, wanted, seen, ADMIN)
    assert await order(arrangement) == SHORTEST_FIRST
    assert await acts(shop) == []


async def test_a_tariff_that_nobody_sees_keeps_its_place_in_a_dragged_order(
    shop: Shop, arrangement: Arrangement
) -> None:
    await shop.tariffs.stop_offering(457, ADMIN)
    seen = [MONTH, FOREVER]
    assert await arrangement.reorder(FIRST_PLAN, [FOREVER, MONTH], seen, ADMIN)
    assert await column(shop, POSITIONS) == [3, 2, 1]


async def test_a_tariff_is_hidden_and_shown_in_the_ledger_and_in_the_audit(
    shop: Shop, arrangement: Arrangement
) -> None:
    await sell_pro(shop)
    assert await arrangement.hide(WEEK, ADMIN)
    assert await arrangement.tariff(WEEK) == listed(WEEK, 500, Duration(days=7), PRO, hidden=True)
    assert await column(shop, HIDDEN) == [None, None, None, LATER]
    shop.clock.move(1)
    assert await arrangement.show(WEEK, OTHER)
    assert await arrangement.tariff(WEEK) == OF_PRO
    assert await column(shop, HIDDEN) == [None] * 4
    assert await acts(shop) == [
        (LATER, "admin:9001", "tariff_hidden", "tariff:4", "pro / 7 days"),
        (LATER + 1, "admin:9002", "tariff_shown", "tariff:4", "pro / 7 days"),
    ]


async def test_two_admins_hide_and_show_a_tariff_once(shop: Shop, arrangement: Arrangement) -> None:
    for change in (arrangement.hide, arrangement.show):
        done = await asyncio.gather(*(change(QUARTER, one) for one in ADMINS))
        assert sorted(done) == [False, True]
    assert [one[2] for one in await acts(shop)] == ["tariff_hidden", "tariff_shown"]


async def test_what_is_neither_on_offer_nor_hidden_cannot_be_hidden_nor_shown(
    shop: Shop, arrangement: Arrangement
) -> None:
    await shop.tariffs.stop_offering(457, ADMIN)
    for tariff_id in (QUARTER, NOWHERE):
        assert not await arrangement.hide(tariff_id, ADMIN)
        assert not await arrangement.show(tariff_id, ADMIN)
    assert await column(shop, HIDDEN) == [None, None, None]
    assert await acts(shop) == []


async def test_the_history_of_a_tariff_is_its_own_newest_first(
    shop: Shop, arrangement: Arrangement
) -> None:
    await People(shop.db, shop.clock).meet(Profile(PersonId(OTHER), "Olga", None, "en"))
    assert await arrangement.hide(MONTH, ADMIN)
    assert await arrangement.hide(QUARTER, ADMIN)
    shop.clock.move(1)
    assert await arrangement.show(MONTH, OTHER)
    shown, hidden = await arrangement.history(MONTH, 9)
    entry = HistoryEntry(LATER, "tariff_hidden", None, "admin:9001", "1 month")
    assert hidden == Line(entry, None, ADMIN, None)
    assert shown.entry == HistoryEntry(LATER + 1, "tariff_shown", None, "admin:9002", "1 month")
    assert shown.admin is not None
    assert (shown.admin_id, shown.admin.name) == (OTHER, "Olga")
    assert await arrangement.history(MONTH, 1) == [shown]
