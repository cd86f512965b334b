"""The owner's own pictures: their bytes, and Telegram's name of each for one bot."""

import hashlib

from bot.domain.shop_face.texts import PictureFile
from storage.engine.tx import Tx

_UNUSED = """id NOT IN (
    SELECT picture_id FROM shop_texts WHERE picture_id IS NOT NULL
    UNION ALL SELECT picture_id FROM profile_wishes WHERE picture_id IS NOT NULL
    UNION ALL SELECT picture_id FROM profile_originals WHERE picture_id IS NOT NULL)"""


def add(tx: Tx, content: bytes, file: PictureFile | None, now: int) -> int:
    """Store a picture, and return its id; the same bytes are stored once."""
    digest = hashlib.sha256(content).hexdigest()
    tx.execute(
        """INSERT INTO shop_pictures (digest, content, added_at, bot_id, file_id)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (digest) DO UPDATE SET added_at = excluded.added_at,
            bot_id = COALESCE(excluded.bot_id, bot_id),
            file_id = COALESCE(excluded.file_id, file_id)""",
        (digest, content, now, *(file or (None, None))),
    )
    return int(tx.scalar("SELECT id FROM shop_pictures WHERE digest = ?", (digest,)))


def exists(tx: Tx, picture_id: int) -> bool:
    return bool(
        tx.scalar("SELECT EXISTS (SELECT 1 FROM shop_pictures WHERE id = ?)", (picture_id,))
    )


def content(tx: Tx, picture_id: int) -> bytes | None:
    found: bytes | None = tx.scalar("SELECT content FROM shop_pictures WHERE id = ?", (picture_id,))
    return found


def files(tx: Tx) -> dict[int, PictureFile]:
    """Return Telegram's names of all pictures that have one."""
    rows = tx.all("SELECT id, bot_id, file_id FROM shop_pictures WHERE file_id IS NOT NULL")
    return {row["id"]: PictureFile(row["bot_id"], row["file_id"]) for row in rows}


def set_file(tx: Tx, picture_id: int, file: PictureFile) -> None:
    tx.execute(
        "UPDATE shop_pictures SET bot_id = ?, file_id = ? WHERE id = ?",
        (file.bot_id, file.file_id, picture_id),
    )


def forget_unused(tx: Tx, before: int) -> None:
    """Delete pictures that were sent before this moment and that nothing saved has ever shown."""
    tx.execute(
        f"DELETE FROM shop_pictures WHERE added_at < ? AND {_UNUSED}",
        (before,),
    )


def forget(tx: Tx, picture_id: int) -> None:
    """Delete a picture, unless something saved has ever shown it."""
    tx.execute(
        f"DELETE FROM shop_pictures WHERE id = ? AND {_UNUSED}",
        (picture_id,),
    )


def damaged(tx: Tx) -> list[int]:
    """Return the pictures whose bytes aren't those that were stored."""
    ids = [row["id"] for row in tx.all("SELECT id FROM shop_pictures ORDER BY id")]
    return [one for one in ids if _is_damaged(tx, one)]


def _is_damaged(tx: Tx, picture_id: int) -> bool:
    row = tx.one("SELECT digest, content FROM shop_pictures WHERE id = ?", (picture_id,))
    return row is not None and hashlib.sha256(row["content"]).hexdigest() != row["digest"]
