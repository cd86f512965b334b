"""Plans: what tariffs open, their texts in each language, and which of them include which."""

from collections.abc import Iterable, Mapping

from bot.domain.models import PersonId, PlanId
from bot.domain.plans import NO_INCLUSIONS, Inclusions, Plan
from bot.domain.shop_face.telegram_html import problem
from storage import facts
from storage.engine.tx import Row, Tx

OFFERS_SIGNAL = "offers"
"""Raised by each change of what is on offer, of the plans' order and of what they include."""
SEVERAL_SIGNAL = "several-plans"
"""Raised when the shop's only plan gets company: from now on admins read of plans."""
_REFOLDED = "refolded_up_to"
"""The fact: the last Telegram id that is folded with the new inclusions."""


def every(tx: Tx) -> list[Plan]:
    """Return all plans in their order, retired ones too."""
    texts: dict[int, dict[str, Row]] = {}
    for row in tx.all(
        "SELECT plan_id, locale, name, description, html FROM plan_texts ORDER BY locale"
    ):
        texts.setdefault(row["plan_id"], {})[row["locale"]] = row
    rows = tx.all("SELECT id, key, position, retired_at FROM plans ORDER BY position, id")
    return [_plan(row, texts.get(row["id"], {})) for row in rows]


def get(tx: Tx, plan_id: int) -> Plan | None:
    return next((one for one in every(tx) if one.id == plan_id), None)


def by_key(tx: Tx, key: str) -> Plan | None:
    return next((one for one in every(tx) if one.key == key), None)


def keys(tx: Tx) -> dict[PlanId, str]:
    """Return the keys of all plans."""
    return {row["id"]: row["key"] for row in tx.all("SELECT id, key FROM plans")}


def only(tx: Tx) -> PlanId | None:
    """Return the shop's only plan; None where it has several."""
    rows = tx.all("SELECT id FROM plans LIMIT 2")
    return PlanId(rows[0]["id"]) if len(rows) == 1 else None


def insert(tx: Tx, key: str) -> PlanId:
    """Add a plan after the others."""
    if only(tx) is not None:
        tx.signal(SEVERAL_SIGNAL)
    return PlanId(
        tx.insert(
            """INSERT INTO plans (key, position)
            VALUES (?, (SELECT COALESCE(MAX(position), 0) + 1 FROM plans))""",
            (key,),
        )
    )


def set_key(tx: Tx, plan_id: PlanId, key: str) -> None:
    """Change the key of a plan that nobody has read yet."""
    tx.execute("UPDATE plans SET key = ? WHERE id = ?", (key, plan_id))


def set_name(tx: Tx, plan_id: PlanId, locale: str, name: str | None) -> None:
    tx.execute(
        """INSERT INTO plan_texts (plan_id, locale, name) VALUES (?, ?, ?)
        ON CONFLICT (plan_id, locale) DO UPDATE SET name = excluded.name""",
        (plan_id, locale, name),
    )


def set_description(
    tx: Tx, plan_id: PlanId, locale: str, description: str | None, html: str | None = None
) -> None:
    """Set the plain words, and with `html` how they are formatted."""
    tx.execute(
        """INSERT INTO plan_texts (plan_id, locale, description, html) VALUES (?, ?, ?, ?)
        ON CONFLICT (plan_id, locale)
        DO UPDATE SET description = excluded.description, html = excluded.html""",
        (plan_id, locale, description, html),
    )


def formatted_descriptions(tx: Tx) -> list[tuple[PlanId, str, str]]:
    """Return each plan's description that has formatting, by language, as it is stored."""
    rows = tx.all("SELECT plan_id, locale, html FROM plan_texts WHERE html IS NOT NULL")
    return [(PlanId(row["plan_id"]), row["locale"], row["html"]) for row in rows]


def set_order(tx: Tx, plan_ids: Iterable[PlanId]) -> None:
    """Put the plans into this order."""
    for position, plan_id in enumerate(plan_ids, start=1):
        tx.execute("UPDATE plans SET position = ? WHERE id = ?", (position, plan_id))
    tx.signal(OFFERS_SIGNAL)


def set_retired(tx: Tx, plan_id: PlanId, retired_at: int | None) -> None:
    """Retire a plan, or sell it again with None."""
    tx.execute("UPDATE plans SET retired_at = ? WHERE id = ?", (retired_at, plan_id))
    tx.signal(OFFERS_SIGNAL)


def inclusions(tx: Tx) -> Inclusions:
    """Return which plans include which, today."""
    return _inclusions(tx.all("SELECT plan_id, included_id FROM plan_includes"))


def inclusions_before(tx: Tx) -> Inclusions | None:
    """Return the inclusions before the last change while somebody is still folded with them; None
    when everybody is folded with today's."""
    if facts.get(tx, _REFOLDED) is None:
        return None
    return _inclusions(tx.all("SELECT plan_id, included_id FROM plan_includes_before"))


def set_inclusions(tx: Tx, after: Inclusions) -> None:
    """Change which plans include which, and begin to fold everybody again."""
    tx.execute("DELETE FROM plan_includes_before")
    tx.execute("INSERT INTO plan_includes_before SELECT plan_id, included_id FROM plan_includes")
    tx.execute("DELETE FROM plan_includes")
    for pair in sorted(after.pairs):
        tx.execute("INSERT INTO plan_includes (plan_id, included_id) VALUES (?, ?)", pair)
    facts.put(tx, _REFOLDED, "0")
    tx.signal(OFFERS_SIGNAL)


def refolded_up_to(tx: Tx) -> PersonId | None:
    """Return the last person who is folded with today's inclusions; None when everybody is."""
    found = facts.get(tx, _REFOLDED)
    return PersonId(int(found)) if found is not None else None


def set_refolded_up_to(tx: Tx, person: PersonId | None) -> None:
    """Note how far everybody is folded again; None ends it."""
    if person is not None:
        facts.put(tx, _REFOLDED, str(person))
        return
    facts.remove(tx, _REFOLDED)
    tx.execute("DELETE FROM plan_includes_before")


def is_as_it_began(tx: Tx) -> bool:
    """Return whether there is only the plan that each shop begins with, without a name yet."""
    known = every(tx)
    return len(known) == 1 and not known[0].names


def _inclusions(rows: list[Row]) -> Inclusions:
    if not rows:
        return NO_INCLUSIONS
    return Inclusions(frozenset((row["plan_id"], row["included_id"]) for row in rows))


def _plan(row: Row, texts: Mapping[str, Row]) -> Plan:
    return Plan(
        PlanId(row["id"]),
        row["key"],
        row["position"],
        names={locale: one["name"] for locale, one in texts.items() if one["name"]},
        descriptions={
            locale: one["description"] for locale, one in texts.items() if one["description"]
        },
        retired_at=row["retired_at"],
        formatted={
            locale: one["html"]
            for locale, one in texts.items()
            if one["html"] and one["description"] and problem(one["html"]) is None
        },
    )
