"""The order of plans and tariffs, and which of them buyers see."""

from bot.domain.models import PlanId, TariffId
from handlers.http.console.api.plans.common import changed, plan_of, tariff_of
from handlers.http.console.api.plans.models import Done, Order
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route


def routes() -> list[Route]:
    """Return the routes that arrange the shop."""
    return [
        Route("POST", "plans/order", Done, _order, body=Order, summary="Put the plans in order"),
        Route(
            "POST", "plans/order/restore", Done, _restore, summary="The order as they were added"
        ),
        Route("POST", "plans/{id}/retire", Done, _retire, summary="Offer nothing of a plan"),
        Route("POST", "plans/{id}/sell-again", Done, _sell_again, summary="Offer a plan again"),
        Route(
            "POST",
            "plans/{id}/tariffs/order",
            Done,
            _order_tariffs,
            body=Order,
            summary="Put a plan's tariffs in order",
        ),
        Route(
            "POST",
            "plans/{id}/tariffs/order/restore",
            Done,
            _restore_tariffs,
            summary="The shortest tariff first",
        ),
        Route("POST", "tariffs/{id}/hide", Done, _hide, summary="Offer a tariff to nobody"),
        Route("POST", "tariffs/{id}/show", Done, _show, summary="Offer a hidden tariff again"),
    ]


async def _order(call: Call) -> Done:
    wanted, seen = (list(map(PlanId, one)) for one in (call.body.wanted, call.body.seen))
    if not await call.deps.plans.reorder(wanted, seen, call.admin):
        raise changed(call)
    return Done(text=call.text("console-plans-ordered"))


async def _restore(call: Call) -> Done:
    restored = await call.deps.plans.restore_order(call.admin)
    return Done(text=call.text("toast-window-order" if restored else "toast-nothing-changed"))


async def _retire(call: Call) -> Done:
    plan = plan_of(call)
    if plan.retired_at is not None:
        raise changed(call)
    if not await call.deps.plans.retire(plan.id, call.admin):
        raise Refused(409, "last-plan", call.text("toast-window-last-plan"))
    return Done(text=call.text("toast-window-hidden"))


async def _sell_again(call: Call) -> Done:
    plan = plan_of(call)
    if plan.retired_at is None:
        raise changed(call)
    await call.deps.plans.sell_again(plan.id, call.admin)
    return Done(text=call.text("toast-window-shown"))


async def _order_tariffs(call: Call) -> Done:
    plan = plan_of(call)
    wanted, seen = (list(map(TariffId, one)) for one in (call.body.wanted, call.body.seen))
    if not await call.deps.arrangement.reorder(plan.id, wanted, seen, call.admin):
        raise changed(call)
    return Done(text=call.text("console-plans-ordered"))


async def _restore_tariffs(call: Call) -> Done:
    restored = await call.deps.arrangement.restore_order(plan_of(call).id, call.admin)
    return Done(text=call.text("toast-window-order" if restored else "toast-nothing-changed"))


async def _hide(call: Call) -> Done:
    tariff = (await tariff_of(call)).tariff
    if not await call.deps.arrangement.hide(tariff.id, call.admin):
        raise changed(call)
    return Done(text=call.text("toast-window-hidden"))


async def _show(call: Call) -> Done:
    tariff = (await tariff_of(call)).tariff
    if not await call.deps.arrangement.show(tariff.id, call.admin):
        raise changed(call)
    return Done(text=call.text("toast-window-shown"))
