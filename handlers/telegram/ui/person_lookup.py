"""Whom an admin means: somebody we know, by id or @name, or an id nobody has used here yet."""

import re
from dataclasses import dataclass

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.usecases.people.people import Person

# Telegram's ids have at most 52 significant bits (Bot API, User.id).
_ID = re.compile(r"[0-9]{1,16}", re.ASCII)
_LARGEST_ID = 2**52


@dataclass(frozen=True, slots=True)
class Whom:
    """`person` is None for an id that has never been met."""

    id: PersonId
    person: Person | None


async def find(deps: Deps, typed: str) -> Whom | None:
    """Who is meant by `@anna` or `700001`; None for an unknown name and for what is no id."""
    person = await deps.people.find(typed)
    if person is not None:
        return Whom(person.telegram_user_id, person)
    stranger = read_id(typed.strip())
    return Whom(stranger, None) if stranger is not None else None


def read_id(text: str) -> PersonId | None:
    number = int(text) if _ID.fullmatch(text) else 0
    return PersonId(number) if 0 < number < _LARGEST_ID else None
