"""The private chats of the settings: their invite links, and the bot's rights there."""

from bot.domain.membership import AccessChat, ChatRights
from storage.engine.tx import Row, Tx

_COLUMNS = """id, chat_id, title, invite_link, may_invite, may_remove, is_gone, is_listed"""


def get(tx: Tx, access_chat: int) -> AccessChat | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM access_chats WHERE id = ?", (access_chat,))
    return _chat(row) if row else None


def by_chat_id(tx: Tx, chat_id: int) -> AccessChat | None:
    """Return the listed chat with this Telegram id."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM access_chats WHERE chat_id = ? AND is_listed = 1", (chat_id,)
    )
    return _chat(row) if row else None


def listed(tx: Tx) -> list[AccessChat]:
    rows = tx.all(f"SELECT {_COLUMNS} FROM access_chats WHERE is_listed = 1 ORDER BY id")
    return [_chat(row) for row in rows]


def unlist_all(tx: Tx) -> None:
    tx.execute("UPDATE access_chats SET is_listed = 0")


def list_chat(tx: Tx, configured_id: int) -> None:
    """List a chat of the settings, by its first id or its present one; add it if it is new."""
    changed = tx.execute(
        "UPDATE access_chats SET is_listed = 1 WHERE chat_id = ? OR configured_id = ?",
        (configured_id, configured_id),
    )
    if not changed:
        tx.execute(
            "INSERT INTO access_chats (chat_id, configured_id, is_listed) VALUES (?, ?, 1)",
            (configured_id, configured_id),
        )


def set_title(tx: Tx, access_chat: int, title: str) -> None:
    tx.execute("UPDATE access_chats SET title = ? WHERE id = ?", (title, access_chat))


def set_link(tx: Tx, access_chat: int, invite_link: str) -> None:
    tx.execute("UPDATE access_chats SET invite_link = ? WHERE id = ?", (invite_link, access_chat))


def set_rights(tx: Tx, access_chat: int, rights: ChatRights, look_at: int | None) -> None:
    """Write the bot's rights; without the right to invite its link is dropped, and made later."""
    tx.execute(
        """UPDATE access_chats SET may_invite = ?, may_remove = ?, is_gone = ?, look_at = ?,
            invite_link = CASE WHEN ? THEN invite_link END
        WHERE id = ?""",
        (
            int(rights.may_invite),
            int(rights.may_remove),
            int(rights.is_gone),
            look_at,
            int(rights.may_invite and not rights.is_gone),
            access_chat,
        ),
    )


def move(tx: Tx, access_chat: int, chat_id: int) -> None:
    """Give a group that became a supergroup its new id; the old link no longer works."""
    tx.execute(
        "UPDATE access_chats SET chat_id = ?, invite_link = NULL WHERE id = ?",
        (chat_id, access_chat),
    )


def merge(tx: Tx, access_chat: int, into: int) -> None:
    """Make one chat of two: the settings name it by both of its ids."""
    tx.execute(
        "UPDATE OR IGNORE memberships SET access_chat = ? WHERE access_chat = ?",
        (into, access_chat),
    )
    tx.execute("UPDATE access_chats SET is_listed = 0 WHERE id = ?", (access_chat,))


def to_look_at(tx: Tx, now: int) -> list[AccessChat]:
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM access_chats WHERE is_listed = 1 AND look_at <= ?", (now,)
    )
    return [_chat(row) for row in rows]


def set_look_at(tx: Tx, access_chat: int, look_at: int) -> None:
    tx.execute("UPDATE access_chats SET look_at = ? WHERE id = ?", (look_at, access_chat))


def look_at_the_latest(tx: Tx, now: int, latest: int) -> None:
    """Make looks due that are planned for later than `latest`: a wrong clock has put them off."""
    tx.execute("UPDATE access_chats SET look_at = ? WHERE look_at > ?", (now, latest))


def next_turn(tx: Tx, access_chat: int) -> int:
    """Count one more look or change of this chat and return its number."""
    tx.execute("UPDATE access_chats SET turn = turn + 1 WHERE id = ?", (access_chat,))
    return int(tx.scalar("SELECT turn FROM access_chats WHERE id = ?", (access_chat,)))


def _chat(row: Row) -> AccessChat:
    flags = {name: bool(row[name]) for name in ("may_invite", "may_remove", "is_gone", "is_listed")}
    return AccessChat(row["id"], row["chat_id"], row["title"], row["invite_link"], **flags)


def ids_now(tx: Tx) -> dict[int, int]:
    """Return Telegram's present id of each chat, by the id that it has in the settings."""
    rows = tx.all("SELECT configured_id, chat_id FROM access_chats")
    return {row["configured_id"]: row["chat_id"] for row in rows}
