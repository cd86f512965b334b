"""Purchases as admins look them up: pages of the newest ones, and a card of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.access.plan_access import PlanAccess
from bot.domain.access.subscription import fold
from bot.domain.models import PersonId, PlanId, PurchaseRow, PurchaseStatus, Subscription
from bot.domain.plans import any_of
from bot.domain.records import AuditEntry, Person, Purchase, RefundAttempt, Revocation
from bot.domain.stars import StarsPayment
from bot.usecases.access import cuts
from storage import audit, grants, people, plans, purchases, refund_attempts, subscriptions
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.grants import PurchaseGrant
from storage.stars import payments as stars_payments


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An audit action on a purchase, with the admin behind it, if one was and is known."""

    entry: AuditEntry
    admin_id: int | None
    admin: Person | None


@dataclass(frozen=True, slots=True)
class PurchaseCard:
    """One purchase with its buyer, access, refund attempts and history."""

    purchase: Purchase
    buyer: Person | None
    granted: PurchaseGrant | None
    """The plan and the time that it gave."""
    revocation: Revocation | None
    revoked_by: Person | None
    """The admin who cut the time it gave, if one did."""
    subscription: Subscription | None
    """The buyer's subscription to the plan of this purchase, or to any before it is known."""
    open_attempt: RefundAttempt | None
    attempts: int
    """The number of its refund attempts."""
    refused_for_good: bool
    """Whether Tribute has said that its API can't refund this purchase."""
    history: tuple[AuditLine, ...]
    in_stars: StarsPayment | None = None
    """Telegram's report, of a payment in Stars in the chat."""
    accesses: tuple[PlanAccess, ...] = ()
    """The buyer's access to each plan that they have or had."""
    accesses_without_it: tuple[PlanAccess, ...] = ()
    """The same as it would be if this purchase were refunded."""

    @property
    def can_be_named(self) -> bool:
        """Whether Tribute, or Telegram for Stars, knows this purchase by a name."""
        if self.purchase.was_made_in_the_chat:
            named = self.in_stars is not None and self.in_stars.has_charge
            return named and self.purchase.telegram_user_id is not None
        return self.purchase.purchase_id is not None

    @property
    def only_support_refunds(self) -> bool:
        """Whether a refund of it goes through Tribute's support, and can't go through the API."""
        return self.refused_for_good or self.purchase.was_made_on_the_web

    @property
    def waits_for_refund(self) -> RefundAttempt | None:
        """The attempt that is under way, or whose result nobody knows; None once it is refunded."""
        is_refunded = self.purchase.status is PurchaseStatus.REFUNDED
        return None if is_refunded else self.open_attempt

    @property
    def may_be_refunded(self) -> bool:
        """Whether an admin may refund it now."""
        return (
            self.purchase.status is not PurchaseStatus.REFUNDED
            and self.can_be_named
            and not self.only_support_refunds
            and self.open_attempt is None
        )

    @property
    def seen(self) -> "Seen":
        """The facts that an admin sees at it now: a refund happens only while they are the same."""
        until = (self.subscription.expires_at or 0) if self.subscription else 0
        return Seen(self.attempts, until)


class Seen(NamedTuple):
    """The facts that an admin has seen of a purchase: how many refund attempts it had, and when the
    buyer's access ends; 0 for a lifetime or none."""

    attempts: int
    until: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of purchases, newest first, each with its buyer if that is known."""

    rows: tuple[tuple[Purchase, Person | None], ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Purchases:
    """Reads purchases for admins."""

    db: Database

    async def page(self, number: int, size: int) -> Page:
        """Return page `number` (from 0; out of range means the nearest one)."""
        return await self.db.report(lambda tx: _page(tx, number, size))

    async def card(self, row: int) -> PurchaseCard | None:
        return await self.db.read(lambda tx: card_of(tx, purchases.get(tx, row)))

    async def card_by_charge(self, charge_id: str) -> PurchaseCard | None:
        """Return the card of the purchase with this charge of Telegram's."""

        def query(tx: Tx) -> PurchaseCard | None:
            found = stars_payments.by_charge(tx, charge_id)
            return card_of(tx, purchases.get(tx, found.purchase_row)) if found else None

        return await self.db.read(query)

    async def card_by_purchase_id(self, purchase_id: int) -> PurchaseCard | None:
        """Return the card of the purchase with this number of Tribute's."""
        return await self.db.read(lambda tx: card_of(tx, purchases.by_purchase_id(tx, purchase_id)))


def _page(tx: Tx, number: int, size: int) -> Page:
    pages = max(1, -(-purchases.count(tx) // size))
    number = min(max(number, 0), pages - 1)
    found = purchases.latest(tx, size, number * size)
    return Page(tuple((one, _buyer(tx, one)) for one in found), number, pages)


def card_of(tx: Tx, purchase: Purchase | None) -> PurchaseCard | None:
    """Return the card of a purchase."""
    if purchase is None:
        return None
    buyer_id = purchase.telegram_user_id
    revocations = cuts.revocations(tx, buyer_id) if buyer_id is not None else {}
    revocation = revocations.get(purchase.id)
    granted = grants.of_purchase(tx, purchase.id)
    plan_id = granted.plan_id if granted else None
    by_plan = subscriptions.of_person(tx, buyer_id) if buyer_id is not None else {}
    without = _without(tx, buyer_id, purchase.id) if buyer_id is not None else {}
    return PurchaseCard(
        purchase,
        _buyer(tx, purchase),
        granted,
        revocation,
        people.get(tx, revocation.admin_id) if revocation else None,
        _chosen(by_plan, plan_id),
        refund_attempts.open_attempt(tx, purchase.id),
        refund_attempts.count(tx, purchase.id),
        refund_attempts.is_refused_for_good(tx, purchase.id),
        tuple(_audit_line(tx, entry) for entry in audit.of_subject(tx, f"purchase:{purchase.id}")),
        in_stars=stars_payments.of_purchase(tx, purchase.id)
        if purchase.was_made_in_the_chat
        else None,
        accesses=tuple(PlanAccess(plan, one) for plan, one in by_plan.items()),
        accesses_without_it=tuple(PlanAccess(plan, one) for plan, one in without.items()),
    )


def _without(tx: Tx, buyer_id: PersonId, row: PurchaseRow) -> dict[PlanId, Subscription]:
    return fold(buyer_id, grants.live_without(tx, buyer_id, row), plans.inclusions(tx))


def _chosen(by_plan: Mapping[PlanId, Subscription], plan_id: PlanId | None) -> Subscription | None:
    return any_of(by_plan.values()) if plan_id is None else by_plan.get(plan_id)


def _audit_line(tx: Tx, entry: AuditEntry) -> AuditLine:
    role, _, number = entry.actor.partition(":")
    if role != "admin":
        return AuditLine(entry, None, None)
    return AuditLine(entry, int(number), people.get(tx, int(number)))


def _buyer(tx: Tx, purchase: Purchase) -> Person | None:
    if purchase.telegram_user_id is None:
        return None
    return people.get(tx, purchase.telegram_user_id)
