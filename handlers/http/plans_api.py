"""The HTTP API for the owner's other services: the plans of the shop."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.deps import Deps
from bot.domain.plans import Plan
from handlers.http.answers import answer
from handlers.http.bearer import admit


def plans(deps: Deps) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return the handler of `GET /api/v1/plans`: all plans in their order, retired ones too."""

    async def handle(request: web.Request) -> web.Response:
        admit(request, deps.settings.api_token)
        pairs = (await deps.inclusions.get()).pairs
        known = deps.plans.known
        keys = {one.id: one.key for one in known}
        described = [
            _describe(deps, one, [keys[each.id] for each in known if (one.id, each.id) in pairs])
            for one in known
        ]
        return answer(200, {"plans": described})

    return handle


def _describe(deps: Deps, plan: Plan, includes: list[str]) -> dict[str, object]:
    """Return a plan; one that nobody has named has the name that people read for it."""
    names = dict(plan.names) or {
        locale: deps.texts.plain("plan-first", locale)
        for locale in deps.texts.locales
        if deps.texts.has("plan-first", locale)
    }
    return {"key": plan.key, "names": names, "position": plan.position, "includes": includes}
