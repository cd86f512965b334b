"""Facts: small values about this installation that must survive a restart."""

from storage.engine.tx import Tx


def get(tx: Tx, name: str) -> str | None:
    value: str | None = tx.scalar("SELECT value FROM facts WHERE name = ?", (name,))
    return value


def beginning_with(tx: Tx, prefix: str) -> list[tuple[str, str]]:
    """Return the facts whose names begin with these letters, which end with a colon, by name."""
    rows = tx.all(
        "SELECT name, value FROM facts WHERE name > ? AND name < ? ORDER BY name",
        (prefix, f"{prefix.removesuffix(':')};"),  # the semicolon follows the colon
    )
    return [(row["name"], row["value"]) for row in rows]


def remove(tx: Tx, name: str) -> None:
    tx.execute("DELETE FROM facts WHERE name = ?", (name,))


def put(tx: Tx, name: str, value: str) -> None:
    tx.execute(
        """INSERT INTO facts (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
        (name, value),
    )
