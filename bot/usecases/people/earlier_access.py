"""People who had access at a moment of the past by an earlier access than their last one, which is
all that a subscription keeps."""

from bot.domain.access.subscription import chains_by_plan
from bot.domain.models import PersonId, PlanId
from storage import grants, plans
from storage.engine.tx import Tx
from storage.queries import statistics
from storage.queries.statistics import MOST_RETURNS


def had_earlier_access(tx: Tx, at: int, plan_id: PlanId | None) -> tuple[PersonId, ...]:
    """Return those who came back since this moment, and had access just before it, to any plan or
    to this one. Where very many came back it returns nobody, as the numbers count them then from
    their return."""
    if statistics.returns(tx, at, MOST_RETURNS + 1) > MOST_RETURNS:
        return ()
    people, inclusions = statistics.came_back(tx, at), plans.inclusions(tx)
    live = grants.live_of(tx, people)
    return tuple(
        person
        for person in people
        if any(
            chain.started_at < at and (chain.ends_at is None or chain.ends_at >= at)
            for plan, some in chains_by_plan(live.get(person, ()), inclusions).items()
            if plan_id in {None, plan}
            for chain in some
        )
    )
