"""Access: a grant given or taken back, and the subscription folded anew in the same transaction."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from bot.domain.changes import Change, change
from bot.domain.durations import Duration
from bot.domain.lifecycle import next_moment
from bot.domain.models import PersonId, PurchaseRow, Subscription
from bot.domain.subscription import fold
from bot.usecases.access import reminders
from bot.usecases.chats import sync
from bot.usecases.webhooks_out import enqueue
from bot.usecases.webhooks_out.enqueue import Told
from storage import grants
from storage.engine.tx import Tx
from storage.grants import NewPurchaseGrant

SIGNAL = "access"
"""Raised in every transaction that changes somebody's subscription, with the person's id."""


class Cause(NamedTuple):
    """Why a subscription changes, for the owner's service that is told of it."""

    tariff: Duration | None = None
    """What was bought or refunded, where that is one thing."""
    refunded: bool = False
    trace: str | None = None
    """What the log calls the delivery behind it, where that isn't the work's own `event_id`."""


_UNTOLD = Cause()
_NOBODY = (None, False)


def grant_purchases(
    tx: Tx,
    new: Sequence[NewPurchaseGrant],
    now: int,
    traces: Mapping[PersonId, str | None] = MappingProxyType({}),
) -> None:
    """Give the buyers of purchases, of whom nobody comes twice, their tariffs' time, counted from
    `granted_at`. `traces`: what the log calls the deliveries behind it."""
    grants.insert_for_purchases(tx, new)
    causes = {
        one.telegram_user_id: Cause(one.duration, trace=traces.get(one.telegram_user_id))
        for one in new
    }
    refold_all(tx, causes, now)


def revoke_purchase(
    tx: Tx, purchase_row: PurchaseRow, telegram_user_id: PersonId | None, now: int
) -> None:
    """Take back exactly what this purchase gave; nothing happens where it gave nothing."""
    if grants.revoke_for_purchase(tx, purchase_row, now) and telegram_user_id is not None:
        tariff = grants.duration_of_purchase(tx, purchase_row)
        refold(tx, telegram_user_id, now, Cause(tariff, refunded=True))


def refold(tx: Tx, telegram_user_id: PersonId, now: int, cause: Cause = _UNTOLD) -> None:
    """Fold the person's live grants anew, and queue the webhook that tells of the difference."""
    refold_all(tx, {telegram_user_id: cause}, now)


def refold_all(tx: Tx, causes: Mapping[PersonId, Cause], now: int) -> None:
    """The same for many people at once: what they share is asked once."""
    people = list(causes)
    before = grants.as_told(tx, people, now)
    live = grants.live_of(tx, people)
    after = {person: fold(person, live.get(person, ())) for person in people}
    grants.save_subscriptions(tx, after, _next_looks(tx, after, now), now)
    sync.follow(tx, {person: cause.trace for person, cause in causes.items()}, now)
    told = []
    for person, cause in causes.items():
        tx.signal(SIGNAL, person)
        was, was_active = before.get(person, _NOBODY)
        found = change(was, after[person], was_active=was_active, now=now)
        if cause.refunded:
            found = Change.REFUNDED
        if found is not None:
            told.append(Told(found, person, after[person], cause.tariff))
    enqueue.tell(tx, told, now)


def _next_looks(
    tx: Tx, folded: Mapping[PersonId, Subscription | None], now: int
) -> dict[PersonId, int | None]:
    """When the clock must look at each of them. What has passed already stays unsaid: who buys one
    day needs no reminder three days before its end."""
    rules = reminders.in_force(tx)
    if rules is None:  # the clock was never started: it looks once it is
        return dict.fromkeys(folded, now)
    return {person: next_moment(one, rules, now) for person, one in folded.items()}
