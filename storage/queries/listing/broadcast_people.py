"""The people whom the numbers of a broadcast count, page by page, each part in an index's order.

No page looks through more than a bounded number of people; what is left is read with the next one.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from bot.domain.broadcasts import Audience, Broadcast, BroadcastState
from bot.domain.listing.broadcast_people import Place, Readers
from bot.domain.models import PersonId
from storage.engine.tx import Row, Tx
from storage.outbox import INTERRUPTED, NO_NEWS, UNDER_WAY
from storage.queries.audiences import audience_condition

MOST_PEOPLE = 20_000
"""The most people, or messages, that one page looks through."""


class AskedReaders(NamedTuple):
    """The people to list: of this broadcast, whose messages have keys that begin with `keys`."""

    broadcast: Broadcast
    readers: Readers
    keys: str


class ReadersPage(NamedTuple):
    """The ids of a page, and where the next one goes on."""

    people: list[PersonId]
    next: Place | None


class _Found(NamedTuple):
    """Some people of one part, and the key and id after which it goes on; None at its end."""

    people: list[PersonId]
    after: tuple[str, int] | None


class _Start(NamedTuple):
    """Where a part goes on: after this key and id, with at most so many people."""

    key: str
    id: int
    most: int


_Part = Callable[[Tx, _Start], _Found]
"""Reads the next people of a part."""
_BEGUN = (BroadcastState.SENDING, BroadcastState.STOPPING, BroadcastState.STOPPED)
_REASONS = {
    Readers.UNREACHABLE: ("undeliverable", "error NOT IN (?, ?)", (UNDER_WAY, INTERRUPTED)),
    Readers.DECLINED: ("cancelled", "error = ?", (NO_NEWS,)),
    Readers.UNCLEAR: ("undeliverable", "error = ?", (INTERRUPTED,)),
    Readers.LEFT_OUT: ("cancelled", "error <> ?", (NO_NEWS,)),
}
"""The state and error of messages that count so, as `storage.broadcasts.unsent` has them."""
_CANT_WRITE = "(p.started_at IS NULL OR p.blocked_at IS NOT NULL)"
_PEOPLE = {
    Readers.REACHED: f"p.no_news_at IS NULL AND NOT {_CANT_WRITE}",
    Readers.UNREACHABLE: f"p.no_news_at IS NULL AND {_CANT_WRITE}",
    Readers.DECLINED: "p.no_news_at IS NOT NULL",
}
"""The people of an audience that count so, as `storage.broadcasts.portion` has them."""


def knows_skipped(tx: Tx, broadcast_id: int, reason: Readers) -> bool:
    """Return whether the people whom a broadcast passed over for this reason are stored."""
    return (
        tx.scalar(
            "SELECT 1 FROM broadcast_skips WHERE broadcast_id = ? AND reason = ? LIMIT 1",
            (broadcast_id, reason),
        )
        is not None
    )


def add_skipped(tx: Tx, broadcast_id: int, reason: Readers, people: Sequence[int]) -> None:
    """Store whom a broadcast passed over, once each."""
    if people:
        tx.insert_rows(
            "INSERT INTO broadcast_skips (broadcast_id, reason, telegram_user_id) VALUES ?",
            [(broadcast_id, reason, one) for one in people],
        )


def page(tx: Tx, asked: AskedReaders, after: Place | None, limit: int, now: int) -> ReadersPage:
    """Return the next people."""
    parts, found = _parts(asked, now), list[PersonId]()
    place = after or Place(0, "", 0)
    for number, part in enumerate(parts):
        if number < place.part:
            continue
        key, id_ = (place.key, place.id) if number == place.part else ("", 0)
        more = part(tx, _Start(key, id_, limit - len(found)))
        found += more.people
        if more.after is not None:
            return ReadersPage(found, Place(number, *more.after))
        if len(found) == limit and number + 1 < len(parts):
            return ReadersPage(found, Place(number + 1, "", 0))
    return ReadersPage(found, None)


def _parts(asked: AskedReaders, now: int) -> list[_Part]:
    broadcast, readers, keys = asked
    if broadcast.started_at is None:
        counted = _PEOPLE.get(readers)
        return [partial(_of_audience, broadcast.audience, now, counted)] if counted else []
    if readers is Readers.SENT:
        return [partial(_sent, keys)]
    if readers not in _REASONS:
        return []
    parts: list[_Part] = [partial(_unsent, broadcast.id, readers)]
    if readers in {Readers.UNREACHABLE, Readers.DECLINED}:
        parts.insert(0, partial(_skipped, broadcast.id, readers))
    if readers is Readers.LEFT_OUT and not broadcast.all_looked_at and broadcast.state in _BEGUN:
        parts.append(partial(_not_looked_at, broadcast, broadcast.started_at))
    return parts


def _not_looked_at(broadcast: Broadcast, started_at: int, tx: Tx, start: _Start) -> _Found:
    """Go by the people whom the broadcast hadn't come to when it was stopped."""
    start = start._replace(id=max(start.id, broadcast.looked_up_to))
    return _of_audience(broadcast.audience, started_at, _PEOPLE[Readers.REACHED], tx, start)


def _of_audience(audience: Audience, at: int, counted: str, tx: Tx, start: _Start) -> _Found:
    """Go by the people themselves, as a broadcast does."""
    condition, values = audience_condition(audience, at)
    rows = tx.all(
        f"""SELECT p.telegram_user_id AS person FROM (
            SELECT telegram_user_id, started_at, blocked_at, no_news_at FROM people
            WHERE telegram_user_id > ? ORDER BY telegram_user_id LIMIT ?) AS p
        WHERE {counted} AND {condition} LIMIT ?""",
        (start.id, MOST_PEOPLE, *values, start.most + 1),
    )
    if len(rows) > start.most:
        return _cut(rows, start.most, lambda last: ("", int(last["person"])))
    last = tx.scalar(
        """SELECT telegram_user_id FROM people WHERE telegram_user_id > ?
        ORDER BY telegram_user_id LIMIT 1 OFFSET ?""",
        (start.id, MOST_PEOPLE - 1),
    )
    people = [PersonId(row["person"]) for row in rows]
    return _Found(people, ("", int(last)) if last is not None else None)


def _sent(keys: str, tx: Tx, start: _Start) -> _Found:
    """Go by the keys of the messages, of which most were sent."""
    span = (start.key or keys, f"{keys}:")
    rows = tx.all(
        """SELECT person, dedupe_key FROM (
            SELECT chat_id AS person, dedupe_key, state FROM outbox
            WHERE dedupe_key > ? AND dedupe_key < ? ORDER BY dedupe_key LIMIT ?)
        WHERE state = 'sent' LIMIT ?""",
        (*span, MOST_PEOPLE, start.most + 1),
    )
    if len(rows) > start.most:
        return _cut(rows, start.most, lambda last: (str(last["dedupe_key"]), 0))
    last = tx.scalar(
        """SELECT dedupe_key FROM outbox WHERE dedupe_key > ? AND dedupe_key < ?
        ORDER BY dedupe_key LIMIT 1 OFFSET ?""",
        (*span, MOST_PEOPLE - 1),
    )
    people = [PersonId(row["person"]) for row in rows]
    return _Found(people, (str(last), 0) if last is not None else None)


def _unsent(broadcast_id: int, readers: Readers, tx: Tx, start: _Start) -> _Found:
    """Go by the errors of the messages, of each by its rows: in two steps, so that a late page of
    one error doesn't read those before it."""
    most = start.most + 1
    if readers in {Readers.DECLINED, Readers.UNCLEAR}:  # which is one error
        rows = _messages(tx, broadcast_id, readers, "id > ?", (start.id, most))
    else:
        same = (start.key, start.id, most)
        rows = _messages(tx, broadcast_id, readers, "error = ? AND id > ?", same)
        if len(rows) < most:
            others = (start.key, most - len(rows))
            rows += _messages(tx, broadcast_id, readers, "error > ?", others)
    return _cut(rows, start.most, lambda last: (str(last["error"]), int(last["id"])))


def _messages(
    tx: Tx, broadcast_id: int, readers: Readers, place: str, values: tuple[object, ...]
) -> list[Row]:
    state, condition, errors = _REASONS[readers]
    return tx.all(
        f"""SELECT chat_id AS person, error, id FROM outbox
        WHERE lane = 2 AND state <> 'sent' AND subject_id = ? AND state = ? AND {condition}
            AND {place}
        ORDER BY error, id LIMIT ?""",
        (broadcast_id, state, *errors, *values),
    )


def _skipped(broadcast_id: int, readers: Readers, tx: Tx, start: _Start) -> _Found:
    rows = tx.all(
        """SELECT telegram_user_id AS person FROM broadcast_skips
        WHERE broadcast_id = ? AND reason = ? AND telegram_user_id > ?
        ORDER BY telegram_user_id LIMIT ?""",
        (broadcast_id, readers, start.id, start.most + 1),
    )
    return _cut(rows, start.most, lambda last: ("", int(last["person"])))


def _cut(rows: list[Row], most: int, place: Callable[[Row], tuple[str, int]]) -> _Found:
    """Return at most so many; there was one more where the part goes on."""
    people = [PersonId(row["person"]) for row in rows[:most]]
    return _Found(people, place(rows[most - 1]) if len(rows) > most else None)
