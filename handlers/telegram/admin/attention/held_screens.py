"""The screens of a held payment: its facts, the missing ones, and the steps that are possible."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.models import PlanId
from bot.domain.plans import Plan
from bot.domain.records import NewTariff, Person, Purchase
from bot.texts import GAP, Markup, When, lines
from bot.usecases.attention.actions import Given
from bot.usecases.attention.held import HeldPurchase, HeldStep
from bot.usecases.attention.phrases import give_question, missing
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import notified_line, person_link
from bot.usecases.purchases.lookup import PurchaseCard
from bot.usecases.purchases.phrases import access_now, buyer, named_otherwise, paid_line, raw_body
from handlers.telegram.admin.shared.buttons import copy_rows, to_attention
from handlers.telegram.callbacks.attention import (
    Accept,
    AskAccept,
    AskBuyer,
    AskDuration,
    AskReason,
    ChooseDuration,
    GiveDuration,
    NameBuyer,
)
from handlers.telegram.callbacks.shared import ShowHeld, ShowPurchase
from handlers.telegram.ui.durations import duration_rows, encode
from handlers.telegram.ui.plan_choice import likely_first, number_of, plan_rows
from handlers.telegram.ui.screen import button

Rows = list[list[InlineKeyboardButton]]

HELD = "held"
UNMATCHED = "unmatched"


def card(say: Wording, held: HeldPurchase) -> Markup:
    return lines(
        say("held-title"),
        GAP,
        summary(say, held),
        say("purchase-received", when=When(held.purchase.received_at)),
        GAP,
        say("held-missing"),
        *missing(say, held),
        GAP,
        say("held-body"),
        raw_body(held.body),
    )


def rows(say: Wording, held: HeldPurchase) -> Rows:
    """Return the possible steps; one may have to be taken before another is offered."""
    purchase = held.purchase
    found: Rows = [[_step(say, purchase, one)] for one in held.steps]
    found.append([button(say.plain("button-dismiss"), AskReason(what=HELD, id=purchase.id))])
    return [*found, *copy_rows(say, purchase), [to_attention(say)]]


def summary(say: Wording, held: HeldPurchase) -> Markup:
    """Return the product, the buyer and the time of payment, as far as they are known."""
    purchase = held.purchase
    return lines(
        say("purchase-product", what=say.product(purchase)),
        buyer(say, purchase, held.buyer),
        paid_line(say, purchase),
    )


def name_buyer(say: Wording, held: HeldPurchase, person: Person | None, typed_id: int) -> Markup:
    """Return the last question before a person is named as the buyer."""
    return lines(
        say("held-buyer-confirm", who=person_link(say, person, typed_id)),
        say("person-never-met") if person is None else None,
        GAP,
        summary(say, held),
    )


def name_buyer_rows(say: Wording, held: HeldPurchase, typed_id: int) -> Rows:
    row = held.purchase.id
    return [
        [button(say.plain("button-held-buyer-confirm"), NameBuyer(id=row, person=typed_id))],
        [button(say.plain("button-held-buyer-another"), AskBuyer(id=row))],
        [to_held(say, row)],
    ]


def ask_plan(say: Wording, held: HeldPurchase, plans: Sequence[Plan]) -> tuple[Markup, Rows]:
    """Return the question which plan is paid for; the one in the product's name comes first."""
    row = held.purchase.id
    likely = likely_first(held.purchase.product_name or "", plans)
    rows = plan_rows(say, likely, lambda plan: AskDuration(id=row, plan=plan))
    return say("held-ask-which"), [*rows, [to_held(say, row)]]


def ask_duration(say: Wording, held: HeldPurchase, plan_id: PlanId) -> tuple[Markup, Rows]:
    row, number = held.purchase.id, number_of(say, plan_id)
    rows = duration_rows(say, lambda code: ChooseDuration(id=row, code=code, plan=number))
    rows.append([to_held(say, row)])
    if number is None:
        return say("held-ask-duration"), rows
    return say("held-ask-duration-of", plan=say.plan(plan_id)), rows


def give(say: Wording, held: HeldPurchase, tariff: NewTariff) -> tuple[Markup, Rows]:
    """Return the last question before a product is bound, or a payment without one is granted."""
    row, question = held.purchase.id, give_question(say, held, tariff)
    warning = named_otherwise(say, held.purchase.product_name, tariff)
    text = lines(question, GAP, *warning, *([GAP] if warning else []), summary(say, held))
    number, code = number_of(say, tariff.plan_id), encode(tariff.duration)
    return text, [
        [button(say.plain("button-yes"), GiveDuration(id=row, code=code, plan=number))],
        [button(say.plain("button-duration-another"), AskDuration(id=row, plan=number))],
        [to_held(say, row)],
    ]


def accept(say: Wording, held: HeldPurchase) -> tuple[Markup, Rows]:
    row = held.purchase.id
    text = lines(say("held-accept-confirm"), GAP, summary(say, held))
    return text, [[button(say.plain("button-yes"), Accept(id=row))], [to_held(say, row)]]


def settled(say: Wording, after: PurchaseCard, now: int) -> tuple[Markup, Rows]:
    """Return the answer after settling, when the buyer has access."""
    text = lines(
        say("held-settled"),
        GAP,
        say("purchase-product", what=say.product(after.purchase)),
        buyer(say, after.purchase, after.buyer),
        access_now(say, after, now),
        notified_line(say, after.buyer),
    )
    return text, [
        [button(say.plain("button-purchase"), ShowPurchase(id=after.purchase.id))],
        [to_attention(say)],
    ]


def to_held(say: Wording, row: int) -> InlineKeyboardButton:
    return button(say.plain("button-back"), ShowHeld(id=row))


def given(say: Wording, done: Given) -> str:
    """Return the toast after a payment was given a duration."""
    if done.settled is None:
        return say.plain("toast-held-settled")
    return say.plain("toast-held-bound", count=done.settled)


def _step(say: Wording, purchase: Purchase, step: HeldStep) -> InlineKeyboardButton:
    match step:
        case HeldStep.ACCEPT:
            return button(say.plain("button-held-accept"), AskAccept(id=purchase.id))
        case HeldStep.GRANT:
            return button(say.plain("button-held-grant"), AskDuration(id=purchase.id))
        case HeldStep.BIND:
            label = say.label("button-held-bind", id=purchase.product_id)
            return button(label, AskDuration(id=purchase.id))
        case HeldStep.NAME_BUYER:
            return button(say.plain("button-held-name-buyer"), AskBuyer(id=purchase.id))
