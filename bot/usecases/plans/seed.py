"""The plans of the settings' TARIFFS, which are stored once in the lifetime of the database."""

from bot.domain.models import FIRST_PLAN, PlanId
from bot.domain.plan_names import key_of, same_name
from storage import plans
from storage.engine.tx import Tx


def plan_of_seed(tx: Tx, name: str | None, locale: str) -> PlanId:
    """Return the plan that the settings call so; add it if it is new.

    Without a name it is the first plan, which takes the name of the first entry, if that has one.
    """
    if name is None:
        return FIRST_PLAN
    known = plans.every(tx)
    for one in known:
        if any(same_name(name, each) for each in one.names.values()):
            return one.id
    keys = plans.keys(tx)
    is_first = plans.is_as_it_began(tx)
    if is_first:
        keys.pop(FIRST_PLAN)
    key = key_of(name, keys.values())
    plan_id = FIRST_PLAN if is_first else plans.insert(tx, key)
    plans.set_key(tx, plan_id, key)
    plans.set_name(tx, plan_id, locale, name)
    return plan_id
