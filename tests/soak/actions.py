"""The actions of a soak: a function for each kind of step."""

import asyncio
import random
import signal
from collections.abc import Awaitable, Callable

from bot.sandbox.tribute.refunds import REFUNDED_BY_BUYER
from tests import bodies
from tests.soak.expected import ExpectedPurchase
from tests.soak.lost_file import lose_file
from tests.soak.run import ADMINS, BUYERS, DAY, NEVER_STARTED, STRANGER, Run

Action = Callable[[Run, random.Random], Awaitable[None]]

_CLOCK_OFFSETS = (0, 0, -DAY, DAY, 3 * DAY, 20 * DAY, 40 * DAY, 365 * DAY)
_TELEGRAM_FAULTS = (
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
_TRIBUTE_FAULTS = (
    500, 401, 429, "timeout", "timeout_but_done", "drop", "drop_but_done", "bad_json",
    "success_false", "other_id",
)  # fmt: skip


async def buy(run: Run, rng: random.Random) -> None:
    purchase = run.buy(rng)
    if rng.random() < 0.06:
        run.tribute.shop.record_refund(purchase.record.id, REFUNDED_BY_BUYER)
        run.send_refund(purchase, rng)
    run.senders.deliver(purchase, run.tribute.purchase_event(purchase.record.id), rng)


async def rush_of_sales(run: Run, rng: random.Random) -> None:
    for _ in range(rng.randint(8, 25)):
        await buy(run, rng)


async def refund(run: Run, rng: random.Random) -> None:
    purchase = _some_purchase(run, rng)
    if purchase is not None and not purchase.record.refunded:
        run.tribute.shop.record_refund(purchase.record.id, REFUNDED_BY_BUYER)
        run.send_refund(purchase, rng)


async def refund_by_admin(run: Run, rng: random.Random) -> None:
    """Refund in the chat; Tribute's API may fail with the refund done, or not done."""
    purchase = _some_purchase(run, rng)
    if purchase is None or purchase.record.refunded:
        return
    number = purchase.record.id
    if rng.random() < 0.6:
        fault = rng.choice(_TRIBUTE_FAULTS)
        run.tribute.faults.add(fault, only="cancel", hang_seconds=1)
    admin = rng.choice(ADMINS)
    try:
        command = await run.telegram.send(admin, f"/refund {number}")
        card = await run.telegram.wait_for(
            admin,
            lambda one: (
                str(number) in one.text and any("Yes, refund" in two.text for two in one.buttons)
            ),
            after=command.message_id,
        )
    except TimeoutError:
        return  # the bot or Telegram was down, or the bot doesn't know the purchase yet
    data = card.button("Yes, refund").callback_data
    if data is not None:
        run.presses[number] += 1
        await run.telegram.press(admin, card.message_id, data)
    if purchase.record.refunded:
        run.send_refund(purchase, rng)


async def old_events_again(run: Run, rng: random.Random) -> None:
    purchase = _some_purchase(run, rng)
    if purchase is not None:
        event = run.tribute.purchase_event(purchase.record.id)
        run.senders.send_again(purchase, event, rng.choice((1, 5, 20)))
        if purchase.refund_sent:
            event = run.tribute.refund_event(purchase.record.id)
            run.senders.send_again(purchase, event, rng.choice((1, 3)))


async def forged_flood(run: Run, rng: random.Random) -> None:
    run.senders.forge([bodies.purchase(rng.randint(1, 10**6)) for _ in range(100)])


async def junk(run: Run, rng: random.Random) -> None:
    noise = bytes(rng.randrange(256) for _ in range(rng.randint(0, 200)))
    run.senders.junk(rng.choice((noise, b"[" * 5000, b'{"name": "new_digital_product"}')))


async def slow_clients(run: Run, rng: random.Random) -> None:
    run.senders.stall(rng.randint(1, 20))


async def killed_at_a_statement(run: Run, rng: random.Random) -> None:
    if not run.file_is_away:
        run.bot.levers.dies_in = rng.randint(1, 60)


async def killed_at_once(run: Run, rng: random.Random) -> None:
    await asyncio.sleep(rng.random() * 0.1)
    if not run.file_is_away:
        run.signal(signal.SIGKILL)


async def stopped(run: Run, rng: random.Random) -> None:
    if not run.file_is_away:
        run.signal(signal.SIGTERM)


async def disk_full(run: Run, rng: random.Random) -> None:
    run.bot.levers.disk_full = 1
    await asyncio.sleep(rng.uniform(0.2, 2.5))
    run.bot.levers.disk_full = 0


async def locked_file(run: Run, rng: random.Random) -> None:
    await run.lock_file(rng.choice((0.2, 1.0, 6.0)))


async def telegram_fault(run: Run, rng: random.Random) -> None:
    method = rng.choice(("sendMessage", "sendMessage", "getUpdates", "*"))
    fault = rng.choice(_TELEGRAM_FAULTS)
    run.telegram.fail(method, times=rng.choice((1, 2, 10)), **fault)  # type: ignore[arg-type]


async def tribute_fault(run: Run, rng: random.Random) -> None:
    run.tribute.faults.add(rng.choice((500, "drop", "timeout", "bad_json")), hang_seconds=2)


async def clock_turned(run: Run, rng: random.Random) -> None:
    run.bot.levers.clock_offset = rng.choice(_CLOCK_OFFSETS)


async def blocked(run: Run, rng: random.Random) -> None:
    run.telegram.block(rng.choice(BUYERS))


async def writes(run: Run, rng: random.Random) -> None:
    person = rng.choice(BUYERS + NEVER_STARTED + ADMINS)
    await run.telegram.send(person, rng.choice(("/start", "/status", "/buy", "hello")))


async def flood_of_a_stranger(run: Run, rng: random.Random) -> None:
    """Let one person write far more often than anybody is answered."""
    for _ in range(rng.randint(50, 300)):
        await run.telegram.send(STRANGER, rng.choice(("/start", "/start", "/status", "hello")))


def _some_purchase(run: Run, rng: random.Random) -> ExpectedPurchase | None:
    return rng.choice(run.expected.purchases) if run.expected.purchases else None


ACTIONS: dict[str, Action] = {
    "purchase": buy,
    "rush of sales": rush_of_sales,
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
    "Telegram fault": telegram_fault,
    "Tribute fault": tribute_fault,
    "clock turned": clock_turned,
    "file lost": lose_file,
    "flood of a stranger": flood_of_a_stranger,
    "blocked by a person": blocked,
    "person writes": writes,
}
