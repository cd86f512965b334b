"""Purchases of which an admin's cut took time, all of it or a part."""

from bot.domain.access.subscription import shortened
from bot.domain.models import PersonId, PurchaseRow
from bot.domain.records import Revocation
from storage import grants, plans
from storage.access import cuts
from storage.engine.tx import Tx


def revocations(tx: Tx, telegram_user_id: PersonId) -> dict[PurchaseRow, Revocation]:
    """Return the person's purchases that a cut shortened, each with the admin's act.

    A purchase that was used up before the cut, or was refunded, isn't among them.
    """
    made = cuts.of_person(tx, telegram_user_id)
    if not made:
        return {}
    purchase_of = grants.ids_of_purchases(tx, telegram_user_id)
    found: dict[PurchaseRow, Revocation] = {}
    live = grants.live(tx, telegram_user_id)
    plan_of = {grant.id: grant.plan_id for grant in live}
    for grant_id in shortened(live, plans.inclusions(tx)):
        if grant_id in purchase_of:
            found[purchase_of[grant_id]] = next(
                cut.revocation
                for cut in made
                if cut.last_grant >= grant_id and cut.plan_id == plan_of[grant_id]
            )
    return found
