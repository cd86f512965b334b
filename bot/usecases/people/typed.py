"""Finds the person that an admin typed: by id or @name, or by an id that is new to the bot."""

import re
from dataclasses import dataclass

from bot.domain.models import PersonId
from bot.domain.records import Person
from bot.usecases.people.people import People

# Telegram's ids have at most 52 significant bits (Bot API, User.id).
_ID = re.compile(r"[0-9]{1,16}", re.ASCII)
_LARGEST_ID = 2**52


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person by id; `person` is None for somebody the bot has never met."""

    id: PersonId
    person: Person | None


async def find(people: People, typed: str) -> FoundPerson | None:
    """Find the person of `@anna` or `700001`; None for an unknown name and for any other text."""
    person = await people.find(typed)
    if person is not None:
        return FoundPerson(person.telegram_user_id, person)
    stranger = read_id(typed.strip())
    return FoundPerson(stranger, None) if stranger is not None else None


def read_id(text: str) -> PersonId | None:
    """Read a Telegram user id; None if the text is none."""
    return possible_id(int(text)) if _ID.fullmatch(text) else None


def possible_id(number: int) -> PersonId | None:
    """Return a number as a Telegram user id; None if it can be none."""
    return PersonId(number) if 0 < number < _LARGEST_ID else None
