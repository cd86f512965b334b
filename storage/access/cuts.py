"""Cuts: an admin's end to somebody's access to a plan at a moment; only one in the future is
corrected."""

from typing import NamedTuple

from bot.domain.models import PersonId, PlanId
from bot.domain.records import Revocation
from storage.engine.tx import Tx


class Cut(NamedTuple):
    """A cut of the person's grants of a plan up to `last_grant`; later ones are not concerned."""

    revocation: Revocation
    last_grant: int
    plan_id: PlanId


def insert(tx: Tx, telegram_user_id: PersonId, plan_id: PlanId, by: Revocation) -> None:
    """Cut all grants of a plan that the person has now; there must be one."""
    tx.execute(
        """INSERT INTO access_cuts (telegram_user_id, plan_id, at, admin_id, reason, last_grant)
        VALUES (?1, ?2, ?3, ?4, ?5, (
            SELECT MAX(id) FROM grants WHERE telegram_user_id = ?1 AND plan_id = ?2))""",
        (telegram_user_id, plan_id, by.at, by.admin_id, by.reason),
    )


def of_person(tx: Tx, telegram_user_id: PersonId) -> list[Cut]:
    """Return the person's cuts, the earliest first."""
    rows = tx.all(
        """SELECT at, admin_id, reason, last_grant, plan_id FROM access_cuts
        WHERE telegram_user_id = ? ORDER BY at, id""",
        (telegram_user_id,),
    )
    return [
        Cut(
            Revocation(row["at"], row["admin_id"], row["reason"]),
            row["last_grant"],
            PlanId(row["plan_id"]),
        )
        for row in rows
    ]
