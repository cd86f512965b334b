"""Cuts: an admin's end to somebody's access at a moment; only one in the future is corrected."""

from typing import NamedTuple

from bot.domain.models import PersonId
from bot.domain.records import Revocation
from storage.engine.tx import Tx


class Cut(NamedTuple):
    """A cut of the person's grants up to `last_grant`; later ones are not concerned."""

    revocation: Revocation
    last_grant: int


def insert(tx: Tx, telegram_user_id: PersonId, by: Revocation) -> None:
    """Cut all grants that the person has now; there must be one."""
    tx.execute(
        """INSERT INTO access_cuts (telegram_user_id, at, admin_id, reason, last_grant)
        VALUES (?, ?, ?, ?, (SELECT MAX(id) FROM grants WHERE telegram_user_id = ?))""",
        (telegram_user_id, by.at, by.admin_id, by.reason, telegram_user_id),
    )


def of_person(tx: Tx, telegram_user_id: PersonId) -> list[Cut]:
    """Return the person's cuts, the earliest first."""
    rows = tx.all(
        """SELECT at, admin_id, reason, last_grant FROM access_cuts
        WHERE telegram_user_id = ? ORDER BY at, id""",
        (telegram_user_id,),
    )
    return [
        Cut(Revocation(row["at"], row["admin_id"], row["reason"]), row["last_grant"])
        for row in rows
    ]
