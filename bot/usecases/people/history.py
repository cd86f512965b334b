"""A person's whole history for admins, page by page, newest first."""

from dataclasses import dataclass

from bot.domain.listing.people import HistoryPlace
from bot.domain.models import PersonId
from bot.domain.records import HistoryEntry, HistoryKind, Person, Purchase
from bot.domain.recurring import RecurringEvent
from storage import people, purchases
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import history
from storage.recurring import recurring_events


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the history, with what it is about and the admin behind it, if known.

    That is a purchase or an event of a recurring subscription.
    """

    entry: HistoryEntry
    purchase: Purchase | None
    admin_id: int | None
    admin: Person | None
    recurring: RecurringEvent | None = None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page, newest first, and how many pages there are: at least one."""

    lines: tuple[Line, ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class PersonHistories:
    """Reads the histories of people."""

    db: Database

    async def of_person(self, telegram_user_id: PersonId, number: int, size: int) -> HistoryPage:
        """Return page `number`, counted from 0; the last one where there are fewer."""

        def query(tx: Tx) -> HistoryPage:
            pages = max(1, -(-history.count_of_person(tx, telegram_user_id) // size))
            shown = min(number, pages - 1)
            found = history.of_person(tx, telegram_user_id, size, shown * size)
            return HistoryPage(tuple(_line(tx, one) for one in found), shown, pages)

        return await self.db.report(query)

    async def after(
        self, telegram_user_id: PersonId, place: HistoryPlace | None, limit: int
    ) -> tuple[list[Line], HistoryPlace | None]:
        """Return the next lines, newest first, and where the ones after them begin; None at the
        end."""

        def query(tx: Tx) -> tuple[list[Line], HistoryPlace | None]:
            found = history.after(tx, telegram_user_id, place, limit + 1)
            going_on = found[limit - 1][1] if len(found) > limit else None
            return [_line(tx, entry) for entry, _ in found[:limit]], going_on

        return await self.db.report(query)


def _line(tx: Tx, entry: HistoryEntry) -> Line:
    row = entry.purchase_row
    purchase = purchases.get(tx, row) if row is not None else None
    if entry.what == HistoryKind.RECURRING:
        event = recurring_events.get(tx, int(entry.detail or 0))
        return Line(entry, None, None, None, event)
    role, _, number = (entry.actor or "").partition(":")
    if role != "admin":
        return Line(entry, purchase, None, None)
    return Line(entry, purchase, int(number), people.get(tx, int(number)))
