"""The ledger check finds each kind of inconsistency, and nothing in a sound ledger."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.incidents import IncidentKind
from bot.domain.models import FIRST_PLAN
from bot.usecases.operations import ledger_check
from bot.usecases.operations.ledger_check import check
from storage import sums
from storage.engine.database import open_database, open_read_only
from storage.engine.tx import Tx
from storage.outbox import Lane
from storage.queries import miscounted
from tests.bodies import ABSENT, ANNA, BORIS, purchase, recurring, refund
from tests.conftest import NOW
from tests.usecases.conftest import build_shop, seed


@pytest.fixture
async def path(tmp_path: Path, clock) -> Path:
    """Return a database with an applied, a refunded and a held purchase.

    It also has three events of recurring subscriptions: one that grants access, one without a
    buyer, and one of a subscription about which nobody has decided.
    """
    path = tmp_path / "shop.db"
    async with open_database(path) as db:
        shop = build_shop(db, clock)
        await seed(shop, ("1 month", 456))
        await shop.receive(purchase(1))
        await shop.receive(purchase(2))
        await shop.receive(refund(2))
        await shop.receive(purchase(3, product_id=999))
        await shop.recurring.bind(1644, FIRST_PLAN, 9001)
        await shop.receive(recurring(until=NOW + 86400, telegram_user_id=BORIS))
        await shop.receive(recurring(until=NOW + 86400, telegram_user_id=ABSENT))
        await shop.receive(recurring(until=NOW + 86400, subscription_id=7))
    return path


def _findings(path: Path, *statements: str, counted: bool = True) -> list[str]:
    """Return what the check finds after these statements; `counted`: the sums follow them."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        if counted:
            sums.fill(Tx(connection))
        connection.commit()
    with open_read_only(path) as tx:
        return check(tx)


def own_words(slot: str = "greeting", **more: object) -> str:
    """Return the statement that stores own words past the code."""
    values = {"slot": slot, "locale": "en", "saved_at": 1, "admin_id": 9001, **more}
    return (
        f"INSERT INTO shop_texts ({', '.join(values)})"
        f" VALUES ({', '.join(map(repr, values.values()))})"
    )


async def test_a_sound_ledger_has_no_findings(path):
    assert _findings(path) == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE subscriptions SET expires_at = expires_at + 1", "not what their grants add up to"),
        ("DELETE FROM subscriptions", "not what their grants add up to"),
        ("UPDATE grants SET revoked_at = 1 WHERE id = 1", "has no live grant"),
        ("INSERT INTO claims VALUES (1, 5, 'x', 'approved', 1, 1, 1, 1)", "isn't the claimant's"),
        ("UPDATE grants SET revoked_at = NULL", "is refunded but still gives access"),
        ("DELETE FROM purchases WHERE purchase_id = 3", "left no trace"),
        (
            "UPDATE subscriptions SET bought_days = bought_days + 1",
            "not what their grants add up to",
        ),
        (
            "INSERT INTO access_cuts VALUES (1, 1001, 1, 1, 9001, NULL, 1)",
            "not what their grants add",
        ),
        ("INSERT INTO access_cuts VALUES (1, 1002, 1, 1, 9001, NULL, 1)", "grant of somebody else"),
        ("UPDATE subscriptions SET renews_at = NULL", "not what their grants add up to"),
        ("UPDATE grants SET fixed_end_at = 5 WHERE source <> 'purchase'", "don't agree"),
        ("UPDATE grants SET revoked_at = 1 WHERE source <> 'purchase'", "don't agree"),
        ("UPDATE recurring_events SET status = 'held'", "don't agree"),
        ("DELETE FROM recurring_events WHERE subscription_id = 7", "a recurring subscription"),
        ("DELETE FROM purchases WHERE product_id IS NULL", "a recurring subscription"),
        ("DELETE FROM product_bindings", "The binding of product 456 is not the last one"),
        ("UPDATE recurring_plans SET state = 'foreign'", "recurring subscription 1644 is not"),
        ("DELETE FROM people", "refers to a missing row of people"),
        ("UPDATE people SET username = 'shared'", "belongs to somebody seen with it later"),
        (own_words(html="<b>open"), "for greeting (en) have broken markup"),
        (own_words(html="x" * 4097), "are longer than Telegram takes"),
        (own_words(button_label="Open", button_url="http://a.b"), "a button that Telegram doesn't"),
        (own_words("contact", html="https://"), "are no contact that buyers can reach"),
        (own_words("contact", html="x" * 65), "are longer than"),
        (own_words("terms", button_label="", button_url="https://x"), "a button that Telegram"),
        (
            "INSERT INTO terms_agreements VALUES (1, 5, 1, 9, NULL)",
            "refers to a missing row of shop_texts",
        ),
        (
            "INSERT INTO consent_rules VALUES (1, 1, 3, 1, 9001)",
            "Consent rule 1 leaves out agreements that there aren't",
        ),
        (own_words(picture_id=9), "refers to a missing row of shop_pictures"),
        (
            "INSERT INTO shop_pictures (digest, content, added_at) VALUES ('0', x'01', 1)",
            "Picture 1 of the shop is damaged",
        ),
    ],
)
async def test_each_inconsistency_is_found(path, statement, finding):
    assert any(finding in one for one in _findings(path, statement))


@pytest.mark.parametrize(
    ("table", "column", "statement"),
    [
        ("people", "locale", "UPDATE people SET locale = 'x'"),
        ("purchases", "held_reason", "UPDATE purchases SET held_reason = 'x' WHERE id = 3"),
        ("grants", "source", "UPDATE grants SET source = 'x' WHERE id = 1"),
        ("outbox", "lane", "UPDATE outbox SET lane = 7"),
        (
            "broadcasts",
            "audience",
            """INSERT INTO broadcasts (id, admin_id, audience, text, state, expected,
                expected_skipped, looked_up_to, recipients, skipped, created_at)
            VALUES (1, 1, 'x', '', 'draft', 0, 0, 0, 0, 0, 1)""",
        ),
        ("shop_texts", "slot", own_words(slot="x")),
        *(
            (
                "broadcasts",
                column,
                f"""INSERT INTO broadcasts (id, admin_id, audience, text, state, expected,
                    expected_skipped, created_at, {column})
                VALUES (1, 1, 'all', '', 'draft', 0, 0, 1, 'x')""",
            )
            for column in ("media_kind", "button_page")
        ),
        (
            "incidents",
            "kind",
            "INSERT INTO incidents (id, kind, subject, began_at) VALUES (1, 'x', '', 1)",
        ),
    ],
)
async def test_a_value_that_the_code_does_not_know_is_found(path, table, column, statement):
    """SQLite takes any: comparing them costs a rebuilt table for each new one."""
    value = 7 if column == "lane" else "'x'"
    assert _findings(path, statement) == [
        f"Table {table} has the value {value} in {column}, which this Tributary doesn't know."
    ]


async def test_every_value_that_the_code_writes_is_known(path):
    statements = (
        *(f"INSERT INTO incidents VALUES (NULL, '{one}', '', 1, NULL)" for one in IncidentKind),
        "UPDATE people SET locale = 'ru'",
        "UPDATE people SET locale = 'pt-br' WHERE telegram_user_id > 1",
        *(f"UPDATE outbox SET lane = {lane:d} WHERE id = {lane + 2}" for lane in Lane),
    )
    assert _findings(path, *statements) == []


async def test_a_finding_names_the_person_concerned(path):
    findings = _findings(path, f"DELETE FROM subscriptions WHERE telegram_user_id = {ANNA}")
    assert findings == [f"The subscription of person {ANNA} is not what their grants add up to."]


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        ("UPDATE sums SET number = number + 1 WHERE kind = 'sold' AND seconds = 900", {"sold"}),
        ("UPDATE sums SET low = low - 1 WHERE kind = 'sold' AND seconds = 86400", {"sold"}),
        ("UPDATE sums SET latest = 5 WHERE kind = 'began'", {"began"}),
        ("UPDATE sums SET first_row = 9 WHERE kind = 'first'", {"first"}),
        ("DELETE FROM sums WHERE kind = 'refunded'", {"refunded"}),
        ("UPDATE sums SET number = 999 WHERE kind = 'delivery'", {"delivery"}),
        ("DELETE FROM sums WHERE kind = 'delivery'", {"delivery"}),
        ("INSERT INTO sums VALUES (2, 900, 900, 'gap', 1, '', 1, 0, 0, 0, 1, 0, 0)", {"gap"}),
        (f"UPDATE subscriptions SET expires_at = {NOW} WHERE plan_id = 1", {"ended"}),
        ("UPDATE grants SET granted_at = granted_at - 1", {"returned"}),
        ("UPDATE purchases SET status = 'applied' WHERE status = 'refunded'", set()),
    ],
)
async def test_what_is_counted_wrongly_is_found(path, statement, kinds):
    """A change of a sale or of a grant is counted whoever makes it."""
    findings = _findings(path, statement, counted=False)
    assert {one.split("'")[1] for one in findings if "counted" in one} == kinds


async def test_each_look_and_each_portion_of_people_is_followed_by_a_rest(path):
    many = """WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)"""
    people = f"""{many} INSERT INTO people (telegram_user_id, first_seen_at)
        SELECT 1000000 + i, 1 FROM n"""
    access = f"""{many}
        INSERT INTO subscriptions (telegram_user_id, plan_id, started_at, changed_at)
        SELECT 1000000 + i, 1, 1, 1 FROM n"""
    known = _findings(path, people, access)
    rests = []
    with open_read_only(path) as tx:
        assert check(tx, lambda: rests.append(1)) == known
    assert sum("what their grants add up to" in one for one in known) == 250
    looks, ranges = 3 + len(ledger_check._RULES), 5 + len(miscounted._VIEWS)
    assert len(rests) >= looks + ranges + 3, "also one after each hundred people"


async def test_access_that_an_admin_cut_is_no_inconsistency(path):
    cut = "INSERT INTO access_cuts VALUES (1, {0}, 1, {1}, 9001, NULL, 1)"
    end = "UPDATE subscriptions SET expires_at = {1}, bought_months = NULL, bought_days = NULL"
    statements = (cut, f"{end} WHERE telegram_user_id = {{0}}")
    assert _findings(path, *(one.format(ANNA, NOW) for one in statements)) == []


async def test_an_agreement_to_what_was_never_the_terms_is_found(path):
    agreed = "INSERT INTO terms_agreements VALUES (7, 5, 1, 1, NULL)"
    findings = _findings(path, own_words(html="Hello"), agreed)
    assert findings == ["Agreement 7 names a text that was never the terms."]
