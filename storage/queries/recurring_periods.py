"""Which period of a recurring subscription an event is about, where Tribute doesn't name it."""

from bot.domain.models import PersonId
from storage.engine.tx import Tx

_LATE_SECONDS = 86400
"""A cancellation may come after the end of the paid time: one was seen four minutes later."""


def may_concern(event: str, other: str) -> str:
    """Return the SQL of whether an event may be about another one's period.

    Both are aliases of `recurring_events`, of one person and subscription. A payment whose period
    isn't known may be of any, and so any event may be about it. A cancellation whose period isn't
    known is about the only one that runs; where several do, about the one whose paid end it names,
    or whose length. One that names none of them is about none, so that it closes no period that
    goes on; one that doesn't go on ends at its paid end all the same.
    """
    theirs = f"""telegram_user_id = {event}.telegram_user_id
        AND {{0}}.subscription_id = {event}.subscription_id AND {{0}}.what <> 'cancelled'"""
    rival = f"""SELECT 1 FROM recurring_events o
        WHERE o.{theirs.format("o")} AND o.period_id <> {other}.period_id"""
    same_length = f"COALESCE({event}.period = {{}}.period, 1)"
    return f"""({event}.period_id = {other}.period_id OR {other}.period_id IS NULL
        OR ({event}.period_id IS NULL AND ({event}.what <> 'cancelled'
            OR ({same_length.format(other)} AND NOT EXISTS ({rival}
                AND o.occurred_at <= {event}.occurred_at
                AND o.expires_at > {event}.occurred_at - {_LATE_SECONDS}))
            OR EXISTS (
                SELECT 1 FROM recurring_events s
                WHERE s.{theirs.format("s")} AND s.period_id = {other}.period_id
                    AND s.expires_at = {event}.expires_at AND {same_length.format("s")})
            OR ({event}.period = {other}.period
                AND NOT EXISTS ({rival} AND o.period = {event}.period)))))"""


def unknown_beside(
    tx: Tx, telegram_user_id: PersonId | None, subscription_id: int
) -> set[tuple[int, int]]:
    """Return pairs: an event of the person whose period isn't known, and a period that it may be
    about."""
    rows = tx.all(
        f"""SELECT DISTINCT e.id, p.period_id FROM recurring_events e
        JOIN recurring_events p ON p.telegram_user_id = e.telegram_user_id
            AND p.subscription_id = e.subscription_id AND p.period_id IS NOT NULL
        WHERE e.telegram_user_id = ? AND e.subscription_id = ? AND e.period_id IS NULL
            AND {may_concern("e", "p")}""",
        (telegram_user_id, subscription_id),
    )
    return {(row["id"], row["period_id"]) for row in rows}
