"""Every button that the bot sends fits on a phone, in a shop with long names and large prices.

The tests of each feature assert the same of what they meet (`tests.labels`).
"""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.bodies import purchase
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.talk import ask, open_world
from tests.labels import assert_labels_fit, too_long

NAME = "Полный курс «Нейросети для маркетологов» 🧑🏽‍💻 с поддержкой"
PERSON = "Константин-Александр"
FAMILY = "Преображенский-Воскресенский 🇷🇺"
COMMANDS = (
    *("/start", "/buy", "/status", "/paysupport", "/language", "/terms", "/claim 741250003 paid"),
    *("/attention", "/purchases", "/refund", "/refund 741250001", "/products", "/tariffs"),
    *("/product 5000", f"/user {BUYER.id}", f"/grant {BUYER.id} 18 months", "/broadcast"),
    *(f"/revoke {BUYER.id}", f"/grant {BUYER.id}", "/doctor", "/backup"),
)
_LEADS_ELSEWHERE = {"language"}
"""Pressing it changes what is looked at."""


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    durations = ("1 month", "18 months", "45 days", "1 year", "lifetime", "365 days", "11 months")
    seeds = ", ".join(f"{one}={5000 + number}" for number, one in enumerate(durations))
    async with open_world(clock, tariffs=seeds) as world:
        for number in range(2 * len(durations)):
            currency = ("RUB", "USD", "EUR")[number % 3]
            world.tribute.add_product(
                f"{number} {NAME}",
                id=5000 + number,
                amount=123_456_789,
                currency=currency,
                stars=12_345,
                acceptCards=True,
            )
        world.telegram.add_person(
            BUYER.id, PERSON, last_name=FAMILY, language_code="ru", username=BUYER.username
        )
        await world.restart_app()
        yield world


async def _fill(world: World) -> None:
    """Let the buyer pay, ask, be held, be refunded unclearly and subscribe."""
    await ask(world, BUYER.id, "/start")
    for number in range(12):
        body = purchase(
            741_250_001 + number,
            product_id=5000 + number,
            product_name=f"{number} {NAME}",
            telegram_user_id=None if number % 4 == 2 else BUYER.id,
            amount=123_456_789,
            currency="rub",
        )
        await world.tribute.deliver(world.tribute.raw_event(body))
    await ask(world, BUYER.id, "/claim 741250003 оплатил вчера вечером с карты жены")
    await deps(world).recurring.bind(741_250_001, FIRST_PLAN, ADMIN.id)
    await world.tribute.subscriptions.subscribe(BUYER.id)


async def _press_everything(world: World, person: int, pressed: set[str]) -> None:
    """Press a button of each kind that any message has, until there is no new kind."""
    while (found := _new_kind(world, person, pressed)) is not None:
        message, data = found
        pressed.add(_kind(data))
        await world.telegram.press(person, message.message_id, data)


def _new_kind(world: World, person: int, pressed: set[str]) -> tuple[Message, str] | None:
    for message in reversed(world.telegram.messages_to(person)):
        for one in message.buttons:
            if one.callback_data and _kind(one.callback_data) not in pressed:
                return message, one.callback_data
    return None


def _kind(data: str) -> str:
    return data.partition(":")[0]


@pytest.mark.parametrize("admin", [ADMIN.id, pytest.param(SECOND_ADMIN.id, marks=pytest.mark.long)])
async def test_every_button_fits_with_long_names_and_large_prices(world: World, admin: int) -> None:
    await _fill(world)
    pressed = set(_LEADS_ELSEWHERE)
    for asked in COMMANDS:
        await ask(world, admin, asked)
        await _press_everything(world, admin, pressed)
        await world.telegram.send(admin, "/cancel")
    for asked in COMMANDS[:6]:
        await ask(world, BUYER.id, asked)
    assert len(pressed) > 30
    assert_labels_fit(world)


def test_a_label_that_is_too_long_is_noticed() -> None:
    fits = [[{"text": "x" * 34}], [{"text": "x" * 16}, {"text": "⏸" * 8}], [{"text": "x" * 8}] * 3]
    assert too_long(fits) == []
    assert too_long([[{"text": "x" * 35}]]) == ["x" * 35]
    assert too_long([[{"text": "x" * 17}, {"text": "x"}]]) == ["x" * 17]
    assert too_long([[{"text": "⏸" * 18}]]) == ["⏸" * 18]
