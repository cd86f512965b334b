"""Each migration says in each language what it does, for the check before an upgrade."""

import pytest

from bot.texts import LOCALES, Texts
from storage.engine.migrate import MIGRATIONS
from tests.texts.ftl import messages

ALL = sorted(path.stem for path in MIGRATIONS.glob("*.sql"))


@pytest.mark.parametrize("locale", LOCALES)
def test_each_migration_has_a_line_in_upgrade_ftl(locale: str) -> None:
    said = messages(locale)
    assert [name for name in ALL if f"upgrade-migration-{name[:4]}" not in said] == []


@pytest.mark.parametrize("name", ALL)
def test_the_line_begins_with_the_name_of_the_file(name: str) -> None:
    for locale in LOCALES:
        assert Texts().plain(f"upgrade-migration-{name[:4]}", locale).startswith(f"{name}: ")
