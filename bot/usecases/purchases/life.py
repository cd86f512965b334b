"""The life of one purchase for the console, from its delivery to the messages about it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.access.chain import Span
from bot.domain.access.subscription import fold
from bot.domain.listing.life import Delivery, RefundAsked, Sent, StarsReport
from bot.domain.models import Grant, PersonId
from bot.domain.records import Person, Purchase
from bot.tribute.times import unix_time
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.purchases.lookup import PurchaseCard, card_of
from storage import grants, people, plans, purchases
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.queries import guessed_refunds
from storage.queries.listing import purchase_life

_ABOUT_PURCHASES = (
    NoticeKind.PAID,
    NoticeKind.WAITING,
    NoticeKind.REFUNDED,
    NoticeKind.STARS_PAID_BY_OTHER,
    NoticeKind.ADMIN_SALE,
    NoticeKind.ADMIN_HELD,
    NoticeKind.ADMIN_SETTLED,
    NoticeKind.ADMIN_REFUND,
    NoticeKind.ADMIN_REFUNDED_FIRST,
    NoticeKind.ADMIN_STARS_TWICE,
    NoticeKind.ADMIN_STARS_CONFLICT,
    NoticeKind.ADMIN_STARS_END,
)
"""The notices whose subject is a purchase."""


@dataclass(frozen=True, slots=True)
class Came:
    """A delivery, with the time at which Tribute says that it signed and sent it."""

    delivery: Delivery
    sent_at: int | None


@dataclass(frozen=True, slots=True)
class PurchaseLife:
    """Everything that stands in the ledger about one purchase."""

    card: PurchaseCard
    came: tuple[Came, ...]
    stars: StarsReport | None
    granted_at: int | None
    span: Span | None
    """The time that it added to the access when it was granted; None for a refunded one."""
    sendings: tuple[Sent, ...]
    attempts: tuple[RefundAsked, ...]
    is_guessed: bool
    people: dict[int, Person] = field(default_factory=dict)
    """The readers of the messages, and the admins, as far as they are known."""


@dataclass(frozen=True, slots=True)
class PurchaseLives:
    """Reads the lives of purchases."""

    db: Database

    async def of(self, row: int) -> PurchaseLife | None:
        return await self.db.report(lambda tx: _life(tx, row))


def _life(tx: Tx, row: int) -> PurchaseLife | None:
    purchase = purchases.get(tx, row)
    card = card_of(tx, purchase)
    if purchase is None or card is None:
        return None
    attempts = purchase_life.attempts(tx, purchase.id)
    sendings = purchase_life.sendings(tx, _ABOUT_PURCHASES, purchase.id)
    granted_at, span = _span(tx, purchase)
    about = {one.chat_id for one in sendings} | {one.actor_id for one in attempts}
    return PurchaseLife(
        card,
        tuple(Came(one, _sent_at(one.body)) for one in purchase_life.deliveries(tx, purchase)),
        purchase_life.stars_report(tx, purchase.id),
        granted_at,
        span,
        tuple(sendings),
        tuple(attempts),
        bool(guessed_refunds.among(tx, [purchase.id])),
        people.of_ids(tx, sorted(about)),
    )


def _sent_at(body: bytes) -> int | None:
    """Return when Tribute sent a delivery, as its body says; None where it can't be read."""
    try:
        envelope: Any = json.loads(body)
        return unix_time(envelope["sent_at"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _span(tx: Tx, purchase: Purchase) -> tuple[int | None, Span | None]:
    """Return when the purchase counts from, and the time that it added to what was there."""
    buyer = purchase.telegram_user_id
    if buyer is None:
        return None, None
    live = grants.live(tx, buyer)
    rows = grants.ids_of_purchases(tx, buyer)
    grant = next((one for one in live if rows.get(one.id) == purchase.id), None)
    if grant is None:
        return None, None
    return grant.granted_at, _added(tx, buyer, live, grant)


def _added(tx: Tx, buyer: PersonId, live: Sequence[Grant], grant: Grant) -> Span | None:
    earlier = [
        one
        for one in live
        if one.id != grant.id and (one.granted_at, one.id) < (grant.granted_at, grant.id)
    ]
    inclusions = plans.inclusions(tx)
    before = fold(buyer, earlier, inclusions).get(grant.plan_id)
    after = fold(buyer, [*earlier, grant], inclusions).get(grant.plan_id)
    if after is None or (before is not None and before.expires_at is None):
        return None
    began = before.expires_at if before is not None and before.expires_at is not None else 0
    return Span(max(grant.granted_at, began), after.expires_at)
