"""Compares Telegram's list of transactions in Stars with the ledger: the list has payments and
refunds whose updates were lost, and refunds that nobody was sure of."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol

import structlog

from bot.clock import Clock
from bot.domain.incidents import IncidentKind
from bot.domain.models import PurchaseRow, PurchaseStatus
from bot.domain.records import AttemptState, AuditEntry
from bot.domain.stars_list.entries import (
    EVERY_SECONDS,
    HELD_BACK_SECONDS,
    PAGE,
    SETTLES_SECONDS,
    Difference,
    Listed,
    ListPlace,
    StarsBalance,
    refunds_among,
)
from bot.domain.stars_list.faults import ListFault, StarsListError
from bot.domain.stars_renewals.renewal import LATE_SECONDS
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.stars.payments import StarsPayments
from bot.usecases.stars.reading import listed_of
from storage import audit, incidents, purchases, refund_attempts
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.stars import early_refunds, listed, orders, payments, prices, renewals

log = structlog.get_logger(__name__)

_PAGES_AT_ONCE = 10
"""So many pages are compared together: a payment that was given back soon is known to be."""
_AGAIN = 10
"""The last ones are looked at again, in the same page, so that one may still change its place."""
_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Pages:
    """Some of the list, whether it ends with them, and why no more of it could be read."""

    found: Sequence[_Json]
    are_last: bool = False
    fault: StarsListError | None = None


class StarsList(Protocol):
    """Telegram's list of the bot's transactions, and its balance."""

    async def transactions(self, offset: int, limit: int) -> Sequence[_Json]:
        """Return those after the first `offset` ones, oldest first; raise StarsListError."""

    async def balance(self) -> int:
        """Return the Stars that Telegram keeps for the bot; raise StarsListError."""


@dataclass(frozen=True, slots=True)
class StarsReconciliation:
    """Reads the list, and applies what the ledger doesn't know. Everything is applied once, however
    often it is read, so a look that is cut off goes on where it was."""

    db: Database
    clock: Clock
    payments: StarsPayments
    telegram: StarsList
    only_ours: bool = False
    """Whether an owner's own feature sells in Stars too: payments without an order are left to
    it."""
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def is_on(self) -> bool:
        """Return whether the shop has ever sold in Stars: then the list is read for good."""
        return await self.db.read(prices.any_ever)

    async def next_at(self, now: int) -> int | None:
        """Return when the list has to be read next, in Unix seconds; now if its end was never
        reached, or only in what is the future by now.

        That is sooner than hourly while a refund isn't known, and where nothing was heard of a
        renewal that was due: nobody is to lose access by a lost update.
        """

        def query(tx: Tx) -> int:
            read_at = listed.place(tx).read_at
            if read_at is None or read_at > now:
                return now
            hourly_at = read_at + EVERY_SECONDS
            asked_at = refund_attempts.first_unknown_in_stars_at(tx)
            end_at = renewals.next_end_at(tx, read_at - LATE_SECONDS, hourly_at - LATE_SECONDS)
            moments = ((asked_at, SETTLES_SECONDS), (end_at, LATE_SECONDS))
            return min([hourly_at, *(at + wait for at, wait in moments if at is not None)])

        return await self.db.read(query)

    async def look(self) -> Mapping[Difference, int]:
        """Read the list from where it was left to its end; return how often it brought what.

        Raises StarsListError and StorageUnavailable: the next look goes on from there.
        """
        async with self._one_at_a_time:
            began_at, counts = self.clock.now(), dict.fromkeys(Difference, 0)
            place = await self.db.read(listed.place)
            offset, pages = await self._go_on(place)
            while True:
                for kind in await self._compare(_ours(pages.found)):
                    counts[kind] += 1
                offset += len(pages.found)
                place = await self._reached(place, offset, pages.found)
                if pages.fault is not None:
                    raise pages.fault
                if pages.are_last:
                    break
                pages = await self._read(offset)
            for kind in await self.db.write(lambda tx: self._end(tx, place, began_at)):
                counts[kind] += 1
            log.info("Telegram's list of Stars was read", worked_in=place.worked_in, **counts)
            return counts

    async def balance(self) -> StarsBalance:
        """Return what Telegram keeps for the bot. Raises StarsListError."""
        stars, since = await self.telegram.balance(), self.clock.now() - HELD_BACK_SECONDS
        lately = await self.db.report(lambda tx: payments.stars_since(tx, since))
        return StarsBalance(stars, min(stars, lately))

    async def _go_on(self, place: ListPlace) -> tuple[int, _Pages]:
        """Read on from where the list was left, and return from where that is. A list that isn't
        the one that was read, because it is another bot's, is read from its beginning."""
        offset = max(place.worked_in - _AGAIN, 0)
        pages = await self._read(offset)
        if not offset or place.last_id in {_id(one) for one in pages.found}:
            return offset, pages
        log.warning("Telegram's list of Stars is another one", worked_in=place.worked_in)
        return 0, await self._read(0)

    async def _read(self, offset: int) -> _Pages:
        """Read some pages; raise StarsListError where not even one can be read. A page that isn't
        full doesn't prove that it is the last one; an empty page does."""
        found: list[_Json] = []
        before: Sequence[_Json] = ()
        for _ in range(_PAGES_AT_ONCE):
            try:
                page = await self.telegram.transactions(offset + len(found), PAGE)
            except StarsListError as error:
                if not found:
                    raise
                return _Pages(found, fault=error)
            if not page:
                return _Pages(found, are_last=True)
            if page == before:
                fault = StarsListError(ListFault.UNREADABLE, "the same page again")
                return _Pages(found, fault=fault)
            found += page
            before = page
        return _Pages(found)

    async def _compare(self, ours: Sequence[Listed]) -> list[Difference]:
        """Apply what the ledger doesn't know, each in a unit of its own; return what it was."""
        given_back = refunds_among(ours)
        unknown = await self.db.report(lambda tx: [one for one in ours if _is_news(tx, one)])
        found: list[Difference] = []
        for one in unknown:
            found += await self.db.write(partial(self._apply, one=one, given_back=given_back))
        return found

    def _apply(self, tx: Tx, one: Listed, given_back: Mapping[str, int | None]) -> list[Difference]:
        now, known = self.clock.now(), payments.by_charge(tx, one.id)
        if one.is_refund:
            return self._refund(tx, known.purchase_row, one.at, now) if known is not None else []
        if known is not None:
            if not one.agrees_with(known):
                self.payments.contradict(tx, known, one.readings[0], now)
            return []
        order = orders.by_payload(tx, one.readings[0].payload)
        if order is None and (self.only_ours or _is_from_before(tx, one)):
            return []
        charge = one.reading(order.stars if order is not None else None)
        row = self.payments.store(tx, charge, one.language, order, now)
        purchase = purchases.get(tx, row)
        is_held = purchase is not None and purchase.status is PurchaseStatus.HELD
        kind = Difference.HELD if is_held else Difference.GRANTED
        listed.add_difference(tx, kind, row, now)
        if one.id not in given_back:
            return [kind]
        return [kind, *self._refund(tx, row, given_back[one.id], now)]

    def _refund(
        self, tx: Tx, row: PurchaseRow, refunded_at: int | None, now: int
    ) -> list[Difference]:
        if not self.payments.refund(tx, row, refunded_at or now, now):
            return []
        listed.add_difference(tx, Difference.REFUNDED, row, now)
        return [Difference.REFUNDED]

    async def _reached(self, place: ListPlace, offset: int, found: Sequence[_Json]) -> ListPlace:
        """Remember how far the list is worked in, and return that."""
        reached = replace(
            place, worked_in=offset, last_id=_id(found[-1]) if found else place.last_id
        )
        await self.db.write(lambda tx: listed.set_place(tx, reached))
        return reached

    def _end(self, tx: Tx, place: ListPlace, began_at: int) -> list[Difference]:
        """Conclude from what the whole list doesn't have: refunds that were asked for long enough
        before, and payments of refunds that came first."""
        now = self.clock.now()
        listed.set_place(tx, replace(place, read_at=began_at))
        early_refunds.close_seen_before(tx, began_at, now)
        open_now = refund_attempts.unknown_in_stars(tx, began_at - SETTLES_SECONDS)
        for one in open_now:
            refund_attempts.set_state(tx, one.id, AttemptState.NOT_DONE, one.error, now)
            subject = f"purchase:{one.purchase_row}"
            audit.add(tx, AuditEntry(now, "ledger", "refund_not_done", subject, None))
            listed.add_difference(tx, Difference.NOT_REFUNDED, one.purchase_row, now)
            kind, admins = NoticeKind.ADMIN_STARS_NOT_REFUNDED, self.payments.admin_ids
            notify_admins(tx, kind, admins, one.id, now)
        incidents.end(tx, IncidentKind.STARS, "", now)
        return [Difference.NOT_REFUNDED] * len(open_now)


def _id(transaction: _Json) -> str:
    return str(transaction.get("id"))


def _ours(transactions: Sequence[_Json]) -> list[Listed]:
    """Return what of these is about invoices."""
    return [found for one in transactions if (found := listed_of(one)) is not None]


def _is_news(tx: Tx, one: Listed) -> bool:
    """Return whether the ledger may not know this, as far as can be seen beside the writer: there
    a refund's payment may just be stored."""
    known = payments.by_charge(tx, one.id)
    if known is None:
        return True
    if one.is_refund:
        purchase = purchases.get(tx, known.purchase_row)
        is_refunded = purchase is not None and purchase.status is PurchaseStatus.REFUNDED
        return not is_refunded or refund_attempts.open_attempt(tx, known.purchase_row) is not None
    return known.problems is None and not one.agrees_with(known)


def _is_from_before(tx: Tx, one: Listed) -> bool:
    """Return whether this was paid before the shop sold anything in Stars: to the same bot, when it
    was another program's."""
    first_at = prices.first_at(tx)
    return first_at is not None and one.at is not None and one.at < first_at
