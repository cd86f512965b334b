"""People to fold again, because a migration changed what their subscription is made of."""

from typing import Final

from bot.domain.access.subscription import fold
from bot.domain.models import PlanId, Subscription
from storage import grants, plans, subscriptions, sums
from storage.access import cuts
from storage.access.counted import changed, changed_overlaps, note_returns
from storage.engine.tx import Tx

_AT_ONCE: Final = 500


def fold_all(tx: Tx) -> None:
    """Fold their subscriptions and forget these people, in the migration's own transaction."""
    inclusions = plans.inclusions(tx)
    while people := [row[0] for row in tx.all(_NEXT, (_AT_ONCE,))]:
        live = grants.live_of(tx, people)
        for person in people:
            folded = fold(person, live.get(person, ()), inclusions)
            before = subscriptions.of_person(tx, person)
            sums.add(tx, changed_overlaps(before, folded))
            for plan in before.keys() | folded.keys():
                was, one = before.get(plan), folded.get(plan)
                sums.add(tx, changed(was, one, plan))
                if one is None:
                    subscriptions.remove(tx, person, plan)
                else:
                    _save(tx, plan, one)
            note_returns(tx, live, {person: folded})
            tx.execute("DELETE FROM people_to_fold WHERE telegram_user_id = ?", (person,))


_NEXT = "SELECT telegram_user_id FROM people_to_fold ORDER BY 1 LIMIT ?"


def _save(tx: Tx, plan: PlanId, folded: Subscription) -> None:
    """Write a subscription, and have the lifecycle worker look at it as if just changed.

    Nobody is to hear once more of an end that a cut made, or that the worker has looked at: for
    these the worker has nothing left to do.
    """
    person, ends_at = folded.telegram_user_id, folded.expires_at
    row = tx.one(
        """SELECT expires_at, changed_at, check_at FROM subscriptions
        WHERE telegram_user_id = ? AND plan_id = ?""",
        (person, plan),
    )
    changed_at = row["changed_at"] if row else folded.started_at
    is_known = row is not None and row["check_at"] is None and row["expires_at"] == ends_at
    made = [cut for cut in cuts.of_person(tx, person) if cut.plan_id == plan]
    if ends_at in {cut.revocation.at for cut in made}:
        is_known, changed_at = True, max(changed_at, ends_at)
    check_at = None if is_known or ends_at is None else changed_at
    tx.execute(
        """INSERT INTO subscriptions (telegram_user_id, plan_id, started_at, expires_at, renews_at,
            renews_in_stars, changed_at, check_at, bought_months, bought_days)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (telegram_user_id, plan_id) DO UPDATE SET
            started_at = excluded.started_at, expires_at = excluded.expires_at,
            renews_at = excluded.renews_at, renews_in_stars = excluded.renews_in_stars,
            changed_at = excluded.changed_at, check_at = excluded.check_at,
            bought_months = excluded.bought_months, bought_days = excluded.bought_days
        WHERE started_at <> excluded.started_at OR expires_at IS NOT excluded.expires_at
            OR renews_at IS NOT excluded.renews_at
            OR renews_in_stars <> excluded.renews_in_stars""",
        (
            person,
            plan,
            folded.started_at,
            ends_at,
            folded.renews_at,
            int(folded.renews_in_stars),
            changed_at,
            check_at,
            *(folded.bought or (None, None)),
        ),
    )
