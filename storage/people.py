"""People: everyone who ever wrote to the bot or paid, by Telegram id."""

from collections.abc import Sequence

from bot.domain.records import Person
from storage.engine.tx import Row, Tx

_COLUMNS = """telegram_user_id, name, username, language_code, locale,
    first_seen_at, started_at, blocked_at"""


def get(tx: Tx, telegram_user_id: int) -> Person | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM people WHERE telegram_user_id = ?", (telegram_user_id,))
    return _person(row) if row else None


def by_username(tx: Tx, username: str) -> Person | None:
    """Return the person last seen with this username; usernames move between people."""
    row = tx.one(
        f"""SELECT {_COLUMNS} FROM people WHERE username = ? COLLATE NOCASE
        ORDER BY COALESCE(started_at, first_seen_at) DESC LIMIT 1""",
        (username,),
    )
    return _person(row) if row else None


def ensure(tx: Tx, telegram_user_id: int, username: str | None, now: int) -> None:
    """Create a person that only a webhook has named so far, unless they exist."""
    ensure_all(tx, [(telegram_user_id, username)], now)


def ensure_all(tx: Tx, named: Sequence[tuple[int, str | None]], now: int) -> None:
    """Create many people by id and username, unless they exist."""
    tx.insert_rows(
        """INSERT INTO people (telegram_user_id, username, first_seen_at) VALUES ?
        ON CONFLICT (telegram_user_id)
        DO UPDATE SET username = COALESCE(username, excluded.username)""",
        [(telegram_user_id, username, now) for telegram_user_id, username in named],
    )


def save_profile(tx: Tx, person: Person) -> None:
    """Write a person's names and language as Telegram has them; their own choices stay."""
    tx.execute(
        """INSERT INTO people (telegram_user_id, name, username, language_code, first_seen_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (telegram_user_id) DO UPDATE SET
            name = excluded.name, username = excluded.username,
            language_code = excluded.language_code""",
        (
            person.telegram_user_id,
            person.name,
            person.username,
            person.language_code,
            person.first_seen_at,
        ),
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


def _person(row: Row) -> Person:
    return Person(**dict(row))
