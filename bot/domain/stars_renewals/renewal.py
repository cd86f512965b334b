"""Renewals in Stars, which Telegram charges every 30 days: their states, and the end of the time
that a payment has paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.models import RENEWAL_GRACE_SECONDS, PersonId
from bot.domain.money import STARS, Money
from bot.domain.stars import PERIOD_DAYS
from bot.errors import TributaryError

PERIOD_SECONDS = PERIOD_DAYS * 86_400
"""The only period that Telegram knows (https://core.telegram.org/bots/api#createinvoicelink)."""
LONGEST_PAID_SECONDS = 2 * PERIOD_SECONDS
"""A payment that names a later end is odd: a renewal may come some time before the old end, but
not a whole period."""
LATE_SECONDS = RENEWAL_GRACE_SECONDS // 2
"""So long after the old end, a renewal that nobody has heard of is looked for in Telegram's list:
its update may be lost, and access isn't over yet."""
_DUE_BEFORE_SECONDS = 3_600
_DUE_AFTER_SECONDS = 86_400
_MINE = "person:"


class RenewalState(StrEnum):
    """The state of a renewal; only an active one is charged again."""

    ACTIVE = "active"
    CANCELED = "canceled"
    """The payer has stopped it in Telegram; only they can resume it, there."""
    STOPPED = "stopped"
    """It was stopped here, by the payer's button or by an admin; Telegram lets nobody resume it
    before it is allowed here."""
    ALLOWED = "allowed"
    """It is allowed here again; the payer has to switch it on in Telegram."""
    FAILED = "failed"
    """Telegram couldn't charge the payer."""


class RenewalChange(StrEnum):
    """An event in the life of a renewal."""

    CHARGED = "charged"
    CANCELED = "canceled"
    ACTIVE = "active"
    FAILED = "failed"
    STOPPED = "stopped"
    ALLOWED = "allowed"


REPORTED = {
    one.value: one for one in (RenewalChange.CANCELED, RenewalChange.ACTIVE, RenewalChange.FAILED)
}
"""The states that Telegram reports (https://core.telegram.org/bots/api#botsubscriptionupdated)."""


_FROM_HERE = frozenset({RenewalChange.STOPPED, RenewalChange.ALLOWED})


@dataclass(frozen=True, slots=True)
class Report:
    """A report of Telegram's on a renewal, as far as it could be read."""

    update_id: int | None
    payer: PersonId | None
    payload: str
    state: str


def state_after(changes: Iterable[RenewalChange]) -> RenewalState:
    """Return the state after these events, oldest first.

    A stop from here holds until it is allowed again, or Telegram renews or resumes all the same:
    meanwhile a failure or the payer's own stop adds nothing.
    """
    state = RenewalState.ACTIVE
    for change in changes:
        if change in {RenewalChange.CHARGED, RenewalChange.ACTIVE}:
            state = RenewalState.ACTIVE
        elif state is not RenewalState.STOPPED or change in _FROM_HERE:
            state = RenewalState(change)
    return state


@dataclass(frozen=True, slots=True)
class PaidTime:
    """The end of the time that a payment has paid. `is_named`: Telegram has named it; `is_odd`: it
    has named one that can't be."""

    end_at: int
    is_named: bool = False
    is_odd: bool = False


def paid_time(named_end_at: int | None, paid_at: int) -> PaidTime:
    """Return the end of the time that a payment has paid.

    Where Telegram names none, or one that lies before the payment or much too far ahead, the person
    gets what they have paid for: 30 days from the payment.
    """
    if named_end_at is not None and paid_at < named_end_at <= paid_at + LONGEST_PAID_SECONDS:
        return PaidTime(named_end_at, is_named=True)
    return PaidTime(paid_at + PERIOD_SECONDS, is_odd=named_end_at is not None)


class Asked(StrEnum):
    """The act that Telegram was asked for, while its answer isn't known."""

    STOP = "stop"
    ALLOW = "allow"


@dataclass(frozen=True, slots=True)
class Renewal:
    """A payment of one person by one order, which Telegram charges again and again."""

    id: int
    order_id: int
    telegram_user_id: PersonId
    first_charge: str | None
    """Telegram's charge of the first payment, by which it is stopped; None until it is known."""
    started_at: int
    state: RenewalState
    asked: Asked | None
    asked_at: int | None
    title: str
    stars: int
    paid_until: int | None
    """The end of what was paid and wasn't given back; None where nothing is left."""
    actor: str
    """The source of its latest event: `telegram`, `person:ID` or `admin:ID`."""

    @property
    def price(self) -> Money:
        return Money(self.stars, STARS)

    @property
    def was_stopped_by_payer(self) -> bool:
        """Whether its payer has stopped it here, so that they may allow it again."""
        return self.state is RenewalState.STOPPED and self.actor.startswith(_MINE)

    @property
    def may_renew(self) -> bool:
        """Whether Telegram may charge it once more without anybody's doing here."""
        return self.state not in {RenewalState.STOPPED, RenewalState.CANCELED}

    def is_over(self, now: int) -> bool:
        """Return whether its paid time is over; a renewal may come a little late."""
        grace = RENEWAL_GRACE_SECONDS if self.state is RenewalState.ACTIVE else 0
        return self.paid_until is None or self.paid_until + grace <= now

    def is_due(self, now: int) -> bool:
        """Return whether Telegram is about to renew it, so that a question before a payment may be
        about that: Telegram isn't known to ask, but a renewal must never be refused."""
        if self.paid_until is None or self.state is not RenewalState.ACTIVE:
            return False
        return self.paid_until - _DUE_BEFORE_SECONDS <= now < self.paid_until + _DUE_AFTER_SECONDS


class RenewalRefusal(StrEnum):
    """Why Telegram didn't stop or allow a renewal, or may not have; a text for each."""

    NOT_POSSIBLE = "not-possible"
    """Telegram has refused, for example because the paid time is over."""
    LATER = "later"
    UNCLEAR = "unclear"
    """Nobody knows whether it happened; asking again does no harm."""


class RenewalError(TributaryError):
    """A renewal that Telegram didn't confirm to have stopped or allowed."""

    def __init__(self, refusal: RenewalRefusal, message: str) -> None:
        super().__init__(message)
        self.refusal = refusal
