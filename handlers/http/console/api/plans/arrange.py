"""The order of plans and tariffs, and which of them buyers see."""

from bot.domain.models import PlanId, TariffId
from bot.usecases.plans.sales import SaleOutcome
from handlers.http.console.api.plans.common import plan_of, tariff_of
from handlers.http.console.api.plans.models import Done, Order, SeenVersion
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Handle, Route


def routes() -> list[Route]:
    """Return the routes that arrange the shop."""
    return [
        Route("POST", "plans/order", Done, _order, body=Order, summary="Put the plans in order"),
        _act("plans/order/restore", _restore, "The order as they were added"),
        _act("plans/{id}/retire", _retire, "Offer nothing of a plan"),
        _act("plans/{id}/sell-again", _sell_again, "Offer a plan again"),
        Route(
            "POST",
            "plans/{id}/tariffs/order",
            Done,
            _order_tariffs,
            body=Order,
            summary="Put a plan's tariffs in order",
        ),
        _act("plans/{id}/tariffs/order/restore", _restore_tariffs, "The shortest tariff first"),
        _act("tariffs/{id}/hide", _hide, "Offer a tariff to nobody"),
        _act("tariffs/{id}/show", _show, "Offer a hidden tariff again"),
    ]


def _act(path: str, handle: Handle, summary: str) -> Route:
    """Return the route of an act that counts only on the version that was seen."""
    return Route("POST", path, Done, handle, body=SeenVersion, summary=summary)


async def _order(call: Call) -> Done:
    wanted, seen = (list(map(PlanId, one)) for one in (call.body.wanted, call.body.seen))
    if not await call.deps.plans.reorder(wanted, seen, call.admin):
        raise call.changed()
    return Done(text=call.text("console-plans-ordered"))


async def _restore(call: Call) -> Done:
    if not await call.deps.plans.restore_order(call.admin, seen=call.body.seen):
        raise call.changed()
    return Done(text=call.text("toast-window-order"))


async def _retire(call: Call) -> Done:
    plan = plan_of(call)
    outcome = await call.deps.plan_sales.retire(plan.id, call.admin, seen=call.body.seen)
    if outcome is SaleOutcome.LAST:
        raise Refused(409, "last-plan", call.text("toast-window-last-plan"))
    if outcome is not SaleOutcome.DONE:
        raise call.changed()
    return Done(text=call.text("toast-window-hidden"))


async def _sell_again(call: Call) -> Done:
    plan = plan_of(call)
    outcome = await call.deps.plan_sales.sell_again(plan.id, call.admin, seen=call.body.seen)
    if outcome is not SaleOutcome.DONE:
        raise call.changed()
    return Done(text=call.text("toast-window-shown"))


async def _order_tariffs(call: Call) -> Done:
    plan = plan_of(call)
    wanted, seen = (list(map(TariffId, one)) for one in (call.body.wanted, call.body.seen))
    if not await call.deps.arrangement.reorder(plan.id, wanted, seen, call.admin):
        raise call.changed()
    return Done(text=call.text("console-plans-ordered"))


async def _restore_tariffs(call: Call) -> Done:
    plan, seen = plan_of(call), call.body.seen
    if not await call.deps.arrangement.restore_order(plan.id, call.admin, seen=seen):
        raise call.changed()
    return Done(text=call.text("toast-window-order"))


async def _hide(call: Call) -> Done:
    tariff = (await tariff_of(call)).tariff
    if not await call.deps.arrangement.hide(tariff.id, call.admin, seen=call.body.seen):
        raise call.changed()
    return Done(text=call.text("toast-window-hidden"))


async def _show(call: Call) -> Done:
    tariff = (await tariff_of(call)).tariff
    if not await call.deps.arrangement.show(tariff.id, call.admin, seen=call.body.seen):
        raise call.changed()
    return Done(text=call.text("toast-window-shown"))
