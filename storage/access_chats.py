"""The private chats of the settings: their links, and what the bot may do there."""

from dataclasses import dataclass

from bot.domain.membership import Right
from storage.engine.tx import Row, Tx

_COLUMNS = """id, chat_id, title, invite_link, may_invite, may_remove, is_gone, is_listed"""


@dataclass(frozen=True, slots=True)
class AccessChat:
    """`id` is ours and stays; `chat_id` is Telegram's now."""

    id: int
    chat_id: int
    title: str | None
    invite_link: str | None
    may_invite: bool
    may_remove: bool
    is_gone: bool
    is_listed: bool

    @property
    def troubled(self) -> bool:
        return self.is_gone or not (self.may_invite and self.may_remove)

    def allows(self, right: Right) -> bool:
        if self.is_gone:
            return False
        return self.may_invite if right is Right.INVITE else self.may_remove


@dataclass(frozen=True, slots=True)
class Standing:
    """What the bot may do in a chat."""

    may_invite: bool = True
    may_remove: bool = True
    is_gone: bool = False


def get(tx: Tx, access_chat: int) -> AccessChat | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM access_chats WHERE id = ?", (access_chat,))
    return _chat(row) if row else None


def by_chat_id(tx: Tx, chat_id: int) -> AccessChat | None:
    """The listed chat with this id of Telegram's."""
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
    """It is in the settings, under the id it had first or the one it has now."""
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


def set_standing(tx: Tx, access_chat: int, standing: Standing, look_at: int | None) -> None:
    """Without the right to invite the link is no longer ours: a new one is made later."""
    tx.execute(
        """UPDATE access_chats SET may_invite = ?, may_remove = ?, is_gone = ?, look_at = ?,
            invite_link = CASE WHEN ? THEN invite_link END
        WHERE id = ?""",
        (
            int(standing.may_invite),
            int(standing.may_remove),
            int(standing.is_gone),
            look_at,
            int(standing.may_invite and not standing.is_gone),
            access_chat,
        ),
    )


def move(tx: Tx, access_chat: int, chat_id: int) -> None:
    """A group became a supergroup: another id, and the old link leads nowhere."""
    tx.execute(
        "UPDATE access_chats SET chat_id = ?, invite_link = NULL WHERE id = ?",
        (chat_id, access_chat),
    )


def merge(tx: Tx, access_chat: int, into: int) -> None:
    """The settings name a chat by both its ids: from now on it is one."""
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


def look_again_at(tx: Tx, access_chat: int, look_at: int) -> None:
    tx.execute("UPDATE access_chats SET look_at = ? WHERE id = ?", (look_at, access_chat))


def next_turn(tx: Tx, access_chat: int) -> int:
    """Count one more thing that happens to this chat; its number."""
    tx.execute("UPDATE access_chats SET turn = turn + 1 WHERE id = ?", (access_chat,))
    return int(tx.scalar("SELECT turn FROM access_chats WHERE id = ?", (access_chat,)))


def _chat(row: Row) -> AccessChat:
    flags = {name: bool(row[name]) for name in ("may_invite", "may_remove", "is_gone", "is_listed")}
    return AccessChat(row["id"], row["chat_id"], row["title"], row["invite_link"], **flags)


def ids_now(tx: Tx) -> dict[int, int]:
    """Telegram's id now of each chat, by the id it has in the settings."""
    rows = tx.all("SELECT configured_id, chat_id FROM access_chats")
    return {row["configured_id"]: row["chat_id"] for row in rows}
