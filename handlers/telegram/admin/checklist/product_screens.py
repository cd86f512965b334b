"""The proposals for products, in words and buttons."""

import zlib
from collections.abc import Sequence

from bot.domain.models import PlanId, Product
from bot.domain.plans import Plan
from bot.domain.records import NewTariff
from bot.texts import GAP, Markup, clean, lines
from bot.tribute.errors import TributeError
from bot.usecases.outbox.wording import Wording
from bot.usecases.tariffs.proposals import PAGE_SIZE, ProposalPage, Taken
from bot.usecases.tariffs.proposed import Proposal, Standing
from handlers.telegram.callbacks.checklist.proposals import (
    AskNewPlans,
    ChooseProposedPlan,
    KeepOut,
    MakeNewPlans,
    ProposeFor,
    ReadAgain,
    ShowProposal,
    ShowProposals,
    TakeProposals,
)
from handlers.telegram.callbacks.products import SellFor, ShowProduct
from handlers.telegram.ui.checklist import to_checklist
from handlers.telegram.ui.durations import duration_rows, encode
from handlers.telegram.ui.plan_choice import likely_first, number_of, plan_rows
from handlers.telegram.ui.screen import Buttons, button, pager, side_by_side

Screen = tuple[Markup, list[Buttons]]

_LONGEST_NAME = 70
"""So a page of eight fits one message, whatever the products are called."""


def page(found: ProposalPage, say: Wording) -> Screen:
    """Return a page: each product with what it could be, a button to take all that is ready, and
    one to change each."""
    shown = found.page
    if not shown.total:
        again = button(say.plain("button-try-again"), ShowProposals())
        return lines(say("products-none"), *_skipped(found, say)), [[again], to_checklist(say)]
    first = (shown.number - 1) * PAGE_SIZE + 1
    entries = [_entry(number, one, say) for number, one in enumerate(shown.items, first)]
    text = lines(
        say("proposals-title", count=shown.total),
        say("proposals-hint"),
        say("proposals-none-approved") if found.none_approved else None,
        *(part for one in entries for part in (GAP, one)),
        *_differing(found, say),
        *_skipped(found, say),
    )
    numbers = [
        button(say.plain("label-proposals-change", number=number), ShowProposal(id=one.product.id))
        for number, one in enumerate(shown.items, first)
    ]
    new_plans = button(say.plain("button-proposals-plans"), AskNewPlans())
    return text, [
        *_take(found, say),
        *side_by_side(numbers),
        [new_plans] if found.new_plans else [],
        pager(say, shown.number - 1, shown.count, lambda to: ShowProposals(page=to + 1)),
        to_checklist(say),
    ]


def card(one: Proposal, number: int, plan_id: PlanId | None, say: Wording) -> Screen:
    """Return one product with the durations to choose from; a product that is sold already, with
    the way to its card."""
    back = [button(say.plain("button-back"), ShowProposals(page=number))]
    text = lines(
        say("proposals-card", name=_name(one.product, say)),
        _facts(one, say),
        GAP,
        _standing(one, say),
    )
    if one.is_settled or plan_id is None:
        to_card = button(say.plain("button-proposals-card"), ShowProduct(id=one.product.id))
        return text, [[to_card], back]
    plan = number_of(say, plan_id)
    ask = (
        say("product-sell-ask-duration-of", name=_name(one.product, say), plan=say.plan(plan_id))
        if plan is not None
        else say("product-sell-ask-duration", name=_name(one.product, say))
    )
    durations = duration_rows(
        say, lambda code: ProposeFor(id=one.product.id, duration=code, plan=plan)
    )
    return lines(text, GAP, ask), [
        *_as_proposed(one, plan_id, say),
        *durations,
        *_other_ways(one, plan, say),
        back,
    ]


def plan_choice(one: Proposal, number: int, plans: Sequence[Plan], say: Wording) -> Screen:
    """Return the question which plan the product opens; the one in its name comes first."""
    name = _name(one.product, say)
    rows = plan_rows(
        say,
        likely_first(one.product.name, plans),
        lambda plan: ShowProposal(id=one.product.id, plan=plan),
    )
    back = [button(say.plain("button-back"), ShowProposals(page=number))]
    text = say("product-sell-ask-which", name=name)
    return text, [*rows, *_other_ways(one, None, say), back]


def new_plans(found: ProposalPage, say: Wording) -> Screen:
    """Return the question whether each of these names should be a plan."""
    names = [say("proposals-plan", name=one) for one in found.new_plans]
    yes = MakeNewPlans(seen=seen(found.new_plans))
    return lines(say("proposals-plans-question"), GAP, *names, GAP, say("proposals-plans-about")), [
        [button(say.plain("button-proposals-plans-yes", count=len(names)), yes)],
        [button(say.plain("button-back"), ShowProposals())],
    ]


def seen(names: Sequence[str]) -> int:
    """Return names for a button, as one number."""
    return zlib.crc32("\n".join(names).encode())


def headline(taken: Taken, say: Wording) -> list[Markup]:
    """Return how many products are sold now; or that somebody has changed the page."""
    if taken.changed and taken.by is not None:
        return [say("proposals-changed-by", name=taken.by_name or str(taken.by))]
    if taken.changed:
        return [say("product-sell-changed")]
    found = [say("proposals-done", count=taken.count)]
    if taken.settled:
        found.append(say("product-sell-settled", count=taken.settled))
    return found


def failed(error: TributeError, number: int, say: Wording) -> Screen:
    """Return an error of Tribute's, with a button to try again."""
    again = button(say.plain("button-try-again"), ShowProposals(page=number))
    return say(error.text_key), [[again], to_checklist(say)]


def gone(say: Wording) -> Screen:
    """Return that the product isn't in Tribute's list any more."""
    back = button(say.plain("button-back"), ShowProposals())
    return say("proposals-gone"), [[back]]


def _take(found: ProposalPage, say: Wording) -> list[Buttons]:
    if not found.ready:
        return []
    data = TakeProposals(page=found.page.number, seen=found.seen)
    return [[button(say.plain("button-proposals-take", count=len(found.ready)), data)]]


def _entry(number: int, one: Proposal, say: Wording) -> Markup:
    name = _name(one.product, say)
    return lines(
        say("proposals-row", number=number, name=name), _facts(one, say), _standing(one, say)
    )


def _facts(one: Proposal, say: Wording) -> Markup:
    """Return the price, and what buyers should wait for."""
    product = one.product
    parts = [say("product-price", price=product.price, type=product.type or "other")]
    if product.type in {"custom", "physical"}:
        parts.append(say("product-type", type=product.type))
    if product.status != "approved":
        parts.append(say("product-status", status=product.status or "unknown"))
    return Markup(" · ".join(parts))


def _standing(one: Proposal, say: Wording) -> Markup:
    """Return how far the product is from being sold."""
    tariff = say.tariff(one.tariff) if one.tariff is not None else ""
    duration = say.plain("label-duration", duration=one.duration) if one.duration else ""
    if one.standing in {Standing.CLASH, Standing.DOUBLE}:
        other = _name(one.instead_of, say) if one.instead_of else say.plain("product-unknown")
        return say(
            f"proposal-{one.standing}",
            tariff=tariff,
            other=other,
            currency=one.product.price.currency,
        )
    if one.standing is Standing.READY and one.by_choice:
        return say("proposal-chosen", tariff=tariff)
    return say(f"proposal-{one.standing}", tariff=tariff, duration=duration)


def _as_proposed(one: Proposal, plan_id: PlanId, say: Wording) -> list[Buttons]:
    """Return the button that takes what the name says; where that clashes, the one that decides."""
    if one.duration is None or one.standing is Standing.READY:
        return []
    tariff, plan = NewTariff(plan_id, one.duration), number_of(say, plan_id)
    code = encode(one.duration)
    if one.standing is Standing.CLASH and plan_id == one.plan_id:
        decide = SellFor(id=one.product.id, duration=code, plan=plan)
        return [[button(say.plain("button-proposals-decide"), decide)]]
    yes = ProposeFor(id=one.product.id, duration=code, plan=plan)
    return [[button(say.label("button-proposals-yes", tariff=say.tariff_label(tariff)), yes)]]


def _other_ways(one: Proposal, plan: PlanId | None, say: Wording) -> list[Buttons]:
    rows: list[Buttons] = []
    if plan is not None:
        another = ChooseProposedPlan(id=one.product.id)
        rows.append([button(say.plain("button-product-sell-another"), another)])
    if one.by_choice or one.standing is Standing.OUT:
        read = ReadAgain(id=one.product.id)
        rows.append([button(say.plain("button-proposals-read"), read)])
    if one.standing is not Standing.OUT:
        rows.append([button(say.plain("button-proposals-out"), KeepOut(id=one.product.id))])
    return rows


def _differing(found: ProposalPage, say: Wording) -> list[Markup]:
    """Return a hint where the names speak of different things."""
    if not found.new_plans:
        return []
    names = Markup(", ".join(say("proposals-name", name=one) for one in found.new_plans))
    return [GAP, say("proposals-differ", names=names)]


def _skipped(found: ProposalPage, say: Wording) -> list[Markup]:
    return [GAP, say("products-skipped", count=found.skipped)] if found.skipped else []


def _name(product: Product, say: Wording) -> str:
    return clean(product.name, _LONGEST_NAME) or say.plain("product-number", id=product.id)
