"""A username belongs to whoever was seen with it last, in Telegram or in a webhook."""

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from bot.usecases.people.people import People
from tests.bodies import purchase
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.talk import ask
from tests.journeys.channel import until_true
from tests.usecases.conftest import Shop

EARLIER, LATER = 910_001, 910_002
HOUR = 3600


async def write(world: World, person: int, username: str | None) -> None:
    """Let a person with this username write to the bot."""
    world.telegram.add_person(person, f"Person {person}", username=username)
    await ask(world, person, "/start")


def named(person: int, number: int, at: int, username: str = "the_name") -> bytes:
    return purchase(number, at=at, telegram_user_id=person, telegram_username=username)


async def paid(world: World, person: int, username: str) -> None:
    body = named(person, person, world.clock.now(), username)
    assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200


async def owner(world: World, typed: str) -> int | None:
    found = await deps(world).people.find(typed)
    return found.telegram_user_id if found else None


async def test_grant_reaches_the_present_owner_of_a_name(world: World) -> None:
    await ask(world, ADMIN.id, "/start")
    await write(world, EARLIER, "the_name")
    world.move(days=1)
    await write(world, LATER, "The_Name")
    for asked in ("/grant @the_name 1 month", "/user THE_NAME", "/revoke @@the_name"):
        card = await command(world, ADMIN.id, asked)
        assert f"Person {LATER}" in card.text
    assert "@" not in (await command(world, ADMIN.id, f"/user {EARLIER}")).text.splitlines()[0]


@pytest.mark.parametrize("spelled", ["the_name", "@the_name", "@@The_Name", " @THE_NAME "])
async def test_a_buyer_known_only_from_a_webhook_takes_the_name(world: World, spelled: str) -> None:
    await ask(world, ADMIN.id, "/start")
    await write(world, EARLIER, "the_name")
    world.move(days=1)
    await paid(world, LATER, spelled)
    assert await owner(world, "@the_name") == LATER
    card = await command(world, ADMIN.id, "/grant @the_name 1 month")
    assert f"· {LATER}" in card.text
    assert "@@" not in card.text
    purchase_card = await command(world, ADMIN.id, "/purchases @the_name")
    assert "@@" not in purchase_card.text


async def test_who_writes_with_a_name_after_a_webhook_has_it_again(world: World) -> None:
    await write(world, EARLIER, "the_name")
    await paid(world, LATER, "the_name")
    assert await owner(world, "the_name") == LATER
    await ask(world, EARLIER, "/help")
    assert await owner(world, "the_name") == EARLIER


async def test_a_name_that_a_person_has_given_up_is_nobody_s(world: World) -> None:
    await write(world, EARLIER, "the_name")
    await write(world, EARLIER, None)
    assert await owner(world, "@the_name") is None
    card = await deps(world).people.get(EARLIER)
    assert card is not None
    assert card.username is None


async def test_a_webhook_that_comes_late_gives_no_name_back(shop: Shop, now: int) -> None:
    """Tribute repeats a webhook for a day; meanwhile the name can have a new owner."""
    people = People(shop.db, shop.clock)
    await shop.receive(named(LATER, 2, now))
    await shop.receive(named(EARLIER, 1, now - HOUR))
    assert await found(people) == LATER


async def test_a_time_ahead_of_the_clock_counts_as_now(shop: Shop, now: int) -> None:
    people = People(shop.db, shop.clock)
    await shop.receive(named(LATER, 1, now))
    await shop.receive(named(EARLIER, 2, now + 100 * HOUR))
    assert await found(people) == LATER
    shop.clock.move(HOUR)
    await shop.receive(named(EARLIER, 3, now + 200 * HOUR))
    assert await found(people) == EARLIER


async def found(people: People) -> int | None:
    person = await people.find("@the_name")
    return person.telegram_user_id if person else None


async def test_a_name_seen_while_the_clock_was_ahead_can_change_hands(
    world: World, clock: FixedClock
) -> None:
    await ask(world, ADMIN.id, "/start")
    clock.move(40 * 24 * HOUR)
    await write(world, EARLIER, "the_name")
    clock.move(-40 * 24 * HOUR)
    await until_true(world, f"SELECT MAX(username_seen_at) = {clock.now()} FROM people")
    world.move(seconds=HOUR)
    await write(world, LATER, "The_Name")
    assert await owner(world, "@the_name") == LATER
    card = await command(world, ADMIN.id, "/grant @the_name 1 month")
    assert f"Person {LATER}" in card.text
