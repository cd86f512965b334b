"""People as the console lists them: filtered, page by page, each list in the order of an index.

No page looks through more than a bounded number of people; what is left is read with the next one.
"""

from typing import NamedTuple

from bot.domain.listing.people import ListedAccess, Place, SoughtPeople
from bot.domain.models import RENEWAL_GRACE_SECONDS, PersonId
from storage.engine.tx import Row, Tx, marks
from storage.queries.listing.name_patterns import pattern
from storage.queries.listing.people_conditions import (
    NEVER,
    RENEWAL,
    Condition,
    ended_once,
    ended_until,
    ends,
    had_access,
    has_access,
    is_new,
    last_of_person,
    period,
)

MOST_NAMES = 250_000
"""The most people whose names one page looks through: some 70 ms on two cores."""
MOST_PEOPLE = 60_000
"""The same of people whose access is looked at one by one."""


class PeoplePage(NamedTuple):
    """The ids of a page, where the next one goes on, and whether it is short because enough was
    looked through."""

    people: list[PersonId]
    next: Place | None
    is_cut: bool = False


class _Walk(NamedTuple):
    """A query of `person`, `id` and `key` in the order of a list, how many rows of it a page looks
    through at most, and the conditions on each that it doesn't see to itself."""

    sql: str
    values: tuple[object, ...]
    most: int
    conditions: tuple[Condition, ...] = ()


def page(tx: Tx, sought: SoughtPeople, after: Place | None, limit: int, now: int) -> PeoplePage:
    """Return the next people of the list."""
    if sought.ids == ():
        return PeoplePage([], None)
    part = after.part if after else 0
    found = _page(tx, _walk(tx, sought, after, now), limit, part)
    if found.next is not None or part or not _goes_on_for_life(sought):
        return found
    rest = limit - len(found.people)
    start = Place(0, part=1)
    if not rest:
        more = _page(tx, _walk(tx, sought, start, now), 1, 1)
        return found._replace(next=start if more.people else None)
    more = _page(tx, _walk(tx, sought, start, now), rest, 1)
    return PeoplePage(found.people + more.people, more.next, more.is_cut)


def _goes_on_for_life(sought: SoughtPeople) -> bool:
    ordered_by_end = sought.ids is None and not sought.words and not sought.by_first_purchase
    return ordered_by_end and sought.access is ListedAccess.ACTIVE and not sought.by_end


def _page(tx: Tx, walk: _Walk, limit: int, part: int) -> PeoplePage:
    conditions = "".join(f" AND {sql}" for sql, _ in walk.conditions)
    values = [value for _, some in walk.conditions for value in some]
    rows = tx.all(
        f"""SELECT person, id, key, plan_id FROM ({walk.sql} LIMIT ?) AS walk
        WHERE TRUE{conditions} LIMIT ?""",
        (*walk.values, walk.most, *values, limit + 1),
    )
    people = [PersonId(row["person"]) for row in rows[:limit]]
    if len(rows) > limit:
        return PeoplePage(people, _place(rows[limit - 1], part))
    last = tx.one(f"{walk.sql} LIMIT 1 OFFSET ?", (*walk.values, walk.most - 1))
    return PeoplePage(people, _place(last, part) if last else None, is_cut=last is not None)


def _place(row: Row, part: int) -> Place:
    return Place(row["id"], row["key"], row["plan_id"], part)


def _walk(tx: Tx, sought: SoughtPeople, after: Place | None, now: int) -> _Walk:
    walk = _ordered(tx, sought, after, now)
    return walk._replace(conditions=(*walk.conditions, *had_access(sought)))


def _ordered(tx: Tx, sought: SoughtPeople, after: Place | None, now: int) -> _Walk:
    """Choose the order: by name, by first purchase, by end, by renewal, else by first contact."""
    if sought.ids is not None or sought.words:
        return _by_id(sought, after, now)
    if sought.by_first_purchase:
        return _by_first_purchase(tx, sought, after, now)
    if sought.by_end or sought.access in {ListedAccess.ACTIVE, ListedAccess.ENDED}:
        return _by_end(sought, after, now)
    if sought.access is ListedAccess.LIFE:
        return _for_life(sought, after)
    if sought.access is ListedAccess.RENEWS:
        return _by_renewal(sought, after, now)
    return _by_first_contact(sought, after, now)


def _by_id(sought: SoughtPeople, after: Place | None, now: int) -> _Walk:
    named = [
        ("(walk.name GLOB ? OR walk.username GLOB ?)", (pattern(word), pattern(word)))
        for word in sought.words
    ]
    chosen = "TRUE" if sought.ids is None else f"telegram_user_id IN ({marks(sought.ids)})"
    sql = f"""SELECT telegram_user_id AS person, telegram_user_id AS id, 0 AS key, 0 AS plan_id,
            name, username
        FROM people WHERE telegram_user_id < ? AND {chosen} ORDER BY telegram_user_id DESC"""
    before = after.id if after else NEVER
    more = (*named, *has_access(sought, now), *is_new(sought), *ends(sought))
    return _Walk(sql, (before, *(sought.ids or ())), MOST_NAMES, tuple(more))


def _by_first_contact(sought: SoughtPeople, after: Place | None, now: int) -> _Walk:
    sql = """SELECT telegram_user_id AS person, telegram_user_id AS id, first_seen_at AS key,
            0 AS plan_id
        FROM people WHERE (first_seen_at, telegram_user_id) < (?, ?)
        ORDER BY first_seen_at DESC, telegram_user_id DESC"""
    place = (after.key, after.id) if after else (NEVER, 0)
    return _Walk(sql, place, MOST_PEOPLE, tuple(has_access(sought, now)))


def _by_first_purchase(tx: Tx, sought: SoughtPeople, after: Place | None, now: int) -> _Walk:
    """Go by the grants that are counted as somebody's first; the sums know between which rows those
    of a period are."""
    since, until = period(sought.new_since, sought.new_until)
    rows = tx.one(
        """SELECT MIN(first_row) AS first, MAX(last_row) AS last FROM sums
        WHERE area = 0 AND until > ? AND until <= ? AND seconds = 86400
            AND kind IN ('first', 'again')""",
        (since, until + 86_400),
    )
    first, last = (rows["first"] or 1, rows["last"] or 0) if rows else (1, 0)
    before = min(after.id, last + 1) if after else last + 1
    sql = """SELECT telegram_user_id AS person, id, 0 AS key, 0 AS plan_id, granted_at, revoked_at,
            source
        FROM grants WHERE id < ? AND id >= ? ORDER BY id DESC"""
    is_first = """walk.granted_at >= ? AND walk.granted_at < ? AND walk.revoked_at IS NULL
        AND walk.source <> 'admin' AND EXISTS (SELECT 1 FROM counted_newcomers c
            WHERE c.row = walk.id AND c.kind = 'first')"""
    conditions = ((is_first, (since, until)), *has_access(sought, now), *ends(sought))
    return _Walk(sql, (before, first), MOST_PEOPLE, conditions)


def _by_end(sought: SoughtPeople, after: Place | None, now: int) -> _Walk:
    """Go by the last end of each person's access: the earliest first, of ended ones the latest."""
    if after is not None and after.part:
        return _for_life(sought, after)
    since, until = period(sought.ends_since, sought.ends_until)
    ended = sought.access is ListedAccess.ENDED
    if sought.access is ListedAccess.ACTIVE:
        since = max(since, now + 1)
    elif ended:
        until = ended_until(sought, now)
    sign, order = ("<", "DESC") if ended else (">", "ASC")
    sql = f"""SELECT telegram_user_id AS person, telegram_user_id AS id, expires_at AS key, plan_id
        FROM subscriptions INDEXED BY subscriptions_by_end
        WHERE expires_at >= ? AND expires_at < ?
            AND (expires_at, telegram_user_id, plan_id) {sign} (?, ?, ?)
        ORDER BY expires_at {order}, telegram_user_id {order}, plan_id {order}"""
    place = (NEVER if ended else -NEVER, 0, 0)
    if after is not None:
        place = (after.key, after.id, after.plan_id)
    in_days = ended and sought.by_end
    conditions = ended_once(sought, now) if in_days else last_of_person(sought)
    if sought.access in {ListedAccess.LIFE, ListedAccess.RENEWS, ListedAccess.NEVER}:
        conditions += has_access(sought, now)
    return _Walk(sql, (since, until, *place), MOST_PEOPLE, tuple(conditions))


def _for_life(sought: SoughtPeople, after: Place | None) -> _Walk:
    sql = """SELECT telegram_user_id AS person, telegram_user_id AS id, 0 AS key, plan_id
        FROM subscriptions INDEXED BY subscriptions_by_end
        WHERE expires_at IS NULL AND (telegram_user_id, plan_id) > (?, ?)
        ORDER BY telegram_user_id, plan_id"""
    once: Condition = (
        """NOT EXISTS (SELECT 1 FROM subscriptions o WHERE o.telegram_user_id = walk.person
            AND o.plan_id < walk.plan_id AND o.expires_at IS NULL)""",
        (),
    )
    if sought.plan_id is not None:
        once = ("walk.plan_id = ?", (sought.plan_id,))
    place = (after.id, after.plan_id) if after else (0, 0)
    return _Walk(sql, place, MOST_PEOPLE, (once,))


def _by_renewal(sought: SoughtPeople, after: Place | None, now: int) -> _Walk:
    sql = """SELECT telegram_user_id AS person, id, 0 AS key, 0 AS plan_id FROM stars_renewals
        WHERE id < ? ORDER BY id DESC"""
    once = f"""{RENEWAL.format("walk.id = n.id")} AND NOT {RENEWAL.format("n.id > walk.id")}"""
    late = now - RENEWAL_GRACE_SECONDS
    conditions = ((once, (late, late)), *has_access(sought, now))
    return _Walk(sql, (after.id if after else NEVER,), MOST_PEOPLE, conditions)
