"""“I have paid”: somebody asks for a payment made in the browser; only an admin can say whose."""

import re
from dataclasses import dataclass
from enum import Enum

from bot.clock import Clock
from bot.domain.models import PersonId, PurchaseRow, PurchaseStatus
from bot.usecases.outbox import enqueue
from bot.usecases.purchases import settle_held
from storage import audit, claims, outbox, people, purchases
from storage.audit import Entry
from storage.claims import Claim, ClaimState
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.people import Person
from storage.purchases import Purchase

__all__ = ["Claim", "ClaimState", "ClaimView", "Claimed", "Claims", "read_claim"]

MOST_OPEN = 3
MOST_A_DAY = 5
_DAY_SECONDS = 86400
_MOST_NUMBERS = 10
_WAITING_SHOWN = 6
_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,18}(?![0-9])")
_TRIBUTE_BUYER = re.compile(r"\b[TW]-[0-9]{1,18}\b")


class Claimed(Enum):
    """What became of a claim when it was made. It never tells whether it was right."""

    TAKEN = "taken"
    TOO_MANY_OPEN = "too many open"
    TOO_MANY_TODAY = "too many today"


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as an admin compares it."""

    claim: Claim
    person: Person | None
    matches: tuple[Purchase, ...]
    """What it names and could be given to them, or is theirs already."""
    taken: tuple[tuple[Purchase, Person | None], ...]
    """What it names, but is somebody else's, or closed."""
    waiting: tuple[Purchase, ...]
    """The newest payments that wait for their buyer."""
    denied_before: int


@dataclass(frozen=True, slots=True)
class Claims:
    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def make(self, telegram_user_id: PersonId, text: str) -> Claimed:
        """Put it before the admins. Nothing is looked up here, so that guessing teaches nothing;
        and who guesses all the same has few tries. The same words again are the same claim."""
        now = self.clock.now()
        return await self.db.write(lambda tx: self._make(tx, telegram_user_id, text, now))

    async def open_of(self, telegram_user_id: PersonId) -> list[Claim]:
        return await self.db.read(lambda tx: claims.open_of(tx, telegram_user_id))

    async def view(self, claim_id: int) -> ClaimView | None:
        """A claim with what it may mean; decided ones too."""
        return await self.db.read(lambda tx: read_claim(tx, claim_id))

    async def approve(self, claim_id: int, row: PurchaseRow, actor_id: int) -> Purchase | None:
        """The payment is the claimant's: it is settled as far as it can be. The purchase as it is
        then; None if somebody was quicker, or if it can't be given to them (any more)."""
        now = self.clock.now()
        return await self.db.write(lambda tx: self._approve(tx, claim_id, row, actor_id, now))

    async def deny(self, claim_id: int, actor_id: int) -> bool:
        """Close it without effect; False if somebody was quicker."""

        def work(tx: Tx) -> bool:
            claim = claims.get(tx, claim_id)
            if claim is None or claim.state is not ClaimState.OPEN:
                return False
            now = self.clock.now()
            claims.deny(tx, claim_id, actor_id, now)
            _note(tx, actor_id, "claim_denied", f"person:{claim.telegram_user_id}", claim.text, now)
            _tell(tx, enqueue.CLAIM_DENIED, claim, now)
            return True

        return await self.db.write(work)

    def _make(self, tx: Tx, person: PersonId, text: str, now: int) -> Claimed:
        waiting = claims.open_of(tx, person)
        if any(one.text == text for one in waiting):
            return Claimed.TAKEN
        if len(waiting) >= MOST_OPEN:
            return Claimed.TOO_MANY_OPEN
        if claims.count_since(tx, person, now - _DAY_SECONDS) >= MOST_A_DAY:
            return Claimed.TOO_MANY_TODAY
        claim_id = claims.insert(tx, person, text, now)
        enqueue.admins(tx, enqueue.ADMIN_CLAIM, self.admin_ids, claim_id, now)
        return Claimed.TAKEN

    def _approve(
        self, tx: Tx, claim_id: int, row: PurchaseRow, actor_id: int, now: int
    ) -> Purchase | None:
        claim, purchase = claims.get(tx, claim_id), purchases.get(tx, row)
        if claim is None or purchase is None or claim.state is not ClaimState.OPEN:
            return None
        if not _may_become(purchase, claim.telegram_user_id):
            return None
        person = claim.telegram_user_id
        told = False
        if purchase.telegram_user_id is None:
            told = settle_held.name_buyer(tx, purchase, person, self.admin_ids, now)
            _note(tx, actor_id, "named_buyer", f"purchase:{row}", str(person), now)
        claims.approve(tx, claim_id, row, actor_id, now)
        _note(tx, actor_id, "claim_approved", f"person:{person}", claim.text, now)
        if not told:  # else the thanks for the payment say it all
            _tell(tx, enqueue.CLAIM_FOUND, claim, now)
        return purchases.get(tx, row)


def read_claim(tx: Tx, claim_id: int) -> ClaimView | None:
    """Compares the numbers in a claim with the payments we know."""
    claim = claims.get(tx, claim_id)
    if claim is None:
        return None
    person = claim.telegram_user_id
    named = _named(tx, claim.text)
    matches = tuple(one for one in named if _may_become(one, person))
    return ClaimView(
        claim,
        people.get(tx, person),
        matches,
        tuple((one, _owner(tx, one)) for one in named if one not in matches),
        tuple(purchases.held_without_buyer(tx, _WAITING_SHOWN)),
        claims.count_denied(tx, person),
    )


def _may_become(purchase: Purchase, person: PersonId) -> bool:
    if purchase.telegram_user_id is None:
        return purchase.status is PurchaseStatus.HELD
    return purchase.telegram_user_id == person


def _named(tx: Tx, text: str) -> list[Purchase]:
    """The payments whose number, transaction or Tribute buyer is in the text."""
    numbers = [int(one) for one in _NUMBER.findall(text)[:_MOST_NUMBERS]]
    buyers = _TRIBUTE_BUYER.findall(text)[:_MOST_NUMBERS]
    found = [purchases.by_purchase_id(tx, number) for number in numbers]
    held = purchases.held_without_buyer_of(tx, numbers, buyers)
    return list({one.id: one for one in (*found, *held) if one is not None}.values())


def _owner(tx: Tx, purchase: Purchase) -> Person | None:
    owner = purchase.telegram_user_id
    return people.get(tx, owner) if owner is not None else None


def _tell(tx: Tx, kind: str, claim: Claim, now: int) -> None:
    outbox.enqueue(
        tx, NewMessage(f"{kind}:{claim.id}", kind, claim.telegram_user_id, claim.id), now
    )


def _note(  # noqa: PLR0913  (an audit entry is all of these facts)
    tx: Tx, actor_id: int, action: str, subject: str, detail: str, now: int
) -> None:
    audit.add(tx, Entry(now, f"admin:{actor_id}", action, subject, detail))
