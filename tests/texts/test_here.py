"""The console's words in place of the chat's texts that name a command."""

import re

import pytest

from bot.texts import LOCALES
from bot.texts.bundles import originals
from handlers.http.console.api.operations.doctor import PAGES
from tests.texts.ftl import messages

HERE = "here-"
COMMAND = re.compile(r"(?<![\w<./])/(?!start\b)[a-z]{3,}\b(?!/)")


def written(key: str, locale: str) -> str:
    """Return a text as its file has it."""
    return originals(locale).sources[key]


@pytest.mark.parametrize("locale", LOCALES)
def test_each_text_of_the_console_stands_for_one_of_the_chat_that_names_a_command(
    locale: str,
) -> None:
    found = [key for key in messages(locale) if key.startswith(HERE)]
    assert len(found) > 30
    for key in found:
        assert COMMAND.search(written(key.removeprefix(HERE), locale)), key
        assert not COMMAND.search(written(key, locale)), key


@pytest.mark.parametrize("locale", LOCALES)
def test_findings_and_incidents_name_no_command_in_the_console(locale: str) -> None:
    known = messages(locale)
    left = [
        key
        for key in known
        if key.startswith(("doctor-", "incident-"))
        and COMMAND.search(written(key, locale))
        and HERE + key not in known
    ]
    assert left == []


def test_each_finding_with_a_page_has_its_next_step() -> None:
    assert [key for key in PAGES if f"{key}-step" not in messages("en")] == []
