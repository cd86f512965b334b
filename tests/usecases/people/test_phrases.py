"""Somebody whose name shows nothing is named by what is left: the @username, else the id."""

import pytest

from bot.domain.models import PersonId
from bot.domain.records import Person
from bot.texts import Texts
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link, short_name
from tests.bodies import ANNA
from tests.conftest import NOW

_SAY = Wording(Texts(), "en")
_BLANK = (None, " ", "\u3164", "\u2800 \uffa0", "\u200b")


def _person(name: str | None, username: str | None) -> Person:
    return Person(PersonId(ANNA), name, username, None, None, NOW, None, None)


@pytest.mark.parametrize("name", _BLANK)
@pytest.mark.parametrize(("username", "called"), [(None, str(ANNA)), ("anna", "@anna")])
def test_a_name_that_shows_nothing_is_none(
    name: str | None, username: str | None, called: str
) -> None:
    person = _person(name, username)
    assert short_name(_SAY, person, ANNA) == called
    assert f">{called}<" in person_link(_SAY, person, ANNA)


def test_a_name_with_something_to_see_stays() -> None:
    person = _person("Anna \u3164", None)
    assert short_name(_SAY, person, ANNA) == "Anna \u3164"
    assert "Anna" in person_link(_SAY, person, ANNA)
