"""Parts of several screens of plans: the card, its counts, the progress of folding again."""

from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PlanId
from bot.domain.plans import Plan
from bot.texts import GAP, Markup, When, lines, quoted
from bot.usecases.chats.phrases import names_of
from bot.usecases.outbox.wording import Wording
from bot.usecases.plans.overview import PlanSummary
from bot.usecases.purchases.history_lines import person_line
from handlers.telegram.callbacks.plans import (
    AskRetirePlan,
    DescribePlan,
    MovePlanUp,
    RenamePlan,
    SellPlanAgain,
    ShowInclusions,
    ShowPlan,
    ShowPlanChats,
    ShowPlans,
)
from handlers.telegram.callbacks.products import ShowTariffPage
from handlers.telegram.callbacks.shop_window import ShowPlanWindow
from handlers.telegram.ui.screen import alert, button, side_by_side

_LATEST = 5

Row = list[InlineKeyboardButton]
Rows = list[Row]


async def known(
    query: CallbackQuery, plan_id: int, deps: Deps, say: Wording, locale: str | None = None
) -> Plan | None:
    """Return the plan of a button; None, and the press is answered, for a forged one, and for one
    in a language that isn't there now."""
    found = deps.plans.get(plan_id)
    if found is None or (locale is not None and locale not in say.texts.locales):
        await alert(query, say.plain("error-stale-button"))
        return None
    return found


def contents(one: PlanSummary, say: Wording) -> list[Markup]:
    """Return what the plan includes, if it includes anything."""
    if not one.includes:
        return []
    return [say("plan-includes", names=names_of(one.includes, say))]


def counts(one: PlanSummary, say: Wording) -> Markup:
    parts = (
        say("plan-count-tariffs", count=one.tariffs),
        say("plan-count-chats", count=one.chats),
        say("plan-count-people", count=one.people),
    )
    return Markup(" · ".join(parts))


def refolding(left: int | None, say: Wording) -> list[Markup]:
    """Return how many people still have to be looked at after a change of the inclusions."""
    return [GAP, say("plans-refolding", count=left)] if left else []


def back(plan_id: int, say: Wording) -> Row:
    return [button(say.plain("button-back"), ShowPlan(id=plan_id))]


def to_shop(plan_id: int, say: Wording) -> Row:
    """Return the way back to /shop, for what began there."""
    return [button(say.plain("button-window-plans"), ShowPlanWindow(id=plan_id))]


def language(locale: str, say: Wording) -> str:
    return say.texts.language_name(locale)


async def card(plan_id: PlanId, deps: Deps, say: Wording) -> tuple[Markup, Rows]:
    """Return the card of a plan that exists. `say` may be older than the plan's name."""
    say = Wording(say.texts, say.locale, deps.plans.known)
    found = await deps.plan_overview.every()
    one = next(summary for summary in found if summary.plan.id == plan_id)
    including = tuple(other.plan.id for other in found if plan_id in other.includes)
    history = await deps.plan_overview.history(plan_id, _LATEST)
    text = lines(
        say("plan-card-title", name=say.plan(plan_id), code=one.plan.key),
        *_state(one.plan, say),
        *_other_names(one.plan, say),
        *_description(one.plan, say),
        GAP,
        *contents(one, say),
        say("plan-included-in", names=names_of(including, say)) if including else None,
        counts(one, say),
        *([] if one.tariffs else [say("plan-nothing-on-offer")]),
        *refolding(await deps.inclusions.refolded(), say),
        *([GAP, say("history-latest")] if history else []),
        *(person_line(say, entry) for entry in history),
    )
    seen = (await deps.plan_sales.version(plan_id)).tag
    return text, _card_rows(one.plan, seen, deps, say)


def _state(plan: Plan, say: Wording) -> list[Markup]:
    if plan.retired_at is None:
        return []
    return [say("plan-card-retired", when=When(plan.retired_at))]


def _other_names(plan: Plan, say: Wording) -> list[Markup]:
    return [
        say("plan-name-in", language=language(locale, say), name=plan.names[locale])
        for locale in say.texts.locales
        if locale != say.locale and locale in plan.names
    ]


def _description(plan: Plan, say: Wording) -> list[Markup]:
    """Return the description as the admin's buyers read it; in another language where it is only
    there."""
    for locale in (say.locale, *plan.descriptions):
        if locale in plan.descriptions:
            return [say("plan-card-description", words=description_of(plan, locale))]
    return []


def description_of(plan: Plan, locale: str) -> Markup:
    """Return a plan's description in a language that it has one in, formatted as it was typed."""
    return Markup(plan.formatted.get(locale) or quoted(plan.descriptions[locale]))


def _card_rows(plan: Plan, seen: str, deps: Deps, say: Wording) -> Rows:
    several = len(deps.plans.known) > 1
    found = [
        button(say.plain("button-plan-rename"), RenamePlan(id=plan.id, locale=say.locale)),
        button(say.plain("button-plan-describe"), DescribePlan(id=plan.id, locale=say.locale)),
    ]
    if several:
        found.append(button(say.plain("button-plan-includes"), ShowInclusions(id=plan.id)))
    found.append(button(say.plain("button-plan-chats"), ShowPlanChats(id=plan.id)))
    if several:
        if plan.id != deps.plans.known[0].id:
            found.append(button(say.plain("button-plan-up"), MovePlanUp(id=plan.id)))
        found.append(_selling(plan, seen, say))
    rows = side_by_side(found, 2)
    rows.append([button(say.plain("button-plan-tariffs"), ShowTariffPage())])
    rows.append([button(say.plain("button-plan-list"), ShowPlans())])
    return rows


def _selling(plan: Plan, seen: str, say: Wording) -> InlineKeyboardButton:
    if plan.retired_at is None:
        return button(say.plain("button-plan-retire"), AskRetirePlan(id=plan.id))
    return button(say.plain("button-plan-sell-again"), SellPlanAgain(id=plan.id, seen=seen))
