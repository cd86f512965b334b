"""Two plans from outside, day by day: Basic, then Pro, which includes it.

Both channels, the API, webhooks, /status in both languages; each purchase refunded at each point.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_ID, NEVER_STARTED, PRO_CHANNEL_ID
from bot.sandbox.plans import PRO_EUR
from bot.sandbox.service import PLAY_API_TOKEN
from bot.sandbox.tribute import Purchase
from bot.sandbox.world import World
from bot.usecases.access.lifecycle import Lifecycle
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.talk import ask, open_world, until, words
from tests.journeys.channel import until_idle, until_nothing_is_due
from tests.journeys.checked import check_passes
from tests.plans import include

CHANNELS = {"basic": CHANNEL_ID, "pro": PRO_CHANNEL_ID}
PRODUCTS = {"basic": 456, "pro": PRO_EUR}
THIRTY_DAYS = f"Basic / 30 days=456, Pro / 30 days={PRO_EUR}"
NEVER = (False, None)


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    """Yield a world with both plans, sold for 30 days each, and the owner's service."""
    async with open_world(clock, with_plans=True, with_service=True, tariffs=THIRTY_DAYS) as world:
        await until(lambda: all(world.telegram.groups[one].links for one in CHANNELS.values()))
        await ask(world, BUYER.id, "/start")
        yield world


class Days:
    """The life of one buyer, counted in days from the beginning."""

    def __init__(self, world: World, person: int = BUYER.id) -> None:
        self.world, self.person = world, person
        self.begun_at = world.clock.now()
        self.seen = 0

    async def until_day(self, day: int) -> None:
        """Pass the time, and do all that is due by then."""
        self.world.move(seconds=self.begun_at + day * 86400 - self.world.clock.now())
        rules = self.world.settings.remind_before
        lifecycle = Lifecycle(deps(self.world).people.db, self.world.clock, rules)
        while await lifecycle.tick():
            pass
        await until_nothing_is_due(self.world)

    async def buy(self, plan: str) -> Purchase:
        """Buy the plan, and ask to join every channel that isn't open yet."""
        bought = await self.world.tribute.pay(PRODUCTS[plan], telegram_user_id=self.person)
        for chat_id in CHANNELS.values():
            channel = self.world.telegram.groups[chat_id]
            if self.person not in channel.members:
                link = list(channel.links)[-1]
                assert self.world.telegram.ask_to_join(self.person, link)
        return bought

    async def refund(self, bought: Purchase) -> None:
        await self.world.tribute.refund_by_buyer(bought.id)

    async def check(self, **ends: int | None) -> None:
        """Compare the API, `?plan=` and both channels with what runs now: plans and their ends, in
        days. Plans that aren't named have no access."""
        now = self.world.clock.now()
        active = {plan: end for plan, end in ends.items() if self._at(end) > now}
        found = await self.api()
        states = {plan: self._state(ends.get(plan)) for plan in CHANNELS}
        latest = max(active.values(), default=None, key=self._at)
        assert (found["active"], found["expires_at"]) == self._state(latest)
        for plan, (is_active, end) in states.items():
            state = found["plans"].get(plan, {"active": False, "expires_at": None})
            assert state["active"] == is_active, plan
            assert not is_active or state["expires_at"] == end, plan
            asked = await self.api(plan)
            assert (asked["active"], asked["expires_at"]) == (
                (is_active, end) if is_active else NEVER
            )
            assert (
                await deps(self.world).subscriptions.current(self.person, plan) is not None
            ) == (is_active)
        await until(lambda: self.inside() == active.keys())
        await until_idle(self.world)
        assert self.inside() == active.keys()

    def inside(self) -> set[str]:
        """Return the plans whose channels the buyer is in, as Telegram has them."""
        groups = self.world.telegram.groups
        return {plan for plan, one in CHANNELS.items() if self.person in groups[one].members}

    async def api(self, plan: str | None = None) -> Any:
        query = f"?plan={plan}" if plan else ""
        url = f"{self.world.app_url}/api/v1/subscriptions/{self.person}{query}"
        headers = {"Authorization": f"Bearer {PLAY_API_TOKEN}"}
        async with aiohttp.ClientSession(headers=headers) as session, session.get(url) as answer:
            assert answer.status == 200
            return await answer.json()

    async def events(self, count: int) -> list[tuple[str, str, bool]]:
        """Wait for so many webhooks since the last look. Return of each what happened to which
        plan, and whether any plan is active."""
        await until(lambda: len(self.heard()) >= self.seen + count)
        new = self.heard()[self.seen :]
        self.seen += len(new)
        return new

    def heard(self) -> list[tuple[str, str, bool]]:
        """Return all webhooks so far."""
        assert self.world.service is not None
        found = [one.event for one in self.world.service.received]
        return [
            (one["type"].partition(".")[2], one["data"]["plan"], one["data"]["active"])
            for one in found
        ]

    async def status(self) -> str:
        return words(await ask(self.world, self.person, "/status"))

    def _at(self, day: int | None) -> int:
        return 0 if day is None else self.begun_at + day * 86400

    def _state(self, day: int | None) -> tuple[bool, str | None]:
        if day is None or self._at(day) <= self.world.clock.now():
            return NEVER
        return True, _iso(self._at(day))


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.long
@pytest.mark.parametrize("restarted", [False, True])
async def test_basic_then_pro_on_day_ten_then_basic_for_its_other_twenty_days(
    world: World, restarted: bool
) -> None:
    buyer = Days(world)
    await buyer.buy("basic")
    await buyer.check(basic=30)
    assert await buyer.events(1) == [("started", "basic", True)]
    await buyer.until_day(10)
    await buyer.buy("pro")
    await buyer.check(pro=40, basic=60)
    assert await buyer.events(2) == [("started", "pro", True), ("extended", "basic", True)]
    if restarted:
        await world.restart_app()
    await buyer.until_day(31)
    await buyer.check(pro=40, basic=60)
    await buyer.until_day(40)
    if restarted:
        await world.restart_app()
    await buyer.check(basic=60)
    assert await buyer.events(1) == [("ended", "pro", True)]
    await buyer.until_day(59)
    await buyer.check(basic=60)
    await buyer.until_day(60)
    await buyer.check()
    assert await buyer.events(1) == [("ended", "basic", False)]


ENGLISH = (
    BUYER.id,
    "It comes with Pro now; its own time is paused until 21 June 2026, 21:59 UTC.",
    "Basic: until 11 July 2026",
    "ended on 11 July 2026",
)
RUSSIAN = (
    NEVER_STARTED.id,
    "Сейчас он входит в Про; его собственное время на паузе до 21 июня 2026",
    "Базовый: до 11 июля 2026",
    "закончился 11 июля 2026",
)


@pytest.mark.long
@pytest.mark.parametrize(("person", "paused", "alone", "over"), [ENGLISH, RUSSIAN])
async def test_status_says_what_runs_and_what_is_paused_in_both_languages(
    world: World, person: int, paused: str, alone: str, over: str
) -> None:
    await ask(world, person, "/start")
    buyer = Days(world, person)
    await buyer.buy("basic")
    await buyer.until_day(10)
    await buyer.buy("pro")
    await buyer.check(pro=40, basic=60)
    assert paused in await buyer.status()
    await buyer.until_day(40)
    await buyer.check(basic=60)
    assert alone in await buyer.status()
    await buyer.until_day(60)
    await buyer.check()
    assert over in await buyer.status()


@pytest.mark.long
async def test_plans_that_end_together_are_one_reminder_and_one_goodbye(world: World) -> None:
    buyer = Days(world)
    await buyer.buy("pro")
    await buyer.check(pro=30, basic=30)
    assert "Basic: comes with Pro" in await buyer.status()
    for day in (27, 29, 30):
        await buyer.until_day(day)
    await buyer.check()
    assert sorted(await buyer.events(4)) == [
        ("ended", "basic", False),
        ("ended", "pro", False),
        ("started", "basic", True),
        ("started", "pro", True),
    ]
    said = [one.text for one in world.telegram.messages_to(BUYER.id)]
    assert sum("reminder" in text for text in said) == len(world.settings.remind_before)
    assert sum("ended on 11 June" in text for text in said) == 1


@pytest.mark.long
async def test_an_admin_ends_pro_and_basic_goes_on_with_what_was_paused(world: World) -> None:
    """Ten days of Basic were used, and twenty are left from the day on which Pro is revoked."""
    await ask(world, ADMIN.id, "/help")
    buyer = Days(world)
    await buyer.buy("basic")
    await buyer.until_day(10)
    await buyer.buy("pro")
    await buyer.until_day(20)
    await buyer.check(pro=40, basic=60)
    asked = await command(world, ADMIN.id, f"/revoke {BUYER.id}")
    await tap(world, asked, "Pro")
    await tap(world, asked, "Yes, end it now")
    await buyer.check(basic=40)
    assert (await buyer.events(5))[3:] == [("ended", "pro", True), ("shortened", "basic", True)]
    await buyer.until_day(40)
    await buyer.check()


@pytest.mark.long
async def test_what_an_admin_includes_later_counts_for_those_who_have_it_already(
    world: World,
) -> None:
    buyer = Days(world)
    await buyer.buy("basic")
    await buyer.until_day(10)
    await buyer.buy("pro")
    await buyer.check(pro=40, basic=60)
    await include(world, is_included=False)
    await buyer.check(pro=40, basic=30)
    await world.restart_app()
    await include(world)
    await buyer.check(pro=40, basic=60)
    assert (await buyer.events(5))[3:] == [
        ("shortened", "basic", True),
        ("extended", "basic", True),
    ]


REFUNDS = [
    # what is refunded, on which day, and what runs on the days after it
    ("basic", 5, {6: {}, 11: {"pro": 40, "basic": 40}, 41: {}}),
    ("basic", 15, {16: {"pro": 40, "basic": 40}, 41: {}}),
    ("basic", 45, {46: {}}),
    ("basic", 65, {66: {}}),
    ("pro", 15, {16: {"basic": 30}, 31: {}}),
    ("pro", 35, {36: {}}),
    ("pro", 45, {46: {}}),
    ("pro", 65, {66: {}}),
]


@pytest.mark.long
@pytest.mark.parametrize(("refunded", "on", "after"), REFUNDS)
async def test_each_purchase_refunded_at_each_point_leaves_what_the_other_one_gives(
    world: World, refunded: str, on: int, after: dict[int, dict[str, int | None]]
) -> None:
    buyer = Days(world)
    bought = {"basic": await buyer.buy("basic")}
    for day in sorted({10, on, *after}):
        await buyer.until_day(day)
        if day == 10:
            bought["pro"] = await buyer.buy("pro")
        if day == on:
            await buyer.refund(bought[refunded])
        if day in after:
            await buyer.check(**after[day])
        elif day < on and day != 10:
            await buyer.check(pro=40, basic=60)
    first = after[min(after)]
    await until(lambda: ("refunded", refunded, bool(first)) in buyer.heard())
    await check_passes(world)
