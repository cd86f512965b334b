"""The list of purchases has each one once, and those of a number are as many as the number says."""

import csv
import io
import random
from collections import Counter
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.domain.listing.purchases import ListedKind, ListedStatus, SoughtPurchases
from bot.domain.models import FIRST_PLAN, PersonId, PlanId, PurchaseRow, PurchaseStatus
from bot.domain.records import Purchase
from bot.usecases.purchases.listing import ListedPurchase, PurchaseList, PurchasePage
from bot.usecases.refunds.apply import refund_purchase
from bot.usecases.reports.exports import Exports, TableName
from storage import people, plans, purchases
from storage.engine.database import open_database
from storage.queries import statistics
from storage.queries.guessed_refunds import GUESSED_ROWS
from storage.queries.listing import purchase_rows
from storage.queries.listing import purchases as listed_purchases
from tests.bodies import ANNA, BORIS, CLARA, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop, build_shop, seed
from tests.usecases.reports.lives import DAY, Life

_LIMIT = 3


async def _all(
    shop: Shop, sought: SoughtPurchases | None = None, text: str = "", limit: int = _LIMIT
) -> list[ListedPurchase]:
    """Read every page of a list."""
    found, after = [], None
    for _ in range(1000):
        page = await _page(shop, sought, text, after, limit)
        assert len(page.rows) <= limit
        found += page.rows
        after = page.next
        if after is None:
            return found
    raise AssertionError("the list doesn't end")


async def _page(
    shop: Shop, sought: SoughtPurchases | None, text: str, after: object, limit: int
) -> PurchasePage:
    listing = PurchaseList(shop.db)
    return await listing.page(sought or SoughtPurchases(), text, after, limit)  # type: ignore[arg-type]


async def _ids(shop: Shop, sought: SoughtPurchases | None = None, text: str = "") -> list[int]:
    return [one.purchase.id for one in await _all(shop, sought, text)]


def _paid(found: list[ListedPurchase]) -> Counter[str | None]:
    """Sum up what was paid, by currency."""
    sums: Counter[str | None] = Counter()
    for one in found:
        if one.purchase.paid is not None:
            sums[one.purchase.paid.currency] += one.purchase.paid.amount_minor
    return sums


async def _exported(shop: Shop, folder: Path) -> list[dict[str, str]]:
    async def ignore(_done: int, _total: int) -> None:
        return

    rows: list[dict[str, str]] = []
    async for part in Exports(shop.db, shop.clock, folder).parts(TableName.PURCHASES, ignore):
        rows += csv.DictReader(io.StringIO(part.file.read().decode("utf-8-sig")))
    return rows


async def _compare(shop: Shop, rng: random.Random, folder: Path, *, narrowed: bool) -> None:
    """Compare the lists with the exported table, the owner's numbers and the ledger."""
    every = await _all(shop)
    exported = await _exported(shop, folder)
    keys = {plan.id: plan.key for plan in await shop.db.read(plans.every)}
    assert [
        (str(one.purchase.id), str(one.purchase.status), keys.get(one.plan_id or PlanId(0), ""))
        for one in every
    ] == [(row["number"], row["status"], row["plan"]) for row in reversed(exported)]
    for status in ListedStatus:
        found = await _all(shop, SoughtPurchases(status=status))
        assert len(found) == await shop.db.read(lambda tx, sql=_SQL[status]: tx.scalar(sql))
    for plan_id in keys:
        found = await _all(shop, SoughtPurchases(plan_id=plan_id))
        assert {one.purchase.id for one in found} == {
            one.purchase.id for one in every if one.plan_id == plan_id
        }
    for currency in ("USD", "EUR", "XTR"):
        found = await _all(shop, SoughtPurchases(currency=currency))
        assert {one.purchase.currency for one in found} <= {currency}
        assert len(found) == sum(1 for one in every if one.purchase.currency == currency)
    for since, until in _periods(rng, shop.clock.now()):
        await _compare_period(shop, every, since, until, narrowed=narrowed)


async def _compare_period(
    shop: Shop, every: list[ListedPurchase], since: int, until: int, *, narrowed: bool
) -> None:
    def period(status: ListedStatus | None = None) -> SoughtPurchases:
        return SoughtPurchases(status=status, since=since, until=until)

    sold = await _all(shop, period(ListedStatus.GRANTED))
    counted = await shop.db.read(lambda tx: statistics.takings(tx, since, until))
    assert len(sold) == sum(one.count for one in counted)
    assert _paid(sold) == {
        one.paid.currency: one.paid.amount_minor for one in counted if one.paid is not None
    }
    number, returned = await shop.db.read(lambda tx: statistics.refunded(tx, since, until))
    refunds = await _all(shop, period(ListedStatus.REFUNDED))
    assert len(refunds) == number
    assert _paid(refunds) == {one.currency: one.amount_minor for one in returned}
    renewed = await _all(shop, period(ListedStatus.RENEWED))
    assert len(renewed) == await shop.db.read(lambda tx: tx.scalar(_RENEWED, (since, until)))
    held = await _all(shop, period(ListedStatus.HELD))
    assert len(held) == await shop.db.read(lambda tx: statistics.held(tx, since, until))
    if not narrowed:
        assert {one.purchase.id for one in await _all(shop, period())} == {
            one.purchase.id for one in every if since <= _began(one.purchase) < until
        }


def _began(one: Purchase) -> int:
    at = one.received_at if one.purchased_at is None else one.purchased_at
    return min(at, one.received_at)


_RENEWED = """SELECT COUNT(*) FROM counted_newcomers c JOIN grants g ON g.id = c.row
    WHERE c.kind = 'again' AND g.purchase_row IS NOT NULL AND c.at >= ? AND c.at < ?"""
_SQL = {
    ListedStatus.RENEWED: _RENEWED.partition(" AND c.at")[0],
    ListedStatus.GRANTED: "SELECT COUNT(*) FROM purchases WHERE status = 'applied'",
    ListedStatus.HELD: "SELECT COUNT(*) FROM purchases WHERE status = 'held'",
    ListedStatus.REFUNDED: """SELECT COUNT(*) FROM purchases
        WHERE status = 'refunded' AND same_as IS NULL""",
    ListedStatus.GUESSED: f"SELECT COUNT(*) FROM ({GUESSED_ROWS})",
    ListedStatus.DISMISSED: "SELECT COUNT(*) FROM purchases WHERE status = 'dismissed'",
}


def _periods(rng: random.Random, now: int) -> list[tuple[int, int]]:
    odd = sorted(now - rng.randint(-2 * DAY, 60 * DAY) for _ in range(2))
    midnight = now - now % DAY
    return [(odd[0], odd[1]), (midnight - 29 * DAY, midnight + DAY), (midnight - DAY, midnight)]


@pytest.mark.matrix
@pytest.mark.parametrize("narrowed", [False, True])
@pytest.mark.parametrize("number", range(4))
async def test_the_lists_are_the_ledger_after_a_random_history(
    tmp_path: Path, number: int, narrowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(number)
    monkeypatch.setattr(listed_purchases, "MOST_ROWS", 5)
    monkeypatch.setattr(listed_purchases, "MOST_ROWS_JOINED", 4)
    if narrowed:
        monkeypatch.setattr(purchase_rows, "FEW", 0)
    async with open_database(tmp_path / "shop.db") as db:
        shop = build_shop(db, FixedClock(NOW))
        for plan in (2, 3):
            await db.write(lambda tx, plan=plan: plans.insert(tx, f"plan-{plan}"))  # type: ignore[misc]
        await seed(shop, ("1 month", 456), ("3 months", 457), ("9 days", 458), ("lifetime", 459))
        await shop.recurring.bind(1644, FIRST_PLAN, ADMINS[0])
        life = Life(shop, rng, 3)
        for _ in range(4):
            for _ in range(15):
                await life.step()
            await _compare(shop, rng, tmp_path, narrowed=narrowed)


async def test_a_search_finds_by_each_number_and_name(shop: Shop) -> None:
    await shop.receive(purchase(71))
    await shop.receive(purchase(72, telegram_user_id=BORIS, telegram_username="boris_b"))
    await shop.receive(purchase(1, telegram_user_id=CLARA, product_name="Ёлка, 100%_*[x]?"))

    def name(tx: object) -> None:
        for person, known in ((ANNA, "Анна Ёжикова"), (BORIS, 'O\'Brien "Bob"')):
            tx.execute(  # type: ignore[attr-defined]
                "UPDATE people SET name = ? WHERE telegram_user_id = ?", (known, person)
            )

    await shop.db.write(name)
    expected = {
        "#1": [1],
        "# 1": [],
        "#99": [],
        "71": [1],
        str(BORIS): [2],
        "1": [3],
        "999": [],
        "@BORIS_B": [2],
        "@boris": [2],
        "анна": [1],
        "ЕЖИКОВА АННА": [1],
        "o'brien": [2],
        '"bob"': [2],
        "100%_*[x]?": [3],
        "елка": [3],
        "%": [3],
        "_": [3, 2],
        "*": [3],
        "reading": [2, 1],
        "\u202eанна\x00": [1],
        "🙂": [],
        "\ud800": [3, 2, 1],
        "9" * 30: [],
    }
    found = {text: await _ids(shop, text=text) for text in expected}
    assert found == expected


async def test_a_search_and_filters_both_count(shop: Shop) -> None:
    for number, person in ((1, ANNA), (2, BORIS), (3, ANNA)):
        await shop.receive(purchase(number, telegram_user_id=person))
    await shop.receive(refund(3))
    granted = SoughtPurchases(status=ListedStatus.GRANTED)
    assert await _ids(shop, granted, str(ANNA)) == [1]
    assert await _ids(shop, SoughtPurchases(status=ListedStatus.REFUNDED), str(ANNA)) == [3]
    assert await _ids(shop, SoughtPurchases(currency="EUR"), str(ANNA)) == []
    assert await _ids(shop, SoughtPurchases(product_id=456, kind=ListedKind.TRIBUTE)) == [3, 2, 1]
    assert await _ids(shop, SoughtPurchases(kind=ListedKind.STARS)) == []


async def test_a_page_that_looked_through_enough_says_how_far(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 8):
        await shop.receive(purchase(number, currency="eur" if number == 1 else "usd"))
    monkeypatch.setattr(listed_purchases, "MOST_ROWS", 3)
    sought = SoughtPurchases(currency="EUR")
    first = await _page(shop, sought, "", None, 50)
    assert (first.rows, first.searched_until) == ((), NOW)
    second = await _page(shop, sought, "", first.next, 50)
    assert second.rows == ()
    third = await _page(shop, sought, "", second.next, 50)
    assert [one.purchase.id for one in third.rows] == [1]
    assert (third.next, third.searched_until) == (None, None)


async def test_a_purchase_that_comes_meanwhile_moves_no_page(shop: Shop) -> None:
    for number in range(1, 6):
        await shop.receive(purchase(number))
    first = await _page(shop, None, "", None, 2)
    await shop.receive(purchase(6))
    second = await _page(shop, None, "", first.next, 2)
    assert [one.purchase.id for one in (*first.rows, *second.rows)] == [5, 4, 3, 2]


async def test_refunded_purchases_go_by_the_time_of_the_refund(shop: Shop) -> None:
    for number in range(1, 4):
        await shop.receive(purchase(number))

    def work(tx: object) -> None:
        for row, at in ((2, NOW), (1, NOW + 10), (3, NOW + 5)):
            known = purchases.get(tx, row)  # type: ignore[arg-type]
            assert known is not None
            refund_purchase(tx, known, at, None, (), NOW)  # type: ignore[arg-type]

    await shop.db.write(work)
    refunded = SoughtPurchases(status=ListedStatus.REFUNDED)
    assert await _ids(shop, refunded) == [1, 3, 2]
    assert (await shop.purchase(1)).status is PurchaseStatus.REFUNDED
    assert await _ids(shop, SoughtPurchases(status=ListedStatus.REFUNDED, since=NOW + 5)) == [1, 3]


async def test_a_beginning_of_a_username_finds_it_in_any_case(shop: Shop) -> None:
    for number, name in enumerate(("Maria", "mark", "ma", "zoe", None), 1):
        person = PersonId(number)
        await shop.db.write(lambda tx, p=person, n=name: people.ensure(tx, p, n, NOW))  # type: ignore[misc]
    found = await shop.db.read(lambda tx: people.whose_username_begins(tx, "MA", 10))
    assert found == [3, 1, 2]


async def test_a_granted_purchase_that_came_very_late_is_found_in_its_days(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purchase_rows, "FEW", 0)
    for number in (1, 2, 3):
        await shop.receive(purchase(number))
    await shop.receive(purchase(4, at=NOW - 60 * DAY))
    period = SoughtPurchases(since=NOW - 61 * DAY, until=NOW - 59 * DAY)
    assert await _ids(shop, period) == [4]


async def test_of_two_refunded_purchases_that_are_one_only_one_is_listed_as_refunded(
    shop: Shop,
) -> None:
    for number in (1, 2):
        await shop.receive(purchase(number))
        await shop.receive(refund(number))
    await shop.db.write(lambda tx: purchases.set_same_as(tx, PurchaseRow(2), PurchaseRow(1)))
    assert await _ids(shop, SoughtPurchases(status=ListedStatus.REFUNDED)) == [1]
    assert await _ids(shop) == [2, 1]
