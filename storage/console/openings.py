"""Openings of the Mini App that somebody has logged in with: none of them is valid again."""

from storage.engine.tx import Tx


def use(tx: Tx, proof_hash: bytes, now: int) -> bool:
    """Note an opening as used; return False if it was used before."""
    added = tx.execute(
        """INSERT INTO console_openings (proof_hash, used_at) VALUES (?, ?)
        ON CONFLICT (proof_hash) DO NOTHING""",
        (proof_hash, now),
    )
    return added == 1


def forget_before(tx: Tx, used_at: int) -> None:
    tx.execute("DELETE FROM console_openings WHERE used_at < ?", (used_at,))
