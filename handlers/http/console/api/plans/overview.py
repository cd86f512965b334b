"""All plans with their tariffs, as an owner arranges them."""

from bot.domain.plans import Inclusions
from bot.texts import When
from bot.usecases.plans.overview import PlanSummary
from handlers.http.console.api.plans.models import (
    Language,
    Overview,
    People,
    PlanPeople,
    PlanTexts,
    PlanView,
)
from handlers.http.console.api.plans.tariff_views import TariffViews
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import sentence


def routes() -> list[Route]:
    """Return the route of the overview."""
    return [
        Route("GET", "plans", Overview, overview, summary="All plans with their tariffs"),
        Route("GET", "plans/people", People, people, summary="How many people have each plan"),
    ]


async def overview(call: Call) -> Overview:
    deps, say = call.deps, call.say
    inclusions, left = await deps.inclusions.get(), await deps.inclusions.refolded()
    waiting, tariffs = await deps.tariffs.waiting(), await TariffViews.read(call)
    versions = await deps.plan_sales.versions()
    return Overview(
        plans=[
            _plan(call, one, inclusions, tariffs).model_copy(
                update={"seen": versions[one.plan.id].tag}
            )
            for one in await deps.plan_overview.without_people()
        ],
        languages=[
            Language(locale=one, name=deps.texts.language_name(one)) for one in deps.texts.locales
        ],
        is_ordered=deps.plans.is_ordered,
        order_seen=(await deps.plans.order()).tag,
        refolding=sentence(say("plans-refolding", count=left)) if left else None,
        waiting=call.text("console-plans-waiting", count=waiting) if waiting else None,
    )


async def people(call: Call) -> People:
    """Count the people apart from the rest: the page asks once, and not after each sale."""
    counts = await call.deps.plan_overview.people()
    return People(
        plans=[
            PlanPeople(
                id=one.id, text=sentence(call.say("plan-count-people", count=counts.get(one.id, 0)))
            )
            for one in call.deps.plans.known
        ]
    )


def _plan(call: Call, one: PlanSummary, inclusions: Inclusions, tariffs: TariffViews) -> PlanView:
    plan, say, retired = one.plan, call.say, one.plan.retired_at
    counts = (
        say("plan-count-tariffs", count=one.tariffs),
        say("plan-count-chats", count=one.chats),
    )
    return PlanView(
        id=plan.id,
        key=plan.key,
        name=say.plan(plan.id),
        texts=[
            PlanTexts(
                locale=each, name=plan.names.get(each), description=plan.descriptions.get(each)
            )
            for each in call.deps.texts.locales
        ],
        retired_text=sentence(say("plan-card-retired", when=When(retired))) if retired else None,
        includes=list(one.includes),
        may_include=[
            other.id
            for other in call.deps.plans.known
            if not inclusions.would_be_a_circle(plan.id, other.id)
        ],
        counts=" · ".join(sentence(each) for each in counts),
        chats=one.chats,
        tariffs=tariffs.of(plan.id),
        is_ordered=tariffs.is_ordered(plan.id),
        order_seen=tariffs.order_seen(plan.id),
    )
