"""The private chats that plans open: their invite links, and the bot's rights there."""

from collections.abc import Sequence

from bot.domain.membership import AccessChat, ChatRights
from bot.domain.models import FIRST_PLAN, PlanId
from storage.engine.tx import Row, Tx, marks

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


def known_by_id(tx: Tx, chat_id: int) -> AccessChat | None:
    """Return the chat with this Telegram id, also where no plan opens it."""
    row = tx.one(f"SELECT {_COLUMNS} FROM access_chats WHERE chat_id = ?", (chat_id,))
    return _chat(row) if row else None


def known(tx: Tx) -> list[AccessChat]:
    """Return the listed chats, and those besides in which the bot is."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM access_chats WHERE is_listed = 1 OR is_gone = 0 ORDER BY id"
    )
    return [_chat(row) for row in rows]


def listed(tx: Tx) -> list[AccessChat]:
    rows = tx.all(f"SELECT {_COLUMNS} FROM access_chats WHERE is_listed = 1 ORDER BY id")
    return [_chat(row) for row in rows]


def opened_by_any(tx: Tx, plan_ids: Sequence[PlanId]) -> list[AccessChat]:
    """Return the listed chats that one of these plans opens."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM access_chats
        WHERE is_listed = 1 AND id IN (
            SELECT access_chat FROM plan_chats WHERE plan_id IN ({marks(plan_ids)}))
        ORDER BY id""",
        plan_ids,
    )
    return [_chat(row) for row in rows]


def list_of_settings(tx: Tx, configured_ids: Sequence[int]) -> None:
    """Let the first plan open these chats of the settings, and no others of them; chats that admins
    have added stay."""
    tx.execute("DELETE FROM plan_chats WHERE from_settings = 1")
    for configured_id in configured_ids:
        tx.execute(
            """INSERT OR IGNORE INTO plan_chats (plan_id, access_chat, from_settings)
            VALUES (?, ?, 1)""",
            (FIRST_PLAN, _of_settings(tx, configured_id)),
        )
    _list_opened(tx)


def _of_settings(tx: Tx, configured_id: int) -> int:
    """Return the chat of the settings, by its first id or its present one; add it if it is new."""
    found: int | None = tx.scalar(
        """SELECT id FROM access_chats WHERE chat_id = ?1 OR configured_id = ?1
        ORDER BY configured_id IS ?1 DESC, id""",
        (configured_id,),
    )
    if found is not None:
        tx.execute(
            "UPDATE access_chats SET configured_id = ? WHERE id = ? AND configured_id IS NULL",
            (configured_id, found),
        )
        return found
    return tx.insert(
        "INSERT INTO access_chats (chat_id, configured_id, is_listed) VALUES (?1, ?1, 0)",
        (configured_id,),
    )


def add_found(tx: Tx, chat_id: int) -> int:
    """Add a chat that isn't in the settings and that no plan opens yet."""
    return tx.insert("INSERT INTO access_chats (chat_id, is_listed) VALUES (?, 0)", (chat_id,))


def open_by(tx: Tx, plan_id: PlanId, access_chat: int) -> bool:
    """Let a plan open the chat, which is listed from then on; False if it does already."""
    added = tx.execute(
        "INSERT OR IGNORE INTO plan_chats (plan_id, access_chat, from_settings) VALUES (?, ?, 0)",
        (plan_id, access_chat),
    )
    _list_opened(tx)
    return added == 1


def close_for(tx: Tx, plan_id: PlanId, access_chat: int) -> bool:
    """Take the chat away from a plan; it is listed no more where that was the last one. False if
    the plan doesn't open it."""
    removed = tx.execute(
        "DELETE FROM plan_chats WHERE plan_id = ? AND access_chat = ?", (plan_id, access_chat)
    )
    _list_opened(tx)
    return removed == 1


def is_of_settings(tx: Tx, access_chat: int, configured_ids: Sequence[int]) -> bool:
    """Return whether these chats of the settings name this one, by its first id or its present
    one."""
    row = tx.one("SELECT chat_id, configured_id FROM access_chats WHERE id = ?", (access_chat,))
    return row is not None and not {row["chat_id"], row["configured_id"]}.isdisjoint(configured_ids)


def is_from_settings(tx: Tx, access_chat: int) -> bool:
    """Return whether a plan opens this chat because the settings name it."""
    sql = "SELECT MAX(from_settings) FROM plan_chats WHERE access_chat = ?"
    return bool(tx.scalar(sql, (access_chat,)))


def count_by_plan(tx: Tx) -> dict[PlanId, int]:
    """Return how many chats each plan opens; plans without any are left out."""
    rows = tx.all("SELECT plan_id, COUNT(*) AS number FROM plan_chats GROUP BY plan_id")
    return {PlanId(row["plan_id"]): row["number"] for row in rows}


def _list_opened(tx: Tx) -> None:
    """Mark the chats that a plan opens as listed, and all others as not."""
    tx.execute(
        """UPDATE access_chats SET is_listed =
            EXISTS (SELECT 1 FROM plan_chats p WHERE p.access_chat = access_chats.id)"""
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


def move_unlisted(tx: Tx, chat_id: int, new_chat_id: int) -> None:
    """Do the same for a chat that no plan opens; where the new one is known already, the old one is
    gone."""
    moved = tx.execute(
        """UPDATE OR IGNORE access_chats SET chat_id = ?2, invite_link = NULL
        WHERE chat_id = ?1 AND is_listed = 0""",
        (chat_id, new_chat_id),
    )
    if moved == 0:
        tx.execute(
            "UPDATE access_chats SET is_gone = 1 WHERE chat_id = ? AND is_listed = 0", (chat_id,)
        )


def merge(tx: Tx, access_chat: int, into: int) -> None:
    """Make one chat of two: the settings name it by both of its ids, or it became known by the
    second one before its upgrade was."""
    _hand_over_settings(tx, access_chat, into)
    tx.execute(
        "UPDATE OR IGNORE memberships SET access_chat = ? WHERE access_chat = ?",
        (into, access_chat),
    )
    tx.execute(
        """INSERT OR IGNORE INTO plan_chats (plan_id, access_chat, from_settings)
        SELECT plan_id, ?, from_settings FROM plan_chats WHERE access_chat = ?""",
        (into, access_chat),
    )
    tx.execute("DELETE FROM plan_chats WHERE access_chat = ?", (access_chat,))
    _list_opened(tx)


def _hand_over_settings(tx: Tx, access_chat: int, into: int) -> None:
    """Let the settings' id lead to the other chat, unless they name that one too."""
    sql = "SELECT configured_id FROM access_chats WHERE id = ?"
    configured_id = tx.scalar(sql, (access_chat,))
    if configured_id is None or tx.scalar(sql, (into,)) is not None:
        return
    for value, row in ((None, access_chat), (configured_id, into)):
        tx.execute("UPDATE access_chats SET configured_id = ? WHERE id = ?", (value, row))


def to_look_at(tx: Tx, now: int) -> list[AccessChat]:
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM access_chats WHERE is_listed = 1 AND look_at <= ?", (now,)
    )
    return [_chat(row) for row in rows]


def next_look(tx: Tx, since: int) -> int | None:
    """Return when, after `since`, the next look at a chat is due; None without any."""
    found: int | None = tx.scalar(
        "SELECT MIN(look_at) FROM access_chats WHERE is_listed = 1 AND look_at > ?", (since,)
    )
    return found


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
    rows = tx.all("SELECT configured_id, chat_id FROM access_chats WHERE configured_id IS NOT NULL")
    return {row["configured_id"]: row["chat_id"] for row in rows}


def opened_by(tx: Tx, access_chat: int) -> list[PlanId]:
    """Return the plans that open this chat; any of them does."""
    rows = tx.all("SELECT plan_id FROM plan_chats WHERE access_chat = ?", (access_chat,))
    return [PlanId(row["plan_id"]) for row in rows]


def plans_with_chats(tx: Tx) -> frozenset[PlanId]:
    """Return the plans that open a private chat."""
    rows = tx.all("SELECT DISTINCT plan_id FROM plan_chats")
    return frozenset(PlanId(row["plan_id"]) for row in rows)
