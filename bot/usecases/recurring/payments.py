"""The rows behind the income from Tribute's recurring subscriptions: each payment that counts."""

from dataclasses import dataclass

from bot.domain.listing.recurring_payments import Place, SoughtPayments
from bot.domain.models import PersonId
from bot.domain.records import Person
from storage import people
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries.listing import recurring_payments
from storage.queries.listing.recurring_payments import RecurringPage, RecurringPayment


@dataclass(frozen=True, slots=True)
class PaidRow:
    """A payment, and who has the access."""

    payment: RecurringPayment
    person: Person | None


@dataclass(frozen=True, slots=True)
class PaidPage:
    """A page of payments; with `is_cut` it is short because enough was looked through."""

    rows: tuple[PaidRow, ...]
    next: Place | None
    is_cut: bool


async def page(db: Database, sought: SoughtPayments, after: Place | None, limit: int) -> PaidPage:
    """Read the next payments that fit."""
    return await db.report(lambda tx: _page(tx, sought, after, limit))


def _page(tx: Tx, sought: SoughtPayments, after: Place | None, limit: int) -> PaidPage:
    found: RecurringPage = recurring_payments.page(tx, sought, after, limit)
    known = people.of_ids(tx, [PersonId(one.telegram_user_id) for one in found.payments])
    rows = tuple(PaidRow(one, known.get(one.telegram_user_id)) for one in found.payments)
    return PaidPage(rows, found.next, found.is_cut)
