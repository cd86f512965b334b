"""Times of cuts, grants and payments that lie in the future, because a clock was ahead."""

from bot.domain.models import PersonId
from bot.domain.times import BELIEVED_SECONDS
from storage.engine.tx import Tx

_RIGHT = f"""SELECT g.id AS id, g.telegram_user_id AS person, g.purchase_row AS purchase_row, CASE
        WHEN p.purchased_at > ?1 AND p.purchased_at <= ?1 + {BELIEVED_SECONDS}
        THEN p.purchased_at ELSE ?1 END AS at
    FROM grants g LEFT JOIN purchases p ON p.id = g.purchase_row
    WHERE g.granted_at > ?1 AND g.revoked_at IS NULL AND g.source <> 'tribute_subscription'"""
# Tribute may truly be a little later than this machine. Grants of recurring subscriptions have a
# fixed end, so that their beginning doesn't matter.


def cut_at_the_latest(tx: Tx, now: int) -> set[PersonId]:
    """Let every cut count from now at the latest; return whose cuts were later."""
    rows = tx.all("SELECT DISTINCT telegram_user_id FROM access_cuts WHERE at > ?", (now,))
    if rows:
        tx.execute("UPDATE access_cuts SET at = ?1 WHERE at > ?1", (now,))
    return {PersonId(row["telegram_user_id"]) for row in rows}


def begun_at_the_latest(tx: Tx, now: int) -> dict[int, PersonId]:
    """Let every grant begin now at the latest, or when Tribute says it was paid; a payment that
    was settled with it is settled then.

    Return the grants that began later, each with its person.
    """
    found = {}
    for row in tx.all(
        f"SELECT * FROM ({_RIGHT}) JOIN grants USING (id) WHERE granted_at > at", (now,)
    ):
        tx.execute("UPDATE grants SET granted_at = ? WHERE id = ?", (row["at"], row["id"]))
        tx.execute(
            "UPDATE purchases SET settled_at = ?1 WHERE id = ?2 AND settled_at > ?1",
            (now, row["purchase_row"]),
        )
        found[row["id"]] = PersonId(row["person"])
    return found


def refunded_at_the_latest(tx: Tx, now: int) -> None:
    """Let every refund count from now at the latest."""
    tx.execute(
        "UPDATE purchases SET refunded_at = ?1 WHERE status = 'refunded' AND refunded_at > ?1",
        (now,),
    )
