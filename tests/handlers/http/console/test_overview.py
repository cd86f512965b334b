"""The overview over the API: what it answers, in both languages, and which days it refuses."""

import pytest

from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, BUYER, REGRETS
from bot.sandbox.world import World
from bot.usecases.people.people import Profile
from storage import facts
from tests.bodies import ABSENT, purchase
from tests.handlers.http.console.attention.things import asked, hold_many
from tests.handlers.http.console.client import Browsers, Visitor
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.talk import ask

DAY = 86400


async def test_a_new_shop_says_so(console: Visitor) -> None:
    found = (await console.get("overview")).body
    assert found["is_new"] is True
    assert found["income"] == found["waiting"] == found["expiring"]["people"] == []
    assert found["days"]["days"] == 30
    assert found["before"]["last"] < found["days"]["first"] < found["days"]["last"]


async def test_a_sale_is_in_the_numbers_and_in_the_chart(world: World, console: Visitor) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    found = (await console.get("overview", days=7)).body
    assert found["is_new"] is False
    (income,) = found["income"]
    assert income["now"]["amount"] == "9.99"
    assert income["now"]["amount_minor"] == 999
    assert income["before"]["amount_minor"] == 0
    assert found["people"]["new"] == found["people"]["active"] == {"now": 1, "before": 0}
    assert found["people"]["churn"] == {"now": 0.0, "before": None}
    assert found["chart"]["step"] == "day"
    assert found["chart"]["income"][0]["values"] == [0, 0, 0, 0, 0, 0, 9.99]
    assert found["chart"]["active"] == [0, 0, 0, 0, 0, 0, 1]


async def test_days_keep_their_numbers_when_time_goes_on(
    world: World, browsers: Browsers, console: Visitor
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    today = (await console.get("overview")).body["today"]
    found = (await console.get("overview", **{"from": today, "to": today})).body
    assert found["people"]["new"]["now"] == 1
    assert found["days"] == {**found["days"], "first": today, "last": today, "days": 1}
    world.clock.move(DAY)
    console = await browsers.by_telegram(ADMIN.id)
    later = (await console.get("overview", **{"from": today, "to": today})).body
    assert later["people"]["new"]["now"] == 1
    assert (await console.get("overview", days=1)).body["people"]["new"] == {"now": 0, "before": 1}


async def test_access_that_ends_within_a_week_is_listed(
    world: World, browsers: Browsers, console: Visitor
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    await world.tribute.pay(457, telegram_user_id=REGRETS.id)
    assert (await console.get("overview")).body["expiring"]["count"] == 0
    world.clock.move(27 * DAY)
    console = await browsers.by_telegram(ADMIN.id)
    found = (await console.get("overview")).body["expiring"]
    assert found["count"] == 1
    (row,) = found["people"]
    assert row["person"]["id"] == BUYER.id
    assert row["person"]["label"]
    assert (row["plan"], row["renews"]) == (None, False)


async def test_a_held_payment_waits(world: World, console: Visitor) -> None:
    world.tribute.add_product("Unknown", id=999)
    await world.tribute.pay(999, telegram_user_id=BUYER.id)
    (waiting,) = (await console.get("overview")).body["waiting"]
    assert waiting == {"kind": "held", "count": 1, "text": "1 payment to settle"}


async def test_the_pause_after_a_restore_waits_too_so_that_both_pages_count_the_same(
    world: World, console: Visitor
) -> None:
    now = str(world.clock.now())
    await deps(world).pauses.db.write(lambda tx: facts.put(tx, "outbox_paused_at", now))
    world.tribute.add_product("Unknown", id=999)
    await world.tribute.pay(999, telegram_user_id=BUYER.id)
    found = (await console.get("overview")).body["waiting"]
    assert [one["kind"] for one in found] == ["pause", "held"]
    assert "put back" in found[0]["text"]
    assert (await console.get("attention")).body["count"] == sum(one["count"] for one in found)


async def test_each_part_of_what_waits_is_listed_alone(world: World, console: Visitor) -> None:
    world.tribute.add_product("Unknown", id=999)
    for buyer in (BUYER.id, None):
        await world.tribute.pay(999, telegram_user_id=buyer)
    await ask(world, REGRETS.id, "/start")
    await asked(world, "Where is it?")
    for one in (await console.get("overview")).body["waiting"]:
        listed = (await console.get("attention", of=one["kind"])).body["groups"]
        assert sum(len(group["items"]) for group in listed) == one["count"], one["kind"]
    unsold = (await console.get("attention", of="held", why="unbound")).body
    assert (len(unsold["groups"][0]["items"]), unsold["count"]) == (1, 3)
    assert "1 payment " in (await console.get("plans")).body["waiting"]
    assert (await console.get("attention", of="people")).refusal == (400, "bad-request")


async def test_of_very_many_payments_each_counts_where_only_the_first_are_listed(
    world: World, console: Visitor
) -> None:
    await hold_many(world, 103)
    (waiting,) = (await console.get("overview")).body["waiting"]
    assert waiting == {"kind": "held", "count": 103, "text": "103 payments to settle"}
    found = (await console.get("attention")).body
    (group,) = found["groups"]
    assert (found["count"], len(group["items"])) == (103, 100)
    assert group["title"] == "103 payments that give no access yet"
    assert group["more"] == (
        "The first 100 are here. The others follow as soon as these are settled."
    )
    assert "103 payments" in (await command(world, ADMIN.id, "/attention")).text


async def test_payments_for_a_product_that_nobody_knows_count_behind_a_hundred_others(
    world: World, console: Visitor
) -> None:
    for number in range(1, 103):
        buyer = BUYER.id if number > 100 else ABSENT
        body = purchase(number, product_id=999, telegram_user_id=buyer)
        assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200
    assert "2 payments " in (await console.get("plans")).body["waiting"]
    found = (await console.get("attention", of="held", why="unbound")).body
    (group,) = found["groups"]
    assert (len(group["items"]), group["more"], found["count"]) == (2, None, 102)
    assert "2 payments" in (await command(world, ADMIN.id, "/tariffs")).text


async def test_it_is_in_the_admins_language(world: World, console: Visitor) -> None:
    assert world.app is not None
    world.tribute.add_product("Unknown", id=999)
    await world.tribute.pay(999, telegram_user_id=BUYER.id)
    await world.app.deps.people.meet(Profile(ADMIN.id, "Anna", None, "ru"))
    (waiting,) = (await console.get("overview")).body["waiting"]
    assert waiting["text"] == "1 платёж ждёт решения"


_NO_DAYS = (
    {"days": "0"},
    {"days": "99999"},
    {"days": "1.5"},
    {"days": "٣"},
    {"from": "2026-01-01"},
    {"to": "2026-01-01"},
    {"from": "2026-02-01", "to": "2026-01-01"},
    {"from": "2026-02-30", "to": "2026-03-01"},
    {"from": "1900-01-01", "to": "1900-01-02"},
    {"from": "2015-01-01", "to": "2099-01-02"},
    {"from": "2026-01-01", "to": "2026-01-02", "days": "3"},
    {"first": "2026-01-01", "last": "2026-01-02"},
    {"from": "2026-01-01' OR 1", "to": "\0"},
    {"from": "1767225600", "to": "1767312000"},
)


async def test_days_that_cannot_be_are_refused(console: Visitor) -> None:
    for query in _NO_DAYS:
        answer = await console.get("overview", **query)
        assert answer.refusal == (400, "bad-request"), query


@pytest.mark.parametrize("days", [("2099-12-30", "2099-12-31"), ("2015-01-01", "2024-12-31")])
async def test_days_that_lie_far_away_have_nothing_in_them(
    world: World, console: Visitor, days: tuple[str, str]
) -> None:
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    answer = await console.get("overview", **dict(zip(("from", "to"), days, strict=True)))
    assert answer.status == 200
    assert answer.body["income"] == []
    assert answer.body["people"]["new"] == {"now": 0, "before": 0}


async def test_the_rows_of_the_monthly_income_make_just_that(
    world: World, console: Visitor
) -> None:
    await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    for person in (BUYER, REGRETS):
        await world.tribute.subscriptions.subscribe(person.id)
    [monthly] = (await console.get("overview")).body["monthly"]
    path, euro = "overview/renewing", {"currency": "EUR"}
    first = (await console.get(path, **euro, limit=1)).body
    assert (await console.get(f"{path}/total", **euro)).body == {"total": monthly}
    rest = (await console.get(path, **euro, limit=1, cursor=first["next"])).body
    assert rest["next"] is None
    rows = [*first["items"], *rest["items"]]
    assert {one["person"]["id"] for one in rows} == {BUYER.id, REGRETS.id}
    made = sum(one["monthly"]["amount_minor"] for one in rows)
    assert (made, len(rows)) == (monthly["income"]["amount_minor"], monthly["number"])
    assert (await console.get(path, currency="USD")).body == {"items": [], "next": None}
    assert (await console.get(f"{path}/total", currency="USD")).body == {"total": None}
    assert (await console.get(path, currency="usd")).refusal == (400, "bad-request")
    assert (await console.get(path, **euro, cursor="x")).refusal == (400, "bad-request")
