"""The ledger check: reports each rule that the file breaks, and changes nothing."""

from bot.domain.models import Subscription
from bot.domain.subscription import fold
from storage import grants
from storage.engine import integrity
from storage.engine.tx import Tx


def check(tx: Tx) -> list[str]:
    """Return one sentence for each broken rule; empty when all is well."""
    return [
        *integrity.file_problems(tx),
        *_unfolded(tx),
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
        *(f"Cut {cut} names a grant of somebody else." for cut in integrity.wrong_cuts(tx)),
    ]


def _unfolded(tx: Tx) -> list[str]:
    """Report people whose subscription is not the fold of their live grants."""
    return [
        f"The subscription of person {person} is not what their grants add up to."
        for person in grants.people_with_access_rows(tx)
        if not _same(grants.subscription(tx, person), fold(person, grants.live(tx, person)))
    ]


def _same(stored: Subscription | None, folded: Subscription | None) -> bool:
    """Return whether they are the same; the stored bought time may be unknown, but never wrong."""
    if stored is None or folded is None or stored.bought is None:
        return stored == folded
    return stored == folded and stored.bought == folded.bought
