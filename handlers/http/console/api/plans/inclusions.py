"""Which plans a plan includes: the people whom a change touches are shown first."""

from bot.domain.models import PlanId
from bot.usecases.plans.inclusions import InclusionChange, Touched
from bot.usecases.plans.phrases import inclusion_question
from handlers.http.console.api.plans.common import plan_of
from handlers.http.console.api.plans.models import (
    Done,
    InclusionBody,
    InclusionQuery,
    InclusionQuestion,
)
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence


def routes() -> list[Route]:
    """Return the routes of inclusions."""
    path = "plans/{id}/inclusion"
    return [
        Route(
            "GET",
            path,
            InclusionQuestion,
            _ask,
            query=InclusionQuery,
            summary="Whom a change of the inclusions touches",
        ),
        Route("POST", path, Done, _change, body=InclusionBody, summary="Change what is included"),
    ]


async def _wanted(call: Call, asked: InclusionQuery) -> InclusionChange:
    """Return the change; raise Refused: 404 for an unknown plan, 409 while the last change isn't
    done, or where it would change nothing."""
    plan = plan_of(call)
    if call.deps.plans.get(asked.other) is None:
        raise call.missing()
    left = await call.deps.inclusions.refolded()
    if left is not None:
        raise Refused(409, "busy", call.text("toast-plan-refolding", count=left))
    wanted = InclusionChange(plan.id, PlanId(asked.other), asked.include)
    inclusions = await call.deps.inclusions.get()
    if asked.include and inclusions.would_be_a_circle(plan.id, wanted.included_id):
        raise Refused(409, "circle", call.text("toast-plan-circle"))
    if not wanted.is_possible(inclusions):
        raise call.changed()
    return wanted


async def _ask(call: Call) -> InclusionQuestion:
    wanted = await _wanted(call, call.query)
    touched = await call.deps.inclusions.touched(wanted)
    return InclusionQuestion(
        lines=said(inclusion_question(wanted, touched, call.say)),
        people=touched.people,
        shortened=touched.shortened,
    )


async def _change(call: Call) -> Done:
    wanted = await _wanted(call, call.body)
    seen = Touched(call.body.people, call.body.shortened)
    if not await call.deps.inclusions.change(wanted, seen, call.admin):
        await _wanted(call, call.body)  # somebody else may have changed it at the same moment
        raise Refused(409, "changed", sentence(call.say("plan-inclusion-grown")))
    return Done(text=sentence(call.say("plan-inclusion-done")))
