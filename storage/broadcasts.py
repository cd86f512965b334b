"""Broadcasts: one text to many people, queued in the outbox in portions."""

from collections import Counter
from dataclasses import dataclass

from bot.domain.broadcasts import (
    Audience,
    AudienceGroup,
    Broadcast,
    BroadcastState,
    Content,
    Missed,
)
from bot.domain.listing.broadcast_people import Readers
from storage.engine.tx import Row, Tx, marks
from storage.outbox import INTERRUPTED, NO_NEWS, UNDER_WAY
from storage.queries.audiences import audience_condition
from storage.queries.broadcast_contents import content_columns, take_content
from storage.queries.listing import broadcast_people

SIGNAL = "broadcasts"
"""Raised in the transaction that starts or stops a broadcast, so that the worker wakes."""

COLUMNS = """id, admin_id, audience, tariff_id, plan_id, text, media_kind, media_id, media_hidden,
    media_below, button_label, button_url, button_page, button_plan_id, refused, planned_at,
    missed_at, missed_why, state, expected,
    expected_skipped, expected_declined, looked_up_to, all_looked_at, recipients, skipped, declined,
    progress_message_id, started_at"""


_REASONS = {
    ("undeliverable", UNDER_WAY): "under_way",
    ("undeliverable", INTERRUPTED): "interrupted",
    ("cancelled", NO_NEWS): "declined",
}
"""The meaning of a state together with an error; all else is called as its state."""


@dataclass(frozen=True, slots=True)
class NewBroadcast:
    """A draft as the admin sees it before confirming.

    `expected` people of the audience get it; `expected_skipped` can't be written to, and
    `expected_declined` want no more broadcasts.
    """

    admin_id: int
    audience: Audience
    content: Content
    expected: int
    expected_skipped: int
    expected_declined: int = 0


@dataclass(frozen=True, slots=True)
class Portion:
    """Some people of the audience; `up_to` is the last id looked at, None when nobody was left.

    `declined` want no more broadcasts; `skipped` of the others can't be written to.
    """

    reachable: tuple[int, ...]
    skipped: tuple[int, ...]
    declined: tuple[int, ...]
    up_to: int | None


@dataclass(frozen=True, slots=True)
class Unsent:
    """Numbers of a broadcast's messages that have not arrived (yet), by reason."""

    queued: int = 0
    under_way: int = 0
    interrupted: int = 0
    undeliverable: int = 0
    cancelled: int = 0
    declined: int = 0
    """Of people who said meanwhile that they want no more."""

    @property
    def total(self) -> int:
        under_way = self.queued + self.under_way
        return under_way + self.interrupted + self.undeliverable + self.cancelled + self.declined


def insert_draft(tx: Tx, new: NewBroadcast, now: int) -> int:
    """Insert a draft and drop the same admin's older one, so that an old button can't send that."""
    drop_drafts(tx, new.admin_id)
    values = {
        "admin_id": new.admin_id,
        "audience": new.audience.group,
        "tariff_id": new.audience.tariff_id,
        "plan_id": new.audience.plan_id,
        **content_columns(new.content),
        "state": BroadcastState.DRAFT,
        "expected": new.expected,
        "expected_skipped": new.expected_skipped,
        "expected_declined": new.expected_declined,
        "created_at": now,
    }
    return tx.insert(
        f"INSERT INTO broadcasts ({', '.join(values)}) VALUES ({marks(tuple(values))})",
        tuple(values.values()),
    )


def drop_drafts(tx: Tx, admin_id: int) -> None:
    """Drop what this admin has written and not confirmed."""
    tx.execute(
        "UPDATE broadcasts SET state = 'dropped' WHERE admin_id = ? AND state = 'draft'",
        (admin_id,),
    )


def drop(tx: Tx, broadcast_id: int, admin_id: int) -> bool:
    """Drop a draft of this admin's; return False where it is none."""
    changed = tx.execute(
        """UPDATE broadcasts SET state = 'dropped'
        WHERE id = ? AND admin_id = ? AND state = 'draft'""",
        (broadcast_id, admin_id),
    )
    return changed == 1


def get(tx: Tx, broadcast_id: int) -> Broadcast | None:
    row = tx.one(f"SELECT {COLUMNS} FROM broadcasts WHERE id = ?", (broadcast_id,))
    return broadcast_of(row) if row else None


def draft_of(tx: Tx, admin_id: int) -> Broadcast | None:
    """Return what this admin has written and not confirmed."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM broadcasts WHERE admin_id = ? AND state = 'draft'", (admin_id,)
    )
    return broadcast_of(row) if row else None


def over(tx: Tx, before: int | None, limit: int) -> list[Broadcast]:
    """Return those that were sent or stopped, the latest first."""
    rows = tx.all(
        f"""SELECT {COLUMNS} FROM broadcasts
        WHERE id < COALESCE(?, 9223372036854775807) AND state IN ('sent', 'stopped')
        ORDER BY id DESC LIMIT ?""",
        (before, limit),
    )
    return [broadcast_of(row) for row in rows]


def in_progress(tx: Tx) -> list[Broadcast]:
    rows = tx.all(
        f"""SELECT {COLUMNS} FROM broadcasts
        WHERE state IN ('sending', 'stopping') ORDER BY id"""
    )
    return [broadcast_of(row) for row in rows]


def start(tx: Tx, broadcast_id: int, admin_id: int, now: int) -> bool:
    """Start the admin's own draft; return False for a second tap."""
    changed = tx.execute(
        """UPDATE broadcasts SET state = 'sending', started_at = ?
        WHERE id = ? AND admin_id = ? AND state = 'draft'""",
        (now, broadcast_id, admin_id),
    )
    return changed == 1


def stop(tx: Tx, broadcast_id: int, now: int) -> bool:
    """Cancel all messages that still wait; a message in flight may still arrive."""
    changed = tx.execute(
        "UPDATE broadcasts SET state = 'stopping' WHERE id = ? AND state = 'sending'",
        (broadcast_id,),
    )
    if changed:
        tx.execute(
            """UPDATE outbox SET state = 'cancelled', error = 'stopped', done_at = ?
            WHERE lane = 2 AND subject_id = ? AND state = 'queued' AND state <> 'sent'""",
            (now, broadcast_id),
        )
    return changed == 1


def set_refused(tx: Tx, broadcast_id: int, reason: str) -> None:
    """Keep Telegram's words about a picture or video that it doesn't send."""
    tx.execute("UPDATE broadcasts SET refused = ? WHERE id = ?", (reason, broadcast_id))


def stop_older(tx: Tx, until: int, now: int) -> None:
    """Stop the broadcasts that were started up to then."""
    for one in in_progress(tx):
        if one.started_at is not None and one.started_at <= until:
            stop(tx, one.id, now)


def finish(tx: Tx, broadcast_id: int, state: BroadcastState, now: int) -> None:
    tx.execute(
        "UPDATE broadcasts SET state = ?, finished_at = ? WHERE id = ?", (state, now, broadcast_id)
    )


def show_progress_in(tx: Tx, broadcast_id: int, message_id: int | None) -> None:
    tx.execute(
        "UPDATE broadcasts SET progress_message_id = ? WHERE id = ?", (message_id, broadcast_id)
    )


def portion(tx: Tx, audience: Audience, now: int, after: int, limit: int) -> Portion:
    """Return the audience among the next `limit` people by id: each portion costs the same."""
    up_to = tx.scalar(
        """SELECT MAX(telegram_user_id) FROM (
            SELECT telegram_user_id FROM people WHERE telegram_user_id > ?
            ORDER BY telegram_user_id LIMIT ?)""",
        (after, limit),
    )
    if up_to is None:
        return Portion((), (), (), None)
    condition, values = audience_condition(audience, now)
    rows = tx.all(
        f"""SELECT p.telegram_user_id AS id, p.no_news_at IS NOT NULL AS declined,
            p.started_at IS NOT NULL AND p.blocked_at IS NULL AS reachable
        FROM people p
        WHERE p.telegram_user_id > ? AND p.telegram_user_id <= ? AND {condition}
        ORDER BY p.telegram_user_id""",
        (after, up_to, *values),
    )
    return Portion(
        reachable=tuple(row["id"] for row in rows if row["reachable"] and not row["declined"]),
        skipped=tuple(row["id"] for row in rows if not (row["reachable"] or row["declined"])),
        declined=tuple(row["id"] for row in rows if row["declined"]),
        up_to=up_to,
    )


def save_portion(tx: Tx, broadcast_id: int, looked_at: Portion) -> None:
    tx.execute(
        """UPDATE broadcasts SET looked_up_to = COALESCE(?, looked_up_to), all_looked_at = ?,
            recipients = recipients + ?, skipped = skipped + ?, declined = declined + ?
        WHERE id = ?""",
        (
            looked_at.up_to,
            int(looked_at.up_to is None),
            len(looked_at.reachable),
            len(looked_at.skipped),
            len(looked_at.declined),
            broadcast_id,
        ),
    )
    broadcast_people.add_skipped(tx, broadcast_id, Readers.UNREACHABLE, looked_at.skipped)
    broadcast_people.add_skipped(tx, broadcast_id, Readers.DECLINED, looked_at.declined)


def unsent(tx: Tx, broadcast_id: int) -> Unsent:
    """Count a broadcast's messages that have not arrived, in the order of their index: twenty
    broadcasts of a large shop, of which a tenth didn't arrive, are two million."""
    rows = tx.all(
        """SELECT state, error, COUNT(*) AS number FROM outbox
        WHERE lane = 2 AND subject_id = ? AND state <> 'sent' GROUP BY state, error""",
        (broadcast_id,),
    )
    found: Counter[str] = Counter()
    for row in rows:
        found[_REASONS.get((row["state"], row["error"]), row["state"])] += row["number"]
    return Unsent(**found)


def give_up_interrupted(tx: Tx, broadcast_id: int) -> None:
    """Mark messages that were in flight when the process ended: they may have arrived, or not."""
    tx.execute(
        """UPDATE outbox SET error = ?
        WHERE lane = 2 AND subject_id = ? AND state = 'undeliverable' AND error = ?
            AND state <> 'sent'""",
        (INTERRUPTED, broadcast_id, UNDER_WAY),
    )


def broadcast_of(row: Row) -> Broadcast:
    """Return the broadcast of a row with `COLUMNS`."""
    columns = dict(row)
    audience = Audience(
        AudienceGroup(columns.pop("audience")), columns.pop("tariff_id"), columns.pop("plan_id")
    )
    content = take_content(columns)
    columns["state"] = BroadcastState(columns["state"])
    why = columns["missed_why"]
    columns["missed_why"] = Missed(why) if why is not None else None
    columns["all_looked_at"] = bool(columns["all_looked_at"])
    return Broadcast(audience=audience, content=content, **columns)
