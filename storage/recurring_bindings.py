"""The decisions whether a recurring subscription counts as access. Rows are only ever added, and
a time later than now, which a wrong clock has set, is corrected."""

from typing import NamedTuple

from bot.domain.bindings import held_at
from bot.domain.recurring import RecurringBinding
from storage.engine.tx import Tx


class RecurringDecision(NamedTuple):
    """Whether a recurring subscription counts from `bound_at` on."""

    bound_at: int
    state: RecurringBinding


def add(tx: Tx, subscription_id: int, state: RecurringBinding, now: int) -> None:
    tx.execute(
        "INSERT INTO recurring_bindings (subscription_id, state, bound_at) VALUES (?, ?, ?)",
        (subscription_id, state, now),
    )


def bound_at_the_latest(tx: Tx, now: int) -> None:
    """Let every decision hold from now on at the latest: a clock that was ahead has dated some."""
    tx.execute("UPDATE recurring_bindings SET bound_at = ?1 WHERE bound_at > ?1", (now,))


def of_payment(tx: Tx, subscription_id: int, paid_at: int) -> RecurringBinding:
    """Return whether a payment of that moment counts; UNBOUND before the first decision."""
    rows = tx.all(
        """SELECT bound_at, state FROM recurring_bindings WHERE subscription_id = ?
        ORDER BY bound_at, id""",
        (subscription_id,),
    )
    decisions = [RecurringDecision(row["bound_at"], RecurringBinding(row["state"])) for row in rows]
    held = held_at(decisions, paid_at)
    return RecurringBinding.UNBOUND if held is None else held.state
