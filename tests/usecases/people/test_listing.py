"""The list of people has each person once, and those of a number are as many as the number says."""

import random
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.domain.listing.people import ListedAccess, SoughtPeople
from bot.domain.models import FIRST_PLAN, PersonId, PlanId, Subscription
from bot.domain.plans import any_of
from bot.usecases.people.listing import ListedPerson, PeopleList, PeoplePage
from bot.usecases.reports.active import active_at
from storage import people, plans, subscriptions
from storage.engine.database import open_database
from storage.engine.tx import Tx
from storage.queries import statistics
from storage.queries.listing import people as listed_people
from storage.queries.overview.periods import by_period
from tests.bodies import ANNA, BORIS, CLARA, purchase
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop, build_shop, seed
from tests.usecases.reports.lives import DAY, Life

_LIMIT = 2


async def _page(shop: Shop, sought: SoughtPeople, text: str, after: object) -> PeoplePage:
    listing = PeopleList(shop.db, shop.clock)
    return await listing.page(sought, text, after, _LIMIT)  # type: ignore[arg-type]


async def _all(
    shop: Shop, sought: SoughtPeople | None = None, text: str = ""
) -> list[ListedPerson]:
    """Read every page of a list."""
    found, after = [], None
    for _ in range(1000):
        page = await _page(shop, sought or SoughtPeople(), text, after)
        assert len(page.rows) <= _LIMIT
        found += page.rows
        after = page.next
        if after is None:
            ids = [one.person.telegram_user_id for one in found]
            assert len(ids) == len(set(ids)), "somebody is there twice"
            return found
    raise AssertionError("the list doesn't end")


async def _ids(shop: Shop, sought: SoughtPeople | None = None, text: str = "") -> list[int]:
    return [one.person.telegram_user_id for one in await _all(shop, sought, text)]


def _last_end(one: ListedPerson, plan_id: PlanId | None = None) -> Subscription | None:
    if plan_id is not None:
        return one.subscriptions.get(plan_id)
    return any_of(one.subscriptions.values())


def _is_active(one: ListedPerson, now: int, plan_id: PlanId | None = None) -> bool:
    last = _last_end(one, plan_id)
    return last is not None and last.active_at(now)


async def _compare(shop: Shop, rng: random.Random) -> None:
    """Compare the lists with the owner's numbers and with each person's subscriptions."""
    now, every = shop.clock.now(), await _all(shop)
    assert len(every) == await shop.db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM people"))
    some_time, for_life = await shop.db.read(lambda tx: statistics.active(tx, now))
    active = await _all(shop, SoughtPeople(access=ListedAccess.ACTIVE))
    assert len(active) == some_time + for_life
    assert len(await _all(shop, SoughtPeople(access=ListedAccess.LIFE))) == for_life
    ends = [_last_end(one).expires_at or 1 << 40 for one in active]  # type: ignore[union-attr]
    assert ends == sorted(ends)
    by_plan = await shop.db.read(lambda tx: statistics.active_by_plan(tx, now))
    for plan in await shop.db.read(plans.every):
        found = await _ids(shop, SoughtPeople(access=ListedAccess.ACTIVE, plan_id=plan.id))
        assert len(found) == by_plan.get(plan.id, 0)
        ended = await _ids(shop, SoughtPeople(access=ListedAccess.ENDED, plan_id=plan.id))
        assert set(ended) == {
            one.person.telegram_user_id
            for one in every
            if plan.id in one.subscriptions and not _is_active(one, now, plan.id)
        }
    ended = await _ids(shop, SoughtPeople(access=ListedAccess.ENDED))
    never = await _ids(shop, SoughtPeople(access=ListedAccess.NEVER))
    assert set(never) == {one.person.telegram_user_id for one in every if not one.subscriptions}
    assert len(ended) + len(never) + len(active) == len(every)
    first = now - rng.randint(0, 40) * DAY
    await _compare_period(shop, every, first, first + rng.randint(1, 60) * DAY)


async def _compare_period(shop: Shop, every: list[ListedPerson], since: int, until: int) -> None:
    ends = await _ids(shop, SoughtPeople(ends_since=since, ends_until=until))
    assert set(ends) == {
        one.person.telegram_user_id
        for one in every
        if (last := _last_end(one)) is not None
        and last.expires_at is not None
        and since <= last.expires_at < until
    }
    for words in ("", "a"):  # one order by ends, and one by ids
        gone = await _ids(
            shop, SoughtPeople(ListedAccess.ENDED, ends_since=since, ends_until=until), words
        )
        assert len(gone) <= (ended := await _ended(shop, since, until))
        assert words or len(gone) == ended
    await _compare_moment(shop, every, min(since, shop.clock.now() - 1))
    new, _ = await shop.db.read(lambda tx: statistics.newcomers(tx, since, until))
    found = await _ids(shop, SoughtPeople(new_since=since, new_until=until))
    assert len(found) == new
    by_name = await _ids(shop, SoughtPeople(new_since=since, new_until=until), "a")
    assert set(by_name) <= set(found)


async def _compare_moment(shop: Shop, every: list[ListedPerson], at: int) -> None:
    former = await _ids(shop, SoughtPeople(had_access_at=at))
    now = shop.clock.now()
    if all(each.started_at <= now for one in every for each in one.subscriptions.values()):
        assert len(former) == await _active_before(shop, at)  # else a clock was ahead
    for plan in await shop.db.read(plans.every):
        of_plan = await _ids(shop, SoughtPeople(had_access_at=at, plan_id=plan.id))
        assert set(of_plan) <= set(former)


async def _ended(shop: Shop, since: int, until: int) -> int:
    """Return how many the overview counts as ended in this time."""
    last = min(until, shop.clock.now() + 1)
    return await shop.db.read(lambda tx: statistics.ended(tx, min(since, last), last))


async def _active_before(shop: Shop, at: int) -> int:
    """Return how many people the overview counts at a moment that isn't to come."""
    now = shop.clock.now()

    def work(tx: Tx) -> int:
        moments = (at, now + 1)
        return active_at(tx, moments, by_period(tx, moments), sum(statistics.active(tx, now)))[0]

    return await shop.db.read(work)


@pytest.mark.matrix
@pytest.mark.parametrize("number", range(6))
async def test_the_lists_are_the_ledger_after_a_random_history(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(number)
    monkeypatch.setattr(listed_people, "MOST_PEOPLE", 3)
    monkeypatch.setattr(listed_people, "MOST_NAMES", 3)
    async with open_database(tmp_path / "shop.db") as db:
        shop = build_shop(db, FixedClock(NOW))
        for plan in (2, 3):
            await db.write(lambda tx, plan=plan: plans.insert(tx, f"plan-{plan}"))  # type: ignore[misc]
        await seed(shop, ("1 month", 456), ("3 months", 457), ("9 days", 458), ("lifetime", 459))
        await shop.recurring.bind(1644, FIRST_PLAN, ADMINS[0])
        await db.write(lambda tx: people.ensure(tx, 77, "anybody", NOW))
        life = Life(shop, rng, 3)
        for _ in range(4):
            for _ in range(15):
                await life.step()
            await _compare(shop, rng)


async def _meet(shop: Shop, person: int, name: str | None, username: str | None, at: int) -> None:
    def work(tx: Tx) -> None:
        people.ensure(tx, person, username, at)
        tx.execute(
            "UPDATE people SET name = ?, first_seen_at = ? WHERE telegram_user_id = ?",
            (name, at, person),
        )

    await shop.db.write(work)


async def test_people_come_newest_first(shop: Shop) -> None:
    for person, at in ((5, 10), (3, 30), (9, 20), (4, 30)):
        await _meet(shop, person, None, None, at)
    assert await _ids(shop) == [4, 3, 9, 5]


async def test_a_search_finds_by_id_name_username_and_purchase(shop: Shop) -> None:
    await shop.receive(purchase(71))
    await shop.receive(purchase(72, telegram_user_id=BORIS))
    await shop.receive(purchase(ANNA, telegram_user_id=CLARA))
    await _meet(shop, ANNA, "Анна Ёжикова", "anna", NOW)
    await _meet(shop, BORIS, "БОРИС [b]*?", "Boris_B", NOW)
    await _meet(shop, CLARA, "Clara <script> İbrahim Işık", None, NOW)
    expected = {
        str(BORIS): [BORIS],
        str(ANNA): [CLARA, ANNA],  # the number of a purchase, too
        "72": [BORIS],
        "#1": [ANNA],
        "#9": [],
        "@boris": [BORIS],
        "@oris": [BORIS],
        "борис": [BORIS],
        "ежикова анна": [ANNA],
        "[b]*?": [BORIS],
        "<script>": [CLARA],
        "ibrahim": [CLARA],
        "İBRAHİM ışık": [CLARA],
        "IŞIK": [CLARA],
        "\u200f clara\x00": [CLARA],
        "%": [],
        "'": [],
        "'; DROP TABLE people; --": [],
        "🙂": [],
        "9" * 18: [],
        "9" * 40: [],
        "#0": [],
    }
    assert {text: await _ids(shop, text=text) for text in expected} == expected


async def test_a_search_and_filters_both_count(shop: Shop) -> None:
    await shop.receive(purchase(1))
    await _meet(shop, ANNA, "Anna", "anna", NOW)
    await _meet(shop, BORIS, "Anna too", "annabel", NOW)
    active = SoughtPeople(access=ListedAccess.ACTIVE)
    assert await _ids(shop, active, "anna") == [ANNA]
    assert await _ids(shop, SoughtPeople(access=ListedAccess.NEVER), "anna") == [BORIS]
    assert await _ids(shop, SoughtPeople(access=ListedAccess.LIFE), "@anna") == []
    assert await _ids(shop, SoughtPeople(ends_since=NOW, ends_until=NOW + 60 * DAY), "anna") == [
        ANNA
    ]


async def test_a_search_that_looked_through_enough_goes_on(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in range(1, 8):
        await _meet(shop, person, "Wanted" if person == 2 else "Other", None, NOW)
    monkeypatch.setattr(listed_people, "MOST_NAMES", 3)
    first = await _page(shop, SoughtPeople(), "wanted", None)
    assert (first.rows, first.is_cut) == ((), True)
    second = await _page(shop, SoughtPeople(), "wanted", first.next)
    assert ([one.person.telegram_user_id for one in second.rows], second.is_cut) == ([2], True)
    third = await _page(shop, SoughtPeople(), "wanted", second.next)
    assert (third.rows, third.is_cut, third.next) == ((), False, None)


async def test_people_for_life_follow_those_with_an_end(shop: Shop) -> None:
    for number, (person, product) in enumerate(
        ((ANNA, 459), (BORIS, 457), (CLARA, 456), (1, 459)), 1
    ):
        await shop.receive(purchase(number, telegram_user_id=person, product_id=product))
    assert await _ids(shop, SoughtPeople(access=ListedAccess.ACTIVE)) == [CLARA, BORIS, 1, ANNA]
    found = await shop.db.read(lambda tx: subscriptions.of_people(tx, [PersonId(1)]))
    assert found[PersonId(1)][FIRST_PLAN].expires_at is None
