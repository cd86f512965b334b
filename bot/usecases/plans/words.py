"""The name and the description of a plan in a language as they stand, each with its version."""

from bot.domain.decisions.versions import Version, version_of
from bot.domain.models import PlanId
from bot.usecases.plans.plans import DESCRIBED, RENAMED, Plans, Seen
from storage import audit, plans
from storage.engine.tx import Tx


async def name_of(known: Plans, plan_id: PlanId, locale: str) -> tuple[Seen, Version]:
    """Return the plan's name in this language, if it has one there."""

    def query(tx: Tx) -> tuple[Seen, Version]:
        found = plans.get(tx, plan_id)
        name = found.names.get(locale) if found is not None else None
        return Seen(name), _version(tx, plan_id, RENAMED, name)

    return await known.db.report(query)


async def description_of(known: Plans, plan_id: PlanId, locale: str) -> tuple[Seen, Version]:
    """Return the plan's description in this language, if it has one there."""

    def query(tx: Tx) -> tuple[Seen, Version]:
        found = plans.get(tx, plan_id)
        words = found.descriptions.get(locale) if found is not None else None
        return Seen(words), _version(tx, plan_id, DESCRIBED, words)

    return await known.db.report(query)


def _version(tx: Tx, plan_id: PlanId, action: str, words: str | None) -> Version:
    return version_of(audit.latest(tx, [f"plan:{plan_id}"], [action]), words)
