"""The whole history of a person, as admins read it: page by page, newest first."""

from dataclasses import dataclass

from bot.domain.models import PersonId
from storage import people, purchases, recurring_events
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.people import Person
from storage.purchases import Purchase
from storage.queries import history
from storage.queries.history import PAID, RECURRING, REFUNDED, Happening
from storage.recurring_events import RecurringEvent

__all__ = ["PAID", "REFUNDED", "Chapter", "Histories", "Line"]


@dataclass(frozen=True, slots=True)
class Line:
    """One happening, with the purchase or the word of Tribute on a recurring subscription that it
    is about, and the admin who did it, where known."""

    happening: Happening
    purchase: Purchase | None
    admin_id: int | None
    admin: Person | None
    recurring: RecurringEvent | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page, newest first; `more` where older ones follow."""

    lines: tuple[Line, ...]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Histories:
    db: Database

    async def of_person(self, telegram_user_id: PersonId, number: int, size: int) -> Chapter:
        """Page `number` from 0; one that lies too far is empty."""

        def query(tx: Tx) -> Chapter:
            found = history.of_person(tx, telegram_user_id, size + 1, number * size)
            lines = tuple(_line(tx, one) for one in found[:size])
            return Chapter(lines, number, len(found) > size)

        return await self.db.read(query)


def _line(tx: Tx, happening: Happening) -> Line:
    row = happening.purchase_row
    purchase = purchases.get(tx, row) if row is not None else None
    if happening.what == RECURRING:
        told = recurring_events.get(tx, int(happening.detail or 0))
        return Line(happening, None, None, None, told)
    role, _, number = (happening.actor or "").partition(":")
    if role != "admin":
        return Line(happening, purchase, None, None)
    return Line(happening, purchase, int(number), people.get(tx, int(number)))
