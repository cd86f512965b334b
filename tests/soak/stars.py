"""The payments in Stars of a soak, beside its steps: reported twice, never, or given back.

The charges that the simulated Telegram lists are what the bot's file must have at the end.
"""

import asyncio
import contextlib
import random

from bot.sandbox.telegram.stars import Invoice, StarsCharge
from handlers.telegram.callbacks.shared import ShowTariffs
from handlers.telegram.callbacks.stars import LookAtStars, PayInStars, SetStarsPrice
from storage.engine.database import open_read_only
from tests.soak.run import ADMINS, STARS_BUYERS, Run

_PRICE = 250
_AT_ONCE = 4
_SECONDS_BETWEEN = 6.0
_PATIENCE_SECONDS = 10


async def keep_paying(run: Run, seed: int) -> None:
    """Set a price, and let people pay it, until the caller has had enough."""
    while not _scalar(run, "SELECT COUNT(*) FROM stars_prices"):
        price = SetStarsPrice(id=1, stars=_PRICE, seen=0)
        await run.telegram.press(ADMINS[0], 1, price.pack())
        await asyncio.sleep(1)
    async with asyncio.TaskGroup() as tasks:
        for number in range(_AT_ONCE):
            people = STARS_BUYERS[number::_AT_ONCE]
            tasks.create_task(_pay(run, random.Random(f"{seed}:stars:{number}"), people))


async def compare_now(run: Run) -> None:
    """Press the button below /doctor, so that nobody has to wait for the next hour."""
    await run.telegram.press(ADMINS[0], 1, LookAtStars().pack())


def is_compared(run: Run) -> bool:
    """Return whether the bot has worked in all that Telegram lists."""
    read = _scalar(run, "SELECT worked_in FROM stars_list")
    return read >= len(run.telegram.movements)


def wrong(run: Run) -> list[str]:
    """Return the charges that the bot's file doesn't have once, or in another state."""
    with open_read_only(run.bot.database) as tx:
        rows = tx.all(
            """SELECT p.charge_id, b.status FROM stars_payments p
            JOIN purchases b ON b.id = p.purchase_row"""
        )
    found = sorted((row["charge_id"], row["status"]) for row in rows)
    expected = sorted((one.charge_id, _status(run, one)) for one in run.telegram.charges)
    return [f"{one}: {status}" for one, status in {*found} ^ {*expected}] or (
        [] if len(found) == len(expected) else [f"{len(found)} rows for {len(expected)} charges"]
    )


def _status(run: Run, charge: StarsCharge) -> str:
    standing = {one.charge_id for one in run.telegram.charges_of(charge.person_id)}
    return "applied" if charge.charge_id in standing else "refunded"


async def _pay(run: Run, rng: random.Random, people: range) -> None:
    while True:
        await asyncio.sleep(rng.expovariate(1 / _SECONDS_BETWEEN))
        person, lost, fate = rng.choice(people), rng.random() < 0.2, rng.random()
        invoice = await _invoice(run, person)
        if invoice is None:
            continue
        paid = await run.telegram.pay_invoice(person, invoice, lose_update=lost)
        if paid.charge is None:
            continue
        if fate < 0.2 and not lost:
            run.telegram.report(paid.charge)
        elif fate < 0.35:
            run.telegram.refund_from_outside(paid.charge, lose_update=rng.random() < 0.5)


async def _invoice(run: Run, person: int) -> Invoice | None:
    """Ask for an invoice; return None where the bot or Telegram is down meanwhile."""
    before = len(run.telegram.invoices(person))
    for press in (ShowTariffs(), PayInStars(id=1, stars=_PRICE)):
        await run.telegram.press(person, 1, press.pack())
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while len(found := run.telegram.invoices(person)) <= before:
                await asyncio.sleep(0.1)
        return found[-1].invoice
    return None


def _scalar(run: Run, sql: str) -> int:
    with contextlib.suppress(Exception), open_read_only(run.bot.database) as tx:
        return int(tx.scalar(sql) or 0)
    return 0
