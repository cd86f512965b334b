"""The ledger check: reports each rule that the file breaks, and changes nothing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

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
from storage.queries.miscounted import Miscounted
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
"""Called after each look and each part of one: a table, some people, a range of time. The ledger
may have changed when it returns."""

_RULES: tuple[tuple[Callable[[Tx], Iterable[Any]], Callable[[Any], str]], ...] = (
    (integrity.ungranted, "Purchase {} is applied but has no live grant.".format),
    (
        integrity.wrongly_granted,
        lambda found: "Purchase {} is {} but still gives access.".format(*found),
    ),
    (
        integrity.wrongly_approved_claims,
        "Claim {} was approved, but its purchase isn't the claimant's.".format,
    ),
    (
        integrity.wrongly_bound,
        "The binding of {} is not the last one that was recorded.".format,
    ),
    (
        integrity.events_without_trace,
        "Event {} was a purchase or refund but left no trace in the ledger.".format,
    ),
    (
        integrity.recurring_without_trace,
        "Event {} was about a recurring subscription but left no trace in the ledger.".format,
    ),
    (
        integrity.wrongly_granted_recurring,
        "Recurring event {} and the access it gave don't agree.".format,
    ),
    (
        integrity.outdated_usernames,
        "Person {} has a username that belongs to somebody seen with it later.".format,
    ),
    (
        payments.without_sound_purchase,
        "Purchase {} and the payment in Stars behind it don't agree.".format,
    ),
    (
        payments.wrongly_closed_orders,
        "Order {} in Stars doesn't say whether it was paid.".format,
    ),
    (
        early_refunds.missed,
        "Telegram has given back the payment in Stars {}, but its purchase stands.".format,
    ),
    (renewals.unsound, "Renewal {} in Stars isn't what its events and payments say.".format),
    (flaws, str),
    (flaws_of_offers, str),
    (integrity.wrong_cuts, "Cut {} names a grant of somebody else.".format),
)
"""A look for broken rules, and the sentence about each that it finds."""


def check(tx: Tx, rest: Rest | None = None) -> list[str]:
    """Return one sentence for each broken rule; empty when all is well.

    With `rest` a large file is looked at in parts, so that the log can begin again between them.
    """
    return [*integrity.damage(tx, rest), *broken_rules(tx, rest or _go_on)]


def broken_rules(tx: Tx, rest: Rest) -> Iterator[str]:
    """Yield a sentence for each broken rule of the ledger, in a file whose pages are sound."""
    for look in (integrity.dangling, _unknown_values, _unknown_languages):
        yield from look(tx)
        rest()
    yield from _unfolded(tx, rest)
    for find, sentence in _RULES:
        yield from map(sentence, find(tx))
        rest()
    yield from map(_wrongly_counted, miscounted.every(tx, rest))


def _go_on() -> None:
    """Take no rest."""


def _wrongly_counted(found: Miscounted) -> str:
    return (
        f"What was counted as {found.kind!r} before {iso(found.until)} isn't what the ledger"
        " adds up to."
    )


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
