"""Compares the sums with the ledger in one statement, as it was done before there were ranges."""

from storage.engine.tx import Tx
from storage.queries.miscounted import Miscounted


def every(tx: Tx) -> list[Miscounted]:
    """Return the sums that aren't what the ledger adds up to, the earliest first."""
    queries = (
        _differing("counted_in_quarters", 900),
        _differing("counted_in_days", 86400),
        _UNKNOWN_RETURNS,
        _WRONG_DELIVERY,
        _MISSING_DELIVERY,
    )
    found = {Miscounted(row["kind"], row["until"]) for sql in queries for row in tx.all(sql)}
    return sorted(found, key=lambda one: (one.until, one.kind))


def _differing(view: str, seconds: int) -> str:
    """Return a query for what is counted in the view and not in the sums, or the other way round.

    A fact that counts no longer leaves a row of zeros. The latest moment, and the rows between
    which all are, may reach further than needed, but never less far.
    """
    return f"""WITH c AS MATERIALIZED (SELECT * FROM {view})
        SELECT kind, until FROM (
            SELECT {_COUNTED} FROM c
            EXCEPT SELECT {_COUNTED} FROM sums WHERE seconds = {seconds})
        UNION
        SELECT kind, until FROM (
            SELECT {_COUNTED} FROM sums
            WHERE seconds = {seconds} AND kind NOT IN ('delivery', 'returned')
                AND (number <> 0 OR amounts <> 0 OR high <> 0 OR low <> 0)
            EXCEPT SELECT {_COUNTED} FROM c)
        UNION
        SELECT s.kind, s.until FROM c
        CROSS JOIN sums s ON s.area = c.area AND s.until = c.until AND s.seconds = c.seconds
            AND s.kind = c.kind AND s.subject = c.subject AND s.currency = c.currency
        WHERE s.latest < c.latest OR (c.kind IN ('sold', 'first', 'again', 'recurring')
            AND (s.first_row > c.first_row OR s.last_row < c.last_row))"""


_UNKNOWN_RETURNS = """SELECT c.kind, c.until FROM counted_returns c
    WHERE NOT EXISTS (
        SELECT 1 FROM sums s
        WHERE s.area = c.area AND s.until = c.until AND s.seconds = c.seconds
            AND s.kind = c.kind AND s.subject = c.subject)"""
_COUNTED = "area, until, kind, subject, currency, number, amounts, high, low"
_WRONG_DELIVERY = """SELECT s.kind, s.until FROM sums s
    LEFT JOIN webhook_events e ON e.id = s.number AND e.last_seen_at = s.latest
    WHERE s.kind = 'delivery' AND e.id IS NULL AND s.until = (
        SELECT MAX(until) FROM sums WHERE area = 0 AND kind = 'delivery')"""
_MISSING_DELIVERY = """SELECT 'delivery' AS kind, MAX(last_seen_at) AS until FROM webhook_events
    WHERE NOT EXISTS (SELECT 1 FROM sums WHERE area = 0 AND kind = 'delivery')
    HAVING until IS NOT NULL"""
