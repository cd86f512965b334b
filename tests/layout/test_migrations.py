"""The numbers of the migrations: of two files with one number, only one would ever run."""

from storage.engine.migrate import MIGRATIONS


def test_each_migration_has_the_number_after_the_one_before() -> None:
    """A file with a number that a database has passed already is never applied to it."""
    numbers = sorted(int(path.name[:4]) for path in MIGRATIONS.glob("*.sql"))
    assert numbers == list(range(1, len(numbers) + 1))
