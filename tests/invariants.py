"""The promises of the ledger, asked of the file through a second connection."""

from pathlib import Path

from bot.usecases.ledger import check
from storage.database import open_read_only


def assert_ledger_is_sound(path: Path) -> None:
    """Every test that touches a database ends with this."""
    with open_read_only(path) as tx:
        assert check(tx) == []
