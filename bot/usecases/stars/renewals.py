"""Renewals in Stars: what Telegram reports of them, and the buttons to stop one or allow it again.

Telegram is asked once for each press, and what it is asked for is on disk before: an answer that is
lost stays unknown until somebody presses again, which does no harm.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.domain.models import PersonId, PurchaseRow
from bot.domain.records import AuditEntry
from bot.domain.stars import StarsRefundError, StarsRefusal
from bot.domain.stars_renewals.renewal import (
    REPORTED,
    Asked,
    Renewal,
    RenewalChange,
    RenewalError,
    RenewalRefusal,
    RenewalState,
    Report,
)
from bot.usecases.access.grants import refold
from bot.usecases.access.lifecycle import announce_ends
from bot.usecases.outbox.enqueue import notify_admins, notify_buyer
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.stars.renewing import TELEGRAM
from storage import audit, outbox, subscriptions
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.stars import orders, prices, renewals
from storage.stars.renewals import RenewalEvent

log = structlog.get_logger(__name__)

_BUSY_SECONDS = 30
"""A call takes fifteen seconds at most; one that was asked for longer ago has no answer."""


class EditsRenewals(Protocol):
    """Stops renewals at Telegram, and allows them again."""

    async def edit_renewal(
        self, telegram_user_id: int, charge_id: str, *, is_canceled: bool
    ) -> None:
        """Stop a renewal or allow it again; raise RenewalError."""


class _Nowhere:
    """Stands for Telegram where it isn't connected."""

    async def edit_renewal(
        self,
        telegram_user_id: int,  # noqa: ARG002
        charge_id: str,
        *,
        is_canceled: bool,  # noqa: ARG002
    ) -> None:
        raise RenewalError(RenewalRefusal.NOT_POSSIBLE, f"no way to edit {charge_id}")


NOWHERE = _Nowhere()


class EditOutcome(StrEnum):
    """How a press ended; a text for each."""

    DONE = "done"
    ALREADY = "already"
    """It was so already, or can't be changed from here."""
    NO_CHARGE = "no-charge"
    """The first payment isn't known, by which Telegram stops a renewal."""
    BUSY = "busy"
    """Telegram is being asked right now."""
    NOT_POSSIBLE = "not-possible"
    LATER = "later"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class StarsRenewals:
    """Reads renewals, takes in what Telegram reports of them, and edits them at Telegram."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]
    telegram: EditsRenewals = NOWHERE

    async def on_start(self) -> None:
        """Let be asked again at once what a stop of the process has cut off."""
        await self.db.write(renewals.end_calls)

    async def get(self, renewal_id: int) -> Renewal | None:
        return await self.db.read(lambda tx: renewals.get(tx, renewal_id))

    async def of_person(self, telegram_user_id: int) -> list[Renewal]:
        """Return the renewals of somebody, the newest first, those that are over too."""
        return await self.db.read(lambda tx: renewals.of_person(tx, telegram_user_id))

    async def take(self, report: Report, *, only_ours: bool) -> bool:
        """Store what Telegram reports of a renewal, and return whether it is the shop's.

        Admins hear once of a state or an order that the bot doesn't know, in a shop with renewing
        prices. With `only_ours` such an order is left to an owner's own feature. Raises
        StorageUnavailable.
        """
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            if report.update_id is not None and renewals.knows_update(tx, report.update_id):
                return True
            order = orders.by_payload(tx, report.payload)
            if order is None and only_ours:
                return False
            known = renewals.of_order(tx, order.id, report.payer or 0) if order else []
            change = REPORTED.get(report.state)
            if not known or change is None:
                self._warn(tx, "state" if known else "order", now)
                return True
            renewal = _meant(known, change)
            if renewal is not None:
                event = RenewalEvent(change, now, TELEGRAM, report.update_id)
                record(tx, renewal, event, self.admin_ids, now)
            return True

        return await self.db.write(work)

    async def edit(self, renewal_id: int, asked: Asked, actor: str) -> EditOutcome:
        """Stop a renewal or allow it again, as `person:ID` or `admin:ID`; ask Telegram once."""
        now = self.clock.now()
        started = await self.db.write(lambda tx: _start(tx, renewal_id, asked, actor, now))
        if isinstance(started, EditOutcome):
            return started
        charge_id = started.first_charge or ""
        stop = asked is Asked.STOP
        try:
            await self.telegram.edit_renewal(started.telegram_user_id, charge_id, is_canceled=stop)
        except RenewalError as error:
            log.warning("renewal not edited", renewal=renewal_id, reason=str(error))
            if error.refusal is not RenewalRefusal.UNCLEAR:
                await self.db.write(lambda tx: renewals.set_asked(tx, renewal_id, None, now))
            return EditOutcome(error.refusal)
        await self.db.write(lambda tx: self._edited(tx, renewal_id, asked, actor))
        return EditOutcome.DONE

    async def stop_before_refund(self, purchase_row: PurchaseRow, actor_id: int) -> None:
        """Make sure that a payment won't renew; raise StarsRefundError where that isn't sure.

        Where Telegram doesn't stop what it wouldn't renew anyway, nothing is wrong.
        """
        renewal = await self.db.read(lambda tx: renewals.of_purchase(tx, purchase_row))
        if renewal is None or not renewal.may_renew:
            return
        outcome = await self.edit(renewal.id, Asked.STOP, admin(actor_id))
        if outcome in {EditOutcome.DONE, EditOutcome.ALREADY}:
            return
        if outcome is EditOutcome.NOT_POSSIBLE and renewal.state is not RenewalState.ACTIVE:
            return
        raise StarsRefundError(StarsRefusal.RENEWAL, f"the renewal isn't stopped: {outcome}")

    def _edited(self, tx: Tx, renewal_id: int, asked: Asked, actor: str) -> None:
        """Record that Telegram has done it, unless a report has said so meanwhile."""
        now = self.clock.now()
        renewals.set_asked(tx, renewal_id, None, now)
        renewal = renewals.get(tx, renewal_id)
        change = RenewalChange.STOPPED if asked is Asked.STOP else RenewalChange.ALLOWED
        if renewal is None or renewal.state.value == change.value:
            return
        others = [one for one in self.admin_ids if actor != f"admin:{one}"]
        record(tx, renewal, RenewalEvent(change, now, actor), others, now)

    def _warn(self, tx: Tx, about: str, now: int) -> None:
        """Report once and for all that a report wasn't understood."""
        log.warning("report of a renewal not understood", about=about)
        if not prices.any_renewing_ever(tx):
            return
        kind = NoticeKind.ADMIN_STARS_UNREAD
        notices = [
            NewMessage(f"{kind}:{about}:{one}", kind, one, None, {"about": about})
            for one in self.admin_ids
        ]
        outbox.enqueue_all(tx, notices, now)


def record(
    tx: Tx, renewal: Renewal, event: RenewalEvent, admin_ids: Collection[int], now: int
) -> None:
    """Store what was reported or done, fold the payer's access again, and notify payer and admins;
    nobody is notified of what they did here themselves."""
    event_id = renewals.add_event(tx, renewal.id, event)
    payer, action = renewal.telegram_user_id, f"stars_renewal_{event.what}"
    audit.add(tx, AuditEntry(now, event.actor, action, person(payer), None))
    before = subscriptions.with_activity(tx, [payer], now).get(payer, {})
    refold(tx, payer, now)
    announce_ends(tx, payer, before, now)
    if event.actor != person(payer):
        notify_buyer(tx, NoticeKind.STARS_RENEWAL, payer, event_id, now)
    notify_admins(tx, NoticeKind.ADMIN_STARS_RENEWAL, admin_ids, event_id, now)


def _start(tx: Tx, renewal_id: int, asked: Asked, actor: str, now: int) -> EditOutcome | Renewal:
    """Record what Telegram is asked for; return why it isn't."""
    renewal = renewals.get(tx, renewal_id)
    if renewal is None or not _can(renewal, asked, actor, now):
        return EditOutcome.ALREADY
    if renewal.first_charge is None:
        return EditOutcome.NO_CHARGE
    if renewal.asked_at is not None and now - renewal.asked_at < _BUSY_SECONDS:
        return EditOutcome.BUSY
    renewals.set_asked(tx, renewal_id, asked, now)
    return renewal


def _can(renewal: Renewal, asked: Asked, actor: str, now: int) -> bool:
    """Return whether this actor may do that now: payers undo only their own stop."""
    if renewal.is_over(now):
        return False
    if asked is Asked.STOP:
        return renewal.may_renew
    is_stopped = renewal.state is RenewalState.STOPPED
    return is_stopped and (renewal.was_stopped_by_payer or actor.startswith("admin:"))


def _meant(known: list[Renewal], change: RenewalChange) -> Renewal | None:
    """Return the renewal that a report is about: of several by one order, the one due first that
    the report changes; None where it changes none."""
    left = [one for one in known if one.state.value != change.value]
    return next((one for one in left if one.paid_until is not None), next(iter(left), None))


def person(telegram_user_id: PersonId) -> str:
    """Return the actor for somebody's own press."""
    return f"person:{telegram_user_id}"


def admin(telegram_user_id: int) -> str:
    """Return the actor for an admin's press."""
    return f"admin:{telegram_user_id}"
