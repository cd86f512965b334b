"""A command of the owner's is described in the reader's language, or else in another one."""

import pytest

from bot.domain.features import OwnCommand

COMMAND = OwnCommand("rules", {"de": "Regeln", "en": "Rules", "ru": "Правила"})


@pytest.mark.parametrize(
    ("locale", "default", "description"),
    [("ru", "en", "Правила"), ("fr", "en", "Rules"), ("fr", "es", "Regeln")],
)
def test_a_description_is_in_the_readers_language_the_default_one_or_any(
    locale: str, default: str, description: str
) -> None:
    assert COMMAND.description(locale, default) == description
