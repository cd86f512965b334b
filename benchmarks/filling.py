"""Fills a shop's file with many purchases, written straight into the tables.

Each purchase is another person's, with its event, its grant, its subscription and its sent notice.
They are spread over two years, so that most of the access has ended, as in real life.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.contenders import schema
from storage import sums
from storage.engine.tx import Tx

FIRST_PERSON = 1_000_000_000
_YEARS_SECONDS = 2 * 365 * 86400
_MONTH_SECONDS = 30 * 86400

_BODY = (
    '{"name":"new_digital_product","created_at":"2026-05-12T21:59:00.542279448Z",'
    '"sent_at":"2026-05-12T21:59:02.651123456Z","payload":{"product_id":456,"product_name":'
    '"Reading club: 1 month","amount":500,"currency":"usd","user_id":31326,"trb_user_id":"T-31326",'
    '"telegram_user_id":1000000001,"telegram_username":"buyer","purchase_id":1000000001,'
    '"transaction_id":1000000001,"purchase_created_at":"2026-05-12T21:59:00.542279448Z"}}'
)
_TABLES = (
    """INSERT INTO people (telegram_user_id, name, username, language_code, first_seen_at,
        started_at, reachable_at)
    SELECT person, 'A', 'buyer' || n, 'en', at, at, at FROM many""",
    """INSERT INTO webhook_events (id, event_key, name, body, facts_digest, outcome, first_seen_at,
        last_seen_at)
    SELECT n, 'new_digital_product:purchase:' || person, 'new_digital_product', CAST(:body AS BLOB),
        substr(hex(n) || '00000000000000000000000000000000', 1, 32), 'applied', at, at FROM many""",
    """INSERT INTO purchases (id, purchase_id, event_id, status, telegram_user_id,
        telegram_username, trb_user_id, product_id, product_name, amount_minor, currency,
        transaction_id, purchased_at, received_at)
    SELECT n, person, n, 'applied', person, 'buyer' || n, 'T-' || n, 456, 'Reading club: 1 month',
        500, 'USD', person, at, at FROM many""",
    """INSERT INTO grants (id, telegram_user_id, plan_id, source, purchase_row, tariff_id, months,
        days, lifetime, granted_at)
    SELECT n, person, 1, 'purchase', n, 1, 0, 30, 0, at FROM many""",
    """INSERT INTO subscriptions (telegram_user_id, plan_id, started_at, expires_at, changed_at,
        check_at)
    SELECT person, 1, at, at + :month, at,
        CASE WHEN at + :month > :now THEN at + :month - 3 * 86400 END FROM many""",
    """INSERT INTO outbox (id, dedupe_key, lane, kind, chat_id, subject_id, state, not_before,
        attempts, created_at, done_at)
    SELECT n, 'paid:' || n, 0, 'paid', person, n, 'sent', at, 1, at, at FROM many""",
)
_MANY = """WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted
    WHERE n < :purchases), many AS (SELECT n, :first + n AS person,
    :now - :years + CAST(n AS INTEGER) * :years / :purchases AS at FROM counted) """


def fill(path: Path, purchases: int, now: int) -> None:
    schema.create(str(path))
    values = {
        "purchases": purchases,
        "first": FIRST_PERSON,
        "now": now,
        "years": _YEARS_SECONDS,
        "month": _MONTH_SECONDS,
        "body": _BODY,
    }
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("PRAGMA synchronous = OFF")
        file.execute("PRAGMA cache_size = -200000")
        for insert in _TABLES:
            head, _, select = insert.partition("SELECT")
            file.execute(f"{head}{_MANY}SELECT{select}", values)
        _leave_nothing_due(file, now)
        sums.fill(Tx(file))


def _leave_nothing_due(file: sqlite3.Connection, now: int) -> None:
    """Leave nothing due: every person has had the reminders that are due by now, and waits for the
    end."""
    file.execute("UPDATE subscriptions SET check_at = expires_at WHERE check_at <= ?", (now,))
    file.execute("INSERT OR REPLACE INTO facts VALUES ('remind_before', '3 days, 1 day')")


def make_due(path: Path, people: range, now: int) -> None:
    """Let the access of these people end now."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(
            """UPDATE subscriptions SET check_at = :now, expires_at = :now
            WHERE telegram_user_id BETWEEN :first AND :last""",
            {
                "now": now,
                "first": FIRST_PERSON + people.start,
                "last": FIRST_PERSON + people.stop - 1,
            },
        )
