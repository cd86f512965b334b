"""Consent: what admins have decided, and who has agreed to which terms. Rows are only added."""

from bot.domain.models import PersonId
from bot.domain.shop_face.consent import Agreement, ConsentRule
from storage.engine.tx import Row, Tx

_RULE = "id, is_on, after_agreement, decided_at, admin_id"
_AGREEMENT = "id, telegram_user_id, agreed_at, text_id, url"


def rules(tx: Tx, limit: int, offset: int = 0) -> list[ConsentRule]:
    """Return what was decided, newest first."""
    rows = tx.all(
        f"SELECT {_RULE} FROM consent_rules ORDER BY id DESC LIMIT ? OFFSET ?", (limit, offset)
    )
    return [_rule(row) for row in rows]


def rule(tx: Tx) -> ConsentRule | None:
    """Return what counts; None where no admin has decided anything."""
    return next(iter(rules(tx, 1)), None)


def count_rules(tx: Tx) -> int:
    return int(tx.scalar("SELECT COUNT(*) FROM consent_rules"))


def insert_rule(
    tx: Tx, *, is_on: bool, after_agreement: int | None, now: int, admin_id: int
) -> None:
    tx.insert(
        """INSERT INTO consent_rules (is_on, after_agreement, decided_at, admin_id)
        VALUES (?, ?, ?, ?)""",
        (int(is_on), after_agreement, now, admin_id),
    )


def insert_agreement(
    tx: Tx, telegram_user_id: int, now: int, text_id: int | None, url: str | None
) -> None:
    tx.insert(
        """INSERT INTO terms_agreements (telegram_user_id, agreed_at, text_id, url)
        VALUES (?, ?, ?, ?)""",
        (telegram_user_id, now, text_id, url),
    )


def agreement_of(tx: Tx, telegram_user_id: int) -> Agreement | None:
    """Return the person's latest agreement."""
    row = tx.one(
        f"""SELECT {_AGREEMENT} FROM terms_agreements WHERE telegram_user_id = ?
        ORDER BY id DESC LIMIT 1""",
        (telegram_user_id,),
    )
    return _agreement(row) if row else None


def after(tx: Tx, agreement_id: int, limit: int) -> list[Agreement]:
    """Return the agreements that came after this one, oldest first."""
    rows = tx.all(
        f"SELECT {_AGREEMENT} FROM terms_agreements WHERE id > ? ORDER BY id LIMIT ?",
        (agreement_id, limit),
    )
    return [_agreement(row) for row in rows]


def count(tx: Tx) -> int:
    return int(tx.scalar("SELECT COUNT(*) FROM terms_agreements"))


def last_agreement(tx: Tx) -> int:
    """Return the id of the latest agreement of all, 0 without one."""
    return int(tx.scalar("SELECT COALESCE(MAX(id), 0) FROM terms_agreements"))


def count_people(tx: Tx, after_agreement: int) -> int:
    """Return how many people have agreed since that agreement."""
    return int(
        tx.scalar(
            "SELECT COUNT(DISTINCT telegram_user_id) FROM terms_agreements WHERE id > ?",
            (after_agreement,),
        )
    )


def latest_of_people(tx: Tx, after_agreement: int, before: int, limit: int) -> list[Agreement]:
    """Return the latest agreement of each person whom `count_people` counts, the latest first; only
    those before this one."""
    rows = tx.all(
        f"""SELECT {_AGREEMENT} FROM terms_agreements a
        WHERE id > ? AND id < ? AND NOT EXISTS (SELECT 1 FROM terms_agreements l
            WHERE l.telegram_user_id = a.telegram_user_id AND l.id > a.id)
        ORDER BY id DESC LIMIT ?""",
        (after_agreement, before, limit),
    )
    return [_agreement(row) for row in rows]


def to_no_terms(tx: Tx) -> list[int]:
    """Return the agreements whose text is no terms."""
    rows = tx.all(
        """SELECT terms_agreements.id FROM terms_agreements
        JOIN shop_texts ON shop_texts.id = text_id
        WHERE slot <> 'terms' OR (html IS NULL AND button_url IS NULL)
        ORDER BY terms_agreements.id"""
    )
    return [row["id"] for row in rows]


def ahead(tx: Tx) -> list[int]:
    """Return the decisions that leave out agreements which there aren't."""
    rows = tx.all(
        "SELECT id FROM consent_rules WHERE after_agreement > ? ORDER BY id", (last_agreement(tx),)
    )
    return [row["id"] for row in rows]


def _rule(row: Row) -> ConsentRule:
    return ConsentRule(
        row["id"],
        bool(row["is_on"]),
        row["after_agreement"],
        row["decided_at"],
        PersonId(row["admin_id"]),
    )


def _agreement(row: Row) -> Agreement:
    return Agreement(
        row["id"],
        PersonId(row["telegram_user_id"]),
        row["agreed_at"],
        row["text_id"],
        row["url"],
    )
