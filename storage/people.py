"""People: everyone who ever wrote to the bot or paid, by Telegram id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.models import PersonId, bare_username
from bot.domain.records import Person
from storage.engine.tx import Row, Tx, marks

_COLUMNS = """telegram_user_id, name, username, language_code, locale,
    first_seen_at, started_at, blocked_at, no_news_at"""


def get(tx: Tx, telegram_user_id: int) -> Person | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM people WHERE telegram_user_id = ?", (telegram_user_id,))
    return _person(row) if row else None


def by_username(tx: Tx, username: str) -> Person | None:
    """Return the person last seen with this username; usernames move between people."""
    row = tx.one(
        f"""SELECT {_COLUMNS} FROM people WHERE username = ? COLLATE NOCASE
        ORDER BY username_seen_at DESC LIMIT 1""",
        (username,),
    )
    return _person(row) if row else None


def whose_username_begins(tx: Tx, beginning: str, limit: int) -> list[PersonId]:
    """Return people whose username begins so, in any case, in the order of the alphabet."""
    rows = tx.all(
        """SELECT telegram_user_id FROM people INDEXED BY people_by_username
        WHERE username IS NOT NULL AND username >= ?1 COLLATE NOCASE
            AND username < ?1 || char(1114111) COLLATE NOCASE
        ORDER BY username COLLATE NOCASE LIMIT ?2""",
        (beginning, limit),
    )
    return [row["telegram_user_id"] for row in rows]


def of_ids(tx: Tx, ids: Sequence[int]) -> dict[int, Person]:
    """Return those of these people who are known."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM people WHERE telegram_user_id IN ({marks(ids)})", tuple(ids)
    )
    return {row["telegram_user_id"]: _person(row) for row in rows}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a webhook names; `seen_at` is when they had that username, None if just now."""

    telegram_user_id: int
    username: str | None = None
    seen_at: int | None = None


def ensure(tx: Tx, telegram_user_id: int, username: str | None, now: int) -> None:
    """Create a person that the bot hasn't met so far, unless they exist."""
    ensure_all(tx, [Named(telegram_user_id, username)], now)


def ensure_all(tx: Tx, named: Sequence[Named], now: int) -> None:
    """Create many people, unless they exist; a username is kept unless a later one is known."""
    tx.insert_rows(
        """INSERT INTO people (telegram_user_id, username, username_seen_at, first_seen_at)
        VALUES ?
        ON CONFLICT (telegram_user_id) DO UPDATE SET
            username = excluded.username, username_seen_at = excluded.username_seen_at
        WHERE excluded.username IS NOT NULL
            AND COALESCE(username_seen_at, 0) <= excluded.username_seen_at""",
        [
            (one.telegram_user_id, bare_username(one.username), _seen_at(one, now), now)
            for one in named
        ],
    )
    for username in _shared(tx, [bare_username(one.username) for one in named]):
        _keep_latest_owner(tx, username)


def save_profile(tx: Tx, person: Person, now: int) -> None:
    """Write a person's names and language as Telegram has them; their own choices stay."""
    tx.execute(
        """INSERT INTO people (telegram_user_id, name, username, username_seen_at, language_code,
            first_seen_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (telegram_user_id) DO UPDATE SET
            name = excluded.name, username = excluded.username,
            username_seen_at = excluded.username_seen_at, language_code = excluded.language_code""",
        (
            person.telegram_user_id,
            person.name,
            person.username,
            now,
            person.language_code,
            person.first_seen_at,
        ),
    )
    _keep_latest_owner(tx, person.username, person.telegram_user_id)


def _seen_at(named: Named, now: int) -> int | None:
    """Return when the username was seen; a time ahead of the clock counts as now."""
    if bare_username(named.username) is None:
        return None
    return now if named.seen_at is None else min(named.seen_at, now)


def _shared(tx: Tx, usernames: Iterable[str | None]) -> list[str]:
    """Return those of the usernames that more than one person has."""
    asked = [name for name in usernames if name is not None]
    rows = tx.all(
        f"""SELECT MIN(username) AS username FROM people
        WHERE username COLLATE NOCASE IN ({marks(asked)}) AND username IS NOT NULL
        GROUP BY username COLLATE NOCASE HAVING COUNT(*) > 1""",
        asked,
    )
    return [row["username"] for row in rows]


def _keep_latest_owner(tx: Tx, username: str | None, present: int | None = None) -> None:
    """Take a username from everybody but the person seen with it last: usernames move, and /grant
    must not reach an earlier owner.

    Of several at one moment, `present` is the one who writes right now; of people whom webhooks
    name, the order of delivery decides nothing.
    """
    if username is None:
        return
    tx.execute(
        """UPDATE people SET username = NULL
        WHERE username = ? COLLATE NOCASE AND telegram_user_id != (
            SELECT telegram_user_id FROM people WHERE username = ? COLLATE NOCASE
            ORDER BY username_seen_at DESC, telegram_user_id IS ? DESC, started_at IS NULL DESC,
                telegram_user_id DESC
            LIMIT 1)""",
        (username, username, present),
    )


def set_reachable(tx: Tx, telegram_user_id: int, now: int) -> None:
    """Record that the person wrote to the bot in private, so that it may write to them (again)."""
    tx.execute(
        """UPDATE people SET started_at = COALESCE(started_at, ?), reachable_at = ?,
            blocked_at = NULL, blocked_reason = NULL
        WHERE telegram_user_id = ?""",
        (now, now, telegram_user_id),
    )


def set_written_to(tx: Tx, telegram_user_id: int, now: int) -> None:
    """Record that a message arrived: the person must have pressed Start at some earlier time."""
    tx.execute(
        """UPDATE people SET started_at = ?
        WHERE telegram_user_id = ? AND started_at IS NULL AND blocked_at IS NULL""",
        (now, telegram_user_id),
    )


def set_blocked(tx: Tx, telegram_user_id: int, reason: str, now: int) -> None:
    """Record that the bot may not write to this person until they press Start (again)."""
    tx.execute(
        """UPDATE people SET blocked_at = COALESCE(blocked_at, ?), blocked_reason = ?
        WHERE telegram_user_id = ?""",
        (now, reason, telegram_user_id),
    )


def reachable_at(tx: Tx, telegram_user_id: int) -> int | None:
    """Return when the person last let the bot write to them; None if they never did."""
    moment: int | None = tx.scalar(
        "SELECT reachable_at FROM people WHERE telegram_user_id = ?", (telegram_user_id,)
    )
    return moment


def set_locale(tx: Tx, telegram_user_id: int, locale: str) -> None:
    tx.execute(
        "UPDATE people SET locale = ? WHERE telegram_user_id = ?", (locale, telegram_user_id)
    )


def set_no_news(tx: Tx, telegram_user_id: int, at: int | None) -> bool:
    """Record since when the person wants no more broadcasts, None for one who gets them; return
    False if that was so already."""
    changed = tx.execute(
        """UPDATE people SET no_news_at = ?
        WHERE telegram_user_id = ? AND (no_news_at IS NULL) <> (? IS NULL)""",
        (at, telegram_user_id, at),
    )
    return changed == 1


def _person(row: Row) -> Person:
    return Person(**dict(row))
