"""The wishes of admins about the bot's profile in Telegram, and the originals there."""

from bot.domain.models import PersonId
from bot.domain.shop_face.profile import Part, Present, Spot, Wish, WishState
from storage.engine.tx import Row, Tx

RESTORED = "restored"
"""The reason of a wish from a backup: it waits until an admin asks for it once more."""
_COLUMNS = """id, bot_id, part, language, words, picture_id, is_original, asked_at, admin_id, state,
    tries, tried_at, retry_seconds, ended_at, reason"""
_NEWEST = 2**63 - 1
_SPOT = "bot_id = ? AND part = ? AND language = ?"


def get(tx: Tx, wish_id: int) -> Wish | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM profile_wishes WHERE id = ?", (wish_id,))
    return _wish(row) if row else None


def of_spot(tx: Tx, bot_id: int, spot: Spot, limit: int, offset: int = 0) -> list[Wish]:
    """Return the wishes for a spot, newest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM profile_wishes WHERE {_SPOT} ORDER BY id DESC LIMIT ? OFFSET ?",
        (bot_id, *spot, limit, offset),
    )
    return [_wish(row) for row in rows]


def count(tx: Tx, bot_id: int, spot: Spot) -> int:
    return int(tx.scalar(f"SELECT COUNT(*) FROM profile_wishes WHERE {_SPOT}", (bot_id, *spot)))


def last_done(tx: Tx, bot_id: int, spot: Spot, before: int | None = None) -> Wish | None:
    """Return what Telegram has taken last for a spot, of the wishes older than `before`."""
    row = tx.one(
        f"""SELECT {_COLUMNS} FROM profile_wishes
        WHERE {_SPOT} AND state = 'done' AND id < ?
        ORDER BY id DESC LIMIT 1""",
        (bot_id, *spot, before or _NEWEST),
    )
    return _wish(row) if row else None


def all_done(tx: Tx) -> list[Wish]:
    """Return what Telegram has taken last for each spot of each bot."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM profile_wishes
        WHERE id IN (SELECT MAX(id) FROM profile_wishes WHERE state = 'done'
            GROUP BY bot_id, part, language)
        ORDER BY id"""
    )
    return _wishes(rows)


def waiting(tx: Tx, bot_id: int) -> list[Wish]:
    """Return the wishes that wait for Telegram, oldest first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM profile_wishes
        WHERE bot_id = ? AND state = 'waiting' ORDER BY id""",
        (bot_id,),
    )
    return _wishes(rows)


def every(tx: Tx) -> list[Wish]:
    """Return all wishes for parts that this version knows, oldest first."""
    return _wishes(tx.all(f"SELECT {_COLUMNS} FROM profile_wishes ORDER BY id"))


def insert(tx: Tx, wish: Wish) -> int:
    """Add a wish that waits, and return its id; `wish.id` doesn't count."""
    return tx.insert(
        """INSERT INTO profile_wishes (bot_id, part, language, words, picture_id, is_original,
            asked_at, admin_id, state, tried_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *(wish.bot_id, *wish.spot, *wish.content, int(wish.is_original)),
            *(wish.asked_at, wish.admin_id, wish.state, wish.tried_at),
        ),
    )


def end(tx: Tx, wish_id: int, state: WishState, now: int, reason: str | None = None) -> bool:
    """End a wish that waits; return whether it did."""
    return bool(
        tx.execute(
            """UPDATE profile_wishes SET state = ?, ended_at = ?, reason = ?
            WHERE id = ? AND state = 'waiting'""",
            (state, now, reason, wish_id),
        )
    )


def put_off(tx: Tx, wish_id: int, seconds: int, reason: str, now: int) -> None:
    """Note a try that Telegram didn't carry out, and when the next one is due."""
    tx.execute(
        """UPDATE profile_wishes SET tries = tries + 1, tried_at = ?, retry_seconds = ?, reason = ?
        WHERE id = ? AND state = 'waiting'""",
        (now, seconds, reason, wish_id),
    )


def tried_at_the_latest(tx: Tx, now: int) -> None:
    """Let no wish that waits have been tried later than now: a clock that was ahead has stored
    some."""
    tx.execute(
        """UPDATE profile_wishes SET tried_at = ?1 WHERE state = 'waiting' AND tried_at > ?1""",
        (now,),
    )


def cancel_older(tx: Tx, before: int, now: int) -> None:
    """Cancel the wishes that waited at this moment, of any bot."""
    tx.execute(
        """UPDATE profile_wishes SET state = 'cancelled', ended_at = ?
        WHERE state = 'waiting' AND asked_at < ?""",
        (now, before),
    )


def hold_older(tx: Tx, before: int) -> None:
    """Let the wishes that waited at this moment wait for an admin, of any bot."""
    tx.execute(
        "UPDATE profile_wishes SET reason = ? WHERE state = 'waiting' AND asked_at < ?",
        (RESTORED, before),
    )


def original(tx: Tx, bot_id: int, spot: Spot) -> Present | None:
    """Return what stood in a spot before the bot first changed it; None if it never did."""
    row = tx.one(f"SELECT words, picture_id FROM profile_originals WHERE {_SPOT}", (bot_id, *spot))
    return Present(row["words"], row["picture_id"]) if row else None


def note_original(tx: Tx, bot_id: int, spot: Spot, found: Present, now: int) -> None:
    """Note what stands in a spot, once."""
    tx.execute(
        """INSERT INTO profile_originals (bot_id, part, language, words, picture_id, noted_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
        (bot_id, *spot, *found, now),
    )


def done_without_original(tx: Tx) -> list[int]:
    """Return the wishes that were carried out though nobody noted what stood there before."""
    rows = tx.all(
        """SELECT MIN(id) AS id FROM profile_wishes w
        WHERE state = 'done' AND NOT EXISTS (SELECT 1 FROM profile_originals o
            WHERE o.bot_id = w.bot_id AND o.part = w.part AND o.language = w.language)
        GROUP BY bot_id, part, language"""
    )
    return [row["id"] for row in rows]


def _wishes(rows: list[Row]) -> list[Wish]:
    return [_wish(row) for row in rows if row["part"] in {*Part} and row["state"] in {*WishState}]


def _wish(row: Row) -> Wish:
    return Wish(
        row["id"],
        row["bot_id"],
        Spot(Part(row["part"]), row["language"]),
        Present(row["words"], row["picture_id"]),
        bool(row["is_original"]),
        row["asked_at"],
        PersonId(row["admin_id"]),
        WishState(row["state"]),
        row["tries"],
        row["tried_at"],
        row["retry_seconds"],
        row["ended_at"],
        row["reason"],
    )
