"""Whether what is paid in Stars renews: Telegram's reports, in any order and of any look."""

import csv
import io
from pathlib import Path

import pytest

from bot.domain.stars_renewals.renewal import (
    PERIOD_SECONDS,
    RenewalState,
)
from bot.usecases.operations.ledger_check import check
from bot.usecases.reports.exports import Exports, TableName
from storage.engine.tx import Tx
from storage.stars import renewals as stored
from tests.bodies import ANNA, BORIS
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.reports.test_exports import ignore_progress
from tests.usecases.rows import column
from tests.usecases.stars.subscriber import Subscriber, subscriber, tell
from tests.usecases.stars.till import open_till

END = NOW + PERIOD_SECONDS


@pytest.fixture
async def anna(shop: Shop) -> Subscriber:
    """Return somebody who has paid what renews."""
    found = await subscriber(open_till(shop))
    await found.begins()
    return found


@pytest.mark.parametrize("state", ["canceled", "failed"])
async def test_what_telegram_will_not_renew_ends_and_both_sides_hear_of_it(
    anna: Subscriber, state: str
) -> None:
    assert await anna.says(state)
    assert (await anna.renewal()).state == RenewalState(state)
    access = await anna.access()
    assert (access.expires_at, access.renews_at, access.renews_in_stars) == (END, None, False)
    assert await anna.till.shop.notices("stars-renewal") == [ANNA]
    assert await anna.till.shop.notices("admin-stars-renewal") == list(ADMINS)


async def test_a_resumed_one_renews_again(anna: Subscriber) -> None:
    assert await anna.says("canceled", 1)
    assert await anna.says("active", 2)
    assert (await anna.renewal()).state is RenewalState.ACTIVE
    assert (await anna.access()).renews_at == END
    assert len(await anna.till.shop.notices("stars-renewal")) == 2


async def test_a_report_counts_once_also_after_another_one(anna: Subscriber) -> None:
    for update_id, state in ((1, "canceled"), (2, "active"), (1, "canceled"), (2, "active")):
        assert await anna.says(state, update_id)
    assert (await anna.renewal()).state is RenewalState.ACTIVE
    assert len(await anna.till.shop.notices("stars-renewal")) == 2


async def test_a_report_of_what_is_so_already_changes_nothing(anna: Subscriber) -> None:
    assert await anna.says("active", 1)
    assert await anna.says("canceled", 2)
    assert await anna.says("canceled", 3)
    assert len(await anna.till.shop.notices("stars-renewal")) == 1


async def test_a_payment_after_a_failure_renews(anna: Subscriber) -> None:
    assert await anna.says("failed")
    anna.till.shop.clock.move(PERIOD_SECONDS)
    await anna.pays("renewal", END)
    assert (await anna.renewal()).state is RenewalState.ACTIVE
    assert (await anna.access()).renews_at == END + PERIOD_SECONDS


async def test_an_older_payment_that_is_found_later_resumes_nothing(anna: Subscriber) -> None:
    anna.till.shop.clock.move(PERIOD_SECONDS + 60)
    assert await anna.says("canceled")
    await anna.pays("renewal", END)
    assert (await anna.renewal()).state is RenewalState.CANCELED


@pytest.mark.parametrize(
    ("payload", "state", "person_id"),
    [
        ("", "canceled", ANNA),
        ("forged", "canceled", ANNA),
        ("x" * 200, "canceled", ANNA),
        (None, "canceled", ANNA),
        ({"a": 1}, "canceled", ANNA),
        ("\ud800", "canceled", ANNA),
        ("its own", "canceled", BORIS),
        ("its own", "canceled", "nobody"),
        ("its own", "paused", ANNA),
        ("its own", "", ANNA),
        ("its own", None, ANNA),
        ("its own", ["canceled"], ANNA),
    ],
)
async def test_a_report_that_is_not_understood_changes_nothing_and_is_said_once(
    anna: Subscriber, payload: object, state: object, person_id: object
) -> None:
    told = anna.order.payload if payload == "its own" else payload
    for update_id in (1, 2):
        await tell(anna.till, told, state, update_id, person=person_id)
    assert (await anna.renewal()).state is RenewalState.ACTIVE
    assert await anna.till.shop.notices("admin-stars-unread") == list(ADMINS)
    assert await anna.till.shop.notices("stars-renewal") == []


async def test_reports_without_a_number_count_too(anna: Subscriber) -> None:
    assert await tell(anna.till, anna.order.payload, "canceled", "many")
    assert (await anna.renewal()).state is RenewalState.CANCELED


async def test_a_shop_that_sells_nothing_that_renews_says_no_word(shop: Shop) -> None:
    till = open_till(shop)
    await till.price()
    assert await tell(till, "unknown", "canceled")
    assert await shop.notices("admin-stars-unread") == []


async def test_what_an_own_feature_sells_is_left_to_it(anna: Subscriber) -> None:
    assert not await tell(anna.till, "unknown", "canceled", only_ours=True)
    assert await anna.till.shop.notices("admin-stars-unread") == []
    assert await anna.says("canceled", only_ours=True)


async def test_the_check_names_what_its_events_do_not_say(anna: Subscriber) -> None:
    async def spoil(sql: str) -> list[str]:
        await anna.till.shop.db.write(lambda tx: tx.execute(sql))
        return await anna.till.shop.db.read(check)

    found = await spoil("UPDATE stars_renewals SET state = 'canceled'")
    assert "Renewal 1 in Stars isn't what its events and payments say." in found
    found = await spoil("UPDATE stars_renewals SET state = 'odd'")
    assert any("has the value 'odd' in state" in one for one in found)
    found = await spoil("UPDATE stars_renewal_events SET what = 'odd'")
    assert any("has the value 'odd' in what" in one for one in found)
    await spoil("UPDATE stars_renewal_events SET what = 'charged'")
    assert await spoil("UPDATE stars_renewals SET state = 'active'") == []


async def test_what_renews_is_counted_apart(anna: Subscriber) -> None:
    def renewing(tx: Tx) -> stored.Renewing:
        return stored.renewing(tx, anna.till.shop.clock.now())

    assert await anna.till.shop.db.read(renewing) == (1, 250, 1)
    anna.till.shop.clock.move(PERIOD_SECONDS + 600)
    assert await anna.till.shop.db.read(renewing) == (0, 0, 0)
    assert await column(anna.till.shop, "SELECT COUNT(*) FROM stars_renewals") == [1]


async def _purchases(shop: Shop, folder: Path) -> list[dict[str, str]]:
    exports = Exports(shop.db, shop.clock, folder)
    found: list[dict[str, str]] = []
    async for part in exports.parts(TableName.PURCHASES, ignore_progress):
        found += csv.DictReader(io.StringIO(part.file.read().decode("utf-8-sig")))
    return found


async def test_the_table_of_purchases_says_until_when_a_renewing_payment_lasts(
    shop: Shop, tmp_path: Path
) -> None:
    till = open_till(shop)
    await till.price()
    assert await till.pays(await till.order(), "once")
    [once] = await _purchases(shop, tmp_path)
    assert "paid_until" not in once
    anna = await subscriber(till)
    await anna.begins("again")
    found = {
        one["telegram_charge_id"]: one["paid_until"] for one in await _purchases(shop, tmp_path)
    }
    assert found == {"once": "", "again": "2026-06-11T21:59:00Z"}
