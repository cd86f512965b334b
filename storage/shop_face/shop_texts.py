"""The owner's own words: rows that are only added, of which the latest of each place counts."""

from bot.domain.models import PersonId, PlanId
from bot.domain.shop_face.texts import Content, OwnButton, OwnTexts, Place, Saved, Slot
from storage.engine.tx import Row, Tx

_COLUMNS = """id, slot, locale, plan_id, html, picture_id, button_label, button_url, saved_at,
    admin_id"""
_OWN_TERMS = "slot = 'terms' AND (html IS NOT NULL OR button_url IS NOT NULL)"
_PLACE = "slot = ? AND locale = ? AND plan_id IS ?"


def current(tx: Tx) -> OwnTexts:
    """Return the latest content of every place."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM shop_texts
        WHERE id IN (SELECT MAX(id) FROM shop_texts GROUP BY slot, locale, plan_id)"""
    )
    return _texts(rows)


def of_slot(tx: Tx, slot: Slot, plan_id: PlanId | None = None) -> OwnTexts:
    """Return the latest content of a slot in every language."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM shop_texts
        WHERE id IN (SELECT MAX(id) FROM shop_texts WHERE slot = ? AND plan_id IS ?
            GROUP BY locale)""",
        (slot, plan_id),
    )
    return _texts(rows)


def latest(tx: Tx, place: Place) -> Saved | None:
    """Return what counts in a place; None where nobody has saved anything."""
    found = of_place(tx, place, 1)
    return found[0] if found else None


def of_place(tx: Tx, place: Place, limit: int, offset: int = 0) -> list[Saved]:
    """Return what was saved there, newest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM shop_texts WHERE {_PLACE} ORDER BY id DESC LIMIT ? OFFSET ?",
        (*place, limit, offset),
    )
    return [_saved(row) for row in rows]


def get(tx: Tx, row: int) -> Saved | None:
    found = tx.one(f"SELECT {_COLUMNS} FROM shop_texts WHERE id = ?", (row,))
    return _saved(found) if found is not None else None


def own_terms_after(tx: Tx, row: int, limit: int) -> list[Saved]:
    """Return the terms that admins have saved after this row, in any language, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM shop_texts WHERE id > ? AND {_OWN_TERMS} ORDER BY id LIMIT ?",
        (row, limit),
    )
    return [_saved(one) for one in rows]


def count_own_terms(tx: Tx) -> int:
    return int(tx.scalar(f"SELECT COUNT(*) FROM shop_texts WHERE {_OWN_TERMS}"))


def count(tx: Tx, place: Place) -> int:
    """Return how often something was saved there."""
    return int(tx.scalar(f"SELECT COUNT(*) FROM shop_texts WHERE {_PLACE}", place))


def every(tx: Tx) -> list[Saved]:
    """Return all that was ever saved in slots that this version knows, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM shop_texts ORDER BY id")
    return [_saved(row) for row in rows if row["slot"] in {*Slot}]


def insert(tx: Tx, place: Place, content: Content, admin_id: int, now: int) -> int:
    """Add a content, which counts from now on, and return its id."""
    label, url = content.button or (None, None)
    return tx.insert(
        """INSERT INTO shop_texts (slot, locale, plan_id, html, picture_id, button_label,
            button_url, saved_at, admin_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (*place, content.html, content.picture_id, label, url, now, admin_id),
    )


def _texts(rows: list[Row]) -> OwnTexts:
    found = [_saved(row) for row in rows if row["slot"] in {*Slot}]
    return OwnTexts({one.place: one for one in found})


def _saved(row: Row) -> Saved:
    plan_id = PlanId(row["plan_id"]) if row["plan_id"] is not None else None
    button = OwnButton(row["button_label"], row["button_url"]) if row["button_url"] else None
    return Saved(
        row["id"],
        Place(Slot(row["slot"]), row["locale"], plan_id),
        Content(row["html"], row["picture_id"], button),
        row["saved_at"],
        PersonId(row["admin_id"]),
    )
