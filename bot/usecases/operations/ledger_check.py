"""The ledger check: reports each rule that the file breaks, and changes nothing."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from bot.domain.access.subscription import fold
from bot.domain.broadcasts import AudienceGroup, BroadcastState, Missed, Page
from bot.domain.incidents import IncidentKind
from bot.domain.models import GrantSource, HeldReason, MediaKind, PersonId, PlanId, Subscription
from bot.domain.plans import Inclusions
from bot.domain.shop_face.profile import Part, WishState
from bot.domain.shop_face.texts import Slot
from bot.domain.stars import OrderState
from bot.domain.stars_renewals.renewal import RenewalChange, RenewalState
from bot.domain.times import iso
from bot.texts import LOCALES
from bot.texts.languages import is_code
from bot.usecases.shop_face.soundness import flaws
from bot.usecases.tariffs.words import flaws as flaws_of_offers
from storage import grants, plans, subscriptions
from storage.engine import integrity
from storage.engine.tx import Tx
from storage.outbox import Lane
from storage.queries import miscounted
from storage.stars import early_refunds, payments, renewals

_VALUES: tuple[tuple[str, str, Collection[str | int]], ...] = (
    ("purchases", "held_reason", tuple(HeldReason)),
    ("grants", "source", tuple(GrantSource)),
    ("outbox", "lane", tuple(Lane)),
    ("broadcasts", "audience", tuple(AudienceGroup)),
    ("broadcasts", "state", tuple(BroadcastState)),
    ("broadcasts", "missed_why", tuple(Missed)),
    ("broadcasts", "media_kind", tuple(MediaKind)),
    ("broadcasts", "button_page", tuple(Page)),
    ("incidents", "kind", tuple(IncidentKind)),
    ("shop_texts", "slot", tuple(Slot)),
    ("profile_wishes", "part", tuple(Part)),
    ("profile_wishes", "state", tuple(WishState)),
    ("profile_originals", "part", tuple(Part)),
    ("stars_orders", "state", tuple(OrderState)),
    ("stars_renewals", "state", tuple(RenewalState)),
    ("stars_renewal_events", "what", tuple(RenewalChange)),
)
"""Columns whose values SQLite doesn't compare, because it could learn a new one only by rebuilding
the table."""

_PEOPLE = 100
"""People of a portion: a millisecond or two of Python."""

_UNKNOWN_VALUE = (
    "Table {table} has the value {value!r} in {column}, which this Tributary doesn't know."
)


Rest = Callable[[], None]
"""Called after each portion of people. The ledger may have changed when it returns."""


def check(tx: Tx, rest: Rest = lambda: None) -> list[str]:
    """Return one sentence for each broken rule; empty when all is well."""
    return [
        *integrity.file_problems(tx),
        *_unknown_values(tx),
        *_unknown_languages(tx),
        *_unfolded(tx, rest),
        *(f"Purchase {row} is applied but has no live grant." for row in integrity.ungranted(tx)),
        *(
            f"Purchase {row} is {status} but still gives access."
            for row, status in integrity.wrongly_granted(tx)
        ),
        *(
            f"Claim {claim} was approved, but its purchase isn't the claimant's."
            for claim in integrity.wrongly_approved_claims(tx)
        ),
        *(
            f"The binding of {what} is not the last one that was recorded."
            for what in integrity.wrongly_bound(tx)
        ),
        *(
            f"Event {event} was a purchase or refund but left no trace in the ledger."
            for event in integrity.events_without_trace(tx)
        ),
        *(
            f"Event {event} was about a recurring subscription but left no trace in the ledger."
            for event in integrity.recurring_without_trace(tx)
        ),
        *(
            f"Recurring event {row} and the access it gave don't agree."
            for row in integrity.wrongly_granted_recurring(tx)
        ),
        *(
            f"Person {person} has a username that belongs to somebody seen with it later."
            for person in integrity.outdated_usernames(tx)
        ),
        *(
            f"Purchase {row} and the payment in Stars behind it don't agree."
            for row in payments.without_sound_purchase(tx)
        ),
        *(
            f"Order {order} in Stars doesn't say whether it was paid."
            for order in payments.wrongly_closed_orders(tx)
        ),
        *(
            f"Telegram has given back the payment in Stars {charge}, but its purchase stands."
            for charge in early_refunds.missed(tx)
        ),
        *(
            f"Renewal {renewal} in Stars isn't what its events and payments say."
            for renewal in renewals.unsound(tx)
        ),
        *flaws(tx),
        *flaws_of_offers(tx),
        *(f"Cut {cut} names a grant of somebody else." for cut in integrity.wrong_cuts(tx)),
        *(
            f"What was counted as {kind!r} before {iso(until)} isn't what the ledger adds up to."
            for kind, until in miscounted.every(tx)
        ),
    ]


def _unknown_values(tx: Tx) -> list[str]:
    """Report what another version or another program wrote: this one wouldn't act on it."""
    return [
        _UNKNOWN_VALUE.format(table=table, value=value, column=column)
        for table, column, known in _VALUES
        for value in integrity.unknown_values(tx, table, column, known)
    ]


def _unknown_languages(tx: Tx) -> list[str]:
    """Report what can be no language. One that TEXTS_DIR had when it was chosen may be gone: people
    read another one until it is back."""
    return [
        _UNKNOWN_VALUE.format(table="people", value=value, column="locale")
        for value in integrity.unknown_values(tx, "people", "locale", LOCALES)
        if not isinstance(value, str) or not is_code(value)
    ]


def _unfolded(tx: Tx, rest: Rest) -> Iterator[str]:
    """Report people whose subscriptions are not the fold of their live grants."""
    last = 0
    while people := subscriptions.people_with_access(tx, last, _PEOPLE):
        for person in _unfolded_of(tx, people):
            yield f"The subscription of person {person} is not what their grants add up to."
        last = people[-1]
        rest()


def _unfolded_of(tx: Tx, people: Sequence[PersonId]) -> list[PersonId]:
    """Return those of these people.

    While people are folded again with other inclusions, those who aren't yet count with the former.
    """
    inclusions, before = plans.inclusions(tx), plans.inclusions_before(tx)
    done = plans.refolded_up_to(tx)
    live, stored = grants.live_of(tx, people), subscriptions.of_people(tx, people)

    def is_fold(person: PersonId, inclusions: Inclusions) -> bool:
        folded = fold(person, live.get(person, []), inclusions)
        return _same(stored.get(person, {}), folded)

    def may_be_former(person: PersonId) -> bool:
        return before is not None and done is not None and person > done and is_fold(person, before)

    return [one for one in people if not is_fold(one, inclusions) and not may_be_former(one)]


def _same(stored: Mapping[PlanId, Subscription], folded: Mapping[PlanId, Subscription]) -> bool:
    """Return whether they are the same; the stored bought time may be unknown, but never wrong."""
    return stored == folded and all(
        one.bought is None or one.bought == folded[plan].bought for plan, one in stored.items()
    )
