"""Exported tables name the plan: a subscriber's row for each of their plans, none twice."""

import csv
import io

from bot.domain.durations import Duration
from bot.domain.models import PersonId, PlanId
from bot.domain.plans import Inclusions
from bot.domain.records import NewTariff
from bot.usecases.access.grants import ChangeReason, refold_all
from bot.usecases.reports.exports import Exports, TableName
from storage import grants, people, plans
from tests.bodies import ANNA, purchase, recurring, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID

BASIC, PRO, COURSE = PlanId(1), PlanId(2), PlanId(3)


async def table(shop, folder, name):
    """Return the rows of a table, of all its files."""

    async def ignore_progress(_done, _total):
        return

    found = []
    async for part in Exports(shop.db, shop.clock, folder).parts(name, ignore_progress):
        found += csv.DictReader(io.StringIO(part.file.read().decode("utf-8-sig")))
    return found


async def open_plans(shop, *, included=False):
    """Let the shop have Pro and a course besides its first plan, which Pro may include."""

    def work(tx):
        for key in ("pro", "course"):
            plans.insert(tx, key)
        pairs = {(PRO, BASIC)} if included else set()
        plans.set_inclusions(tx, Inclusions(frozenset(pairs)))
        plans.set_refolded_up_to(tx, None)

    await shop.db.write(work)


async def give(shop, person, plan, days):
    def work(tx):
        people.ensure(tx, person, None, shop.clock.now())
        grants.insert_by_admin(tx, person, plan, Duration(days=days), shop.clock.now())
        refold_all(tx, {person: ChangeReason()}, shop.clock.now())

    await shop.db.write(work)


async def test_a_portion_that_ends_between_the_plans_of_a_person_repeats_and_skips_nothing(
    shop, tmp_path
):
    await open_plans(shop)
    crowd = [PersonId(800_000 + number) for number in range(700)]

    def work(tx):
        for person in crowd:
            people.ensure(tx, person, None, NOW)
            for plan in (BASIC, PRO, COURSE):
                grants.insert_by_admin(tx, person, plan, Duration(days=plan), NOW)
        refold_all(tx, dict.fromkeys(crowd, ChangeReason()), NOW)

    await shop.db.write(work)
    found = await table(shop, tmp_path, TableName.SUBSCRIBERS)
    assert [(row["telegram_user_id"], row["plan"]) for row in found] == [
        (str(person), plan) for person in crowd for plan in ("access", "pro", "course")
    ]


async def test_a_subscriber_has_a_row_for_each_plan_and_it_says_what_it_comes_with(shop, tmp_path):
    await open_plans(shop, included=True)
    assert await shop.tariffs.bind(999, NewTariff(PRO, Duration(days=10)), ADMINS[0])
    await shop.receive(purchase(1, at=NOW - 86400))
    await shop.receive(purchase(2, product_id=999, at=NOW))
    basic, pro = await table(shop, tmp_path, TableName.SUBSCRIBERS)
    assert (basic["plan"], basic["tariff"], basic["comes_with"]) == ("access", "1 month", "pro")
    assert (pro["plan"], pro["tariff"], pro["comes_with"]) == ("pro", "10 days", "")
    assert basic["access_until"] > pro["access_until"]
    shop.clock.move(11 * 86400)
    basic, pro = await table(shop, tmp_path, TableName.SUBSCRIBERS)
    assert (basic["status"], basic["comes_with"]) == ("active", "")
    assert (pro["status"], pro["tariff"]) == ("ended", "10 days")


async def test_what_somebody_has_by_inclusion_alone_has_no_tariff(shop, tmp_path):
    await open_plans(shop, included=True)
    await give(shop, PersonId(ANNA), PRO, 10)
    basic, pro = await table(shop, tmp_path, TableName.SUBSCRIBERS)
    assert (basic["plan"], basic["tariff"], basic["comes_with"]) == ("access", "", "pro")
    assert basic["access_until"] == pro["access_until"]


async def test_a_purchase_names_the_plan_that_it_opened_also_after_its_refund(shop, tmp_path):
    await open_plans(shop)
    assert await shop.tariffs.bind(999, NewTariff(PRO, Duration(days=10)), ADMINS[0])
    for number, product in ((1, 456), (2, 999), (3, 998)):
        await shop.receive(purchase(number, product_id=product))
    await shop.receive(refund(2, product_id=999))
    found = await table(shop, tmp_path, TableName.PURCHASES)
    assert [(row["status"], row["plan"]) for row in found] == [
        ("applied", "access"),
        ("refunded", "pro"),
        ("held", ""),
    ]


async def test_a_report_on_a_subscription_names_the_plan_that_it_opened(shop, tmp_path):
    await open_plans(shop)
    await shop.receive(recurring(until=NOW + 86400))
    (held,) = await table(shop, tmp_path, TableName.RECURRING)
    assert (held["status"], held["plan"]) == ("held", "")
    assert await shop.recurring.bind(SUBSCRIPTION_ID, COURSE, ADMINS[0])
    (applied,) = await table(shop, tmp_path, TableName.RECURRING)
    assert (applied["status"], applied["plan"]) == ("applied", "course")
