"""What each step of the plan does on the stage."""

import asyncio
import random
import signal
from collections.abc import Awaitable, Callable

from bot.sandbox.tribute.refunds import REFUNDED_BY_BUYER
from tests.bodies import purchase
from tests.soak.books import Sale
from tests.soak.stage import ADMINS, BUYERS, DAY, NEVER_STARTED, Stage

Act = Callable[[Stage, random.Random], Awaitable[None]]

_CLOCK_OFFSETS = (0, 0, -DAY, DAY, 3 * DAY, 20 * DAY, 40 * DAY, 365 * DAY)
_TELEGRAM_TROUBLES = (
    {"status": 500},
    {"status": 502, "mode": "html"},
    {"mode": "text"},
    {"mode": "drop"},
    {"mode": "drop_after"},
    {"mode": "hang", "seconds": 2.0},
    {"mode": "slow", "seconds": 1.0},
    {"retry_after": 1},
    {"retry_after": 3},
    {"status": 400, "description": "Bad Request: can't parse entities: whatever"},
)
_TRIBUTE_TROUBLES = (
    500, 401, 429, "timeout", "timeout_but_done", "drop", "drop_but_done", "bad_json",
    "success_false", "other_id",
)  # fmt: skip


async def sale(stage: Stage, dice: random.Random) -> None:
    sold = stage.sell(dice)
    if dice.random() < 0.06:
        stage.tribute.shop.record_refund(sold.purchase.id, REFUNDED_BY_BUYER)
        stage.send_refund(sold, dice)
    stage.senders.deliver(sold, stage.tribute.purchase_event(sold.purchase.id), dice)


async def refund(stage: Stage, dice: random.Random) -> None:
    sold = _some_sale(stage, dice)
    if sold is not None and not sold.purchase.refunded:
        stage.tribute.shop.record_refund(sold.purchase.id, REFUNDED_BY_BUYER)
        stage.send_refund(sold, dice)


async def refund_by_admin(stage: Stage, dice: random.Random) -> None:
    """Through the chat and Tribute's API, which may do it and not say so, or not do it."""
    sold = _some_sale(stage, dice)
    if sold is None or sold.purchase.refunded:
        return
    number = sold.purchase.id
    if dice.random() < 0.6:
        trouble = dice.choice(_TRIBUTE_TROUBLES)
        stage.tribute.faults.plan(trouble, only="cancel", hang_seconds=1)
    admin = dice.choice(ADMINS)
    try:
        asked = await stage.telegram.send(admin, f"/refund {number}")
        card = await stage.telegram.wait_for(
            admin,
            lambda one: (
                str(number) in one.text and any("Yes, refund" in two.text for two in one.buttons)
            ),
            after=asked.message_id,
        )
    except TimeoutError:
        return  # the bot was down, Telegram was, or the bot doesn't know the purchase yet
    data = card.button("Yes, refund").callback_data
    if data is not None:
        stage.presses[number] += 1
        await stage.telegram.press(admin, card.message_id, data)
    if sold.purchase.refunded:
        stage.send_refund(sold, dice)


async def old_events_again(stage: Stage, dice: random.Random) -> None:
    sold = _some_sale(stage, dice)
    if sold is not None:
        event = stage.tribute.purchase_event(sold.purchase.id)
        stage.senders.again(sold, event, dice.choice((1, 5, 20)))
        if sold.refund_sent:
            event = stage.tribute.refund_event(sold.purchase.id)
            stage.senders.again(sold, event, dice.choice((1, 3)))


async def forged_flood(stage: Stage, dice: random.Random) -> None:
    stage.senders.forge([purchase(dice.randint(1, 10**6)) for _ in range(100)])


async def junk(stage: Stage, dice: random.Random) -> None:
    noise = bytes(dice.randrange(256) for _ in range(dice.randint(0, 200)))
    stage.senders.junk(dice.choice((noise, b"[" * 5000, b'{"name": "new_digital_product"}')))


async def slow_clients(stage: Stage, dice: random.Random) -> None:
    stage.senders.stall(dice.randint(1, 20))


async def killed_at_a_statement(stage: Stage, dice: random.Random) -> None:
    stage.bot.levers.dies_in = dice.randint(1, 60)


async def killed_at_once(stage: Stage, dice: random.Random) -> None:
    await asyncio.sleep(dice.random() * 0.1)
    stage.signal(signal.SIGKILL)


async def stopped(stage: Stage, dice: random.Random) -> None:
    stage.signal(signal.SIGTERM)


async def disk_full(stage: Stage, dice: random.Random) -> None:
    stage.bot.levers.disk_full = 1
    await asyncio.sleep(dice.uniform(0.2, 2.5))
    stage.bot.levers.disk_full = 0


async def locked_file(stage: Stage, dice: random.Random) -> None:
    await stage.lock_file(dice.choice((0.2, 1.0, 6.0)))


async def telegram_trouble(stage: Stage, dice: random.Random) -> None:
    method = dice.choice(("sendMessage", "sendMessage", "getUpdates", "*"))
    trouble = dice.choice(_TELEGRAM_TROUBLES)
    stage.telegram.fail(method, times=dice.choice((1, 2, 10)), **trouble)  # type: ignore[arg-type]


async def tribute_trouble(stage: Stage, dice: random.Random) -> None:
    stage.tribute.faults.plan(dice.choice((500, "drop", "timeout", "bad_json")), hang_seconds=2)


async def clock_turned(stage: Stage, dice: random.Random) -> None:
    stage.bot.levers.clock_offset = dice.choice(_CLOCK_OFFSETS)


async def blocked(stage: Stage, dice: random.Random) -> None:
    stage.telegram.block(dice.choice(BUYERS))


async def writes(stage: Stage, dice: random.Random) -> None:
    person = dice.choice(BUYERS + NEVER_STARTED + ADMINS)
    await stage.telegram.send(person, dice.choice(("/start", "/status", "/buy", "hello")))


def _some_sale(stage: Stage, dice: random.Random) -> Sale | None:
    return dice.choice(stage.books.sales) if stage.books.sales else None


ACTS: dict[str, Act] = {
    "sale": sale,
    "refund": refund,
    "refund by admin": refund_by_admin,
    "old events again": old_events_again,
    "forged flood": forged_flood,
    "junk, signed": junk,
    "slow clients": slow_clients,
    "killed at a statement": killed_at_a_statement,
    "killed at once": killed_at_once,
    "stopped by SIGTERM": stopped,
    "disk full": disk_full,
    "locked file": locked_file,
    "Telegram trouble": telegram_trouble,
    "Tribute trouble": tribute_trouble,
    "clock turned": clock_turned,
    "blocked by a person": blocked,
    "person writes": writes,
}
