"""Claims: people who paid in the browser ask for their access, and an admin decides."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from bot.clock import Clock
from bot.domain.models import PersonId, PurchaseRow, PurchaseStatus
from bot.domain.receipts import read_receipt, waits_for_buyer
from bot.domain.records import AuditEntry, Claim, ClaimState, Person, Purchase
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.purchases import settle_held
from bot.usecases.purchases.close_claims import close_claims, named_by
from storage import audit, claims, outbox, people, purchases
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import held_purchases

MOST_OPEN = 3
MOST_A_DAY = 5
_DAY_SECONDS = 86400
_WAITING_SHOWN = 6
_MATCHES_SHOWN = 4


class ClaimOutcome(Enum):
    """The outcome of making a claim; it never reveals whether the claim is right."""

    TAKEN = "taken"
    TOO_MANY_OPEN = "too many open"
    TOO_MANY_TODAY = "too many today"


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim and the payments that an admin compares it with."""

    claim: Claim
    person: Person | None
    matches: tuple[Purchase, ...]
    """Payments it names that could be the claimant's, or are already. Where it names none: those
    that an admin has settled for the claimant since."""
    taken: tuple[tuple[Purchase, Person | None], ...]
    """Payments it names that are somebody else's, or closed."""
    waiting: tuple[Purchase, ...]
    """The newest payments that wait for their buyer."""
    denied_before: int
    decided_by: Purchase | None = None
    """The payment by which it was approved or closed, as it is now."""

    @property
    def choices(self) -> tuple[Purchase, ...]:
        """The payments that an admin may give to the claimant: those it names, else those that wait
        for a buyer."""
        return self.matches[:_MATCHES_SHOWN] or self.waiting

    @property
    def names_own_payment(self) -> bool:
        """Return whether one of them is the claimant's already: it was found."""
        person = self.claim.telegram_user_id
        return any(one.telegram_user_id == person for one in self.matches)

    @property
    def names_own_refund(self) -> bool:
        """Return whether it names a payment of the claimant that was refunded: it was found too."""
        person = self.claim.telegram_user_id
        return any(
            one.telegram_user_id == person and one.status is PurchaseStatus.REFUNDED
            for one, _ in self.taken
        )


@dataclass(frozen=True, slots=True)
class Claims:
    """Takes claims and carries out the admins' decisions."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def on_start(self) -> None:
        """Close claims whose payment was settled while older versions left them open."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            for claim in claims.every_open(tx):
                named = named_by(tx, read_receipt(claim.text))
                since = [one.id for one in named if _settled_since(one, claim)]
                close_claims(tx, since, now)

        await self.db.write(work)

    async def make(self, telegram_user_id: PersonId, text: str) -> ClaimOutcome:
        """Store a claim and notify the admins; the same text again is the same claim.

        Nothing is looked up here, so that guessing reveals nothing; and there are few tries.
        """
        now = self.clock.now()
        return await self.db.write(lambda tx: self._make(tx, telegram_user_id, text, now))

    async def open_of(self, telegram_user_id: PersonId) -> list[Claim]:
        return await self.db.read(lambda tx: claims.open_of(tx, telegram_user_id))

    async def view(self, claim_id: int) -> ClaimView | None:
        """Return a claim with the payments that it may mean, also if it is decided."""
        return await self.db.read(lambda tx: read_claim(tx, claim_id))

    async def approve(self, claim_id: int, row: PurchaseRow, actor_id: int) -> Purchase | None:
        """Give the payment to the claimant and settle it as far as possible.

        Return the purchase as it is then; None if another admin was quicker, or if the payment
        can't be the claimant's (any more).
        """
        now = self.clock.now()
        return await self.db.write(lambda tx: self._approve(tx, claim_id, row, actor_id, now))

    async def deny(self, claim_id: int, actor_id: int, *, unmatched: bool = False) -> bool:
        """Close a claim without effect, and notify the claimant that no payment was found.

        Return False, and change nothing, if another admin was quicker, or if that isn't true (any
        more): it names a payment of theirs, or `unmatched`, as the admin saw it, was before such a
        payment came in.
        """

        def work(tx: Tx) -> bool:
            view = read_claim(tx, claim_id)
            if view is None or view.claim.state is not ClaimState.OPEN or view.names_own_payment:
                return False
            if unmatched and view.matches:
                return False
            claim, now = view.claim, self.clock.now()
            claims.deny(tx, claim_id, actor_id, now)
            _note(tx, actor_id, "claim_denied", f"person:{claim.telegram_user_id}", claim.text, now)
            _notify_claimant(tx, NoticeKind.CLAIM_DENIED, claim, now)
            return True

        return await self.db.write(work)

    def _make(self, tx: Tx, person: PersonId, text: str, now: int) -> ClaimOutcome:
        waiting = claims.open_of(tx, person)
        if any(one.text == text for one in waiting):
            return ClaimOutcome.TAKEN
        if len(waiting) >= MOST_OPEN:
            return ClaimOutcome.TOO_MANY_OPEN
        if claims.count_between(tx, person, now - _DAY_SECONDS, now) >= MOST_A_DAY:
            return ClaimOutcome.TOO_MANY_TODAY
        claim_id = claims.insert(tx, person, text, now)
        notify_admins(tx, NoticeKind.ADMIN_CLAIM, self.admin_ids, claim_id, now)
        return ClaimOutcome.TAKEN

    def _approve(
        self, tx: Tx, claim_id: int, row: PurchaseRow, actor_id: int, now: int
    ) -> Purchase | None:
        claim, purchase = claims.get(tx, claim_id), purchases.get(tx, row)
        if claim is None or purchase is None or claim.state is not ClaimState.OPEN:
            return None
        if not _may_become(purchase, claim.telegram_user_id):
            return None
        person = claim.telegram_user_id
        granted = False
        claims.approve(tx, claim_id, row, actor_id, now)  # first, or naming the buyer closes it
        if purchase.telegram_user_id is None:
            granted = settle_held.name_buyer(tx, purchase, person, self.admin_ids, now)
            _note(tx, actor_id, "named_buyer", f"purchase:{row}", str(person), now)
        _note(tx, actor_id, "claim_approved", f"person:{person}", claim.text, now)
        if not granted:  # else the notice about the payment says it all
            _notify_claimant(tx, NoticeKind.CLAIM_FOUND, claim, now)
        return purchases.get(tx, row)


def read_claim(tx: Tx, claim_id: int) -> ClaimView | None:
    """Return a claim with the payments whose numbers are in its text."""
    claim = claims.get(tx, claim_id)
    if claim is None:
        return None
    person = claim.telegram_user_id
    receipt, own = read_receipt(claim.text), purchases.of_person(tx, person)
    # Payments with a buyer are looked up by number only; the claimant's own also by transaction.
    known = {one.id: one for one in named_by(tx, receipt)}
    named = [*known.values(), *(x for x in own if x.id not in known and receipt.names(x))]
    meant = named or [one for one in own if _by_admin_since(one, claim)]
    matches = tuple(one for one in meant if _may_become(one, person))
    return ClaimView(
        claim,
        people.get(tx, person),
        matches,
        tuple((one, _buyer(tx, one)) for one in named if one not in matches),
        tuple(held_purchases.held_without_buyer(tx, _WAITING_SHOWN)),
        claims.count_denied(tx, person),
        purchases.get(tx, claim.purchase_row) if claim.purchase_row is not None else None,
    )


def _may_become(purchase: Purchase, person: PersonId) -> bool:
    """Return whether the payment is the person's and stands, or waits for its buyer."""
    if waits_for_buyer(purchase):
        return True
    stands = purchase.status in {PurchaseStatus.APPLIED, PurchaseStatus.HELD}
    return stands and purchase.telegram_user_id == person


def _settled_since(purchase: Purchase, claim: Claim) -> bool:
    """Return whether the payment was settled, refunded or dismissed after the claim was made."""
    if purchase.status is PurchaseStatus.DISMISSED:
        return True
    return max(purchase.settled_at or 0, purchase.refunded_at or 0) >= claim.created_at


def _by_admin_since(purchase: Purchase, claim: Claim) -> bool:
    """Return whether the payment was settled by an admin after the claim was made."""
    return purchase.settled_at is not None and purchase.settled_at >= claim.created_at


def _buyer(tx: Tx, purchase: Purchase) -> Person | None:
    buyer = purchase.telegram_user_id
    return people.get(tx, buyer) if buyer is not None else None


def _notify_claimant(tx: Tx, kind: NoticeKind, claim: Claim, now: int) -> None:
    outbox.enqueue(
        tx, NewMessage(f"{kind}:{claim.id}", kind, claim.telegram_user_id, claim.id), now
    )


def _note(  # noqa: PLR0913  (an audit entry is all of these facts)
    tx: Tx, actor_id: int, action: str, subject: str, detail: str, now: int
) -> None:
    audit.add(tx, AuditEntry(now, f"admin:{actor_id}", action, subject, detail))
