"""The card of a held payment: what is known, what is missing, and the ways out that fit."""

from aiogram.types import InlineKeyboardButton

from bot.domain.durations import Duration
from bot.domain.models import HeldReason
from bot.texts import Markup, When
from bot.usecases.attention.actions import HeldPurchase
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.people import Person
from bot.usecases.purchases.lookup import Purchase, PurchaseCard
from handlers.telegram.admin.attention.unreadable import problems
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.admin.shared.phrases import (
    GAP,
    access,
    buyer,
    lines,
    paid_line,
    raw_body,
    told,
    who,
)
from handlers.telegram.callbacks.purchases import (
    Accept,
    AskAccept,
    AskBuyer,
    AskDuration,
    AskReason,
    GiveDuration,
    NameBuyer,
)
from handlers.telegram.callbacks.shared import ShowHeld, ShowPurchase
from handlers.telegram.ui.durations import encode
from handlers.telegram.ui.screen import button

Rows = list[list[InlineKeyboardButton]]

HELD = "held"
UNMATCHED = "unmatched"


def card(say: Wording, held: HeldPurchase) -> Markup:
    return lines(
        say("held-title"),
        GAP,
        summary(say, held),
        say("purchase-arrived", when=When(held.purchase.received_at)),
        GAP,
        say("held-missing"),
        *_missing(say, held),
        GAP,
        say("held-body"),
        raw_body(held.body),
    )


def rows(say: Wording, held: HeldPurchase) -> Rows:
    """Only what brings this payment further: one thing may have to be done before another."""
    purchase = held.purchase
    found: Rows = []
    if purchase.held_reason is HeldReason.UNREADABLE and purchase.product_id is not None:
        found.append([button(say.plain("button-accept"), AskAccept(id=purchase.id))])
    elif _may_choose_duration(held):
        found.append([button(_sell_label(say, purchase), AskDuration(id=purchase.id))])
    if purchase.telegram_user_id is None:
        found.append([button(say.plain("button-name-buyer"), AskBuyer(id=purchase.id))])
    found.append([button(say.plain("button-dismiss"), AskReason(what=HELD, id=purchase.id))])
    found.append([to_attention(say)])
    return found


def summary(say: Wording, held: HeldPurchase) -> Markup:
    """What was paid and by whom, as far as it is known."""
    purchase = held.purchase
    return lines(
        say("card-product", what=say.product(purchase)),
        buyer(say, purchase, held.buyer),
        paid_line(say, purchase),
    )


def name_buyer(say: Wording, held: HeldPurchase, person: Person | None, typed_id: int) -> Markup:
    """The last question before somebody is made the buyer."""
    return lines(
        say("buyer-sure", who=who(say, person, typed_id)),
        say("buyer-never-met") if person is None else None,
        GAP,
        summary(say, held),
    )


def name_buyer_rows(say: Wording, held: HeldPurchase, typed_id: int) -> Rows:
    row = held.purchase.id
    return [
        [button(say.plain("button-buyer-sure"), NameBuyer(id=row, person=typed_id))],
        [button(say.plain("button-another-buyer"), AskBuyer(id=row))],
        [to_held(say, row)],
    ]


def give_duration(say: Wording, held: HeldPurchase, duration: Duration) -> Markup:
    """The last question before a product is bound, or a payment without a product is granted."""
    product_id = held.purchase.product_id
    question = (
        say("grant-sure", duration=duration)
        if product_id is None
        else say("bind-sure", id=product_id, duration=duration)
    )
    return lines(question, GAP, summary(say, held))


def give_duration_rows(say: Wording, held: HeldPurchase, duration: Duration) -> Rows:
    row = held.purchase.id
    return [
        [button(say.plain("button-yes"), GiveDuration(id=row, code=encode(duration)))],
        [button(say.plain("button-another-duration"), AskDuration(id=row))],
        [to_held(say, row)],
    ]


def accept(say: Wording, held: HeldPurchase) -> tuple[Markup, Rows]:
    row = held.purchase.id
    text = lines(say("accept-sure"), GAP, summary(say, held))
    return text, [[button(say.plain("button-yes"), Accept(id=row))], [to_held(say, row)]]


def settled(say: Wording, after: PurchaseCard, now: int) -> tuple[Markup, Rows]:
    """It is no longer held: the buyer has access."""
    text = lines(
        say("held-settled"),
        GAP,
        say("card-product", what=say.product(after.purchase)),
        buyer(say, after.purchase, after.buyer),
        say("access-now", access=access(say, after.subscription, now)),
        told(say, after.buyer),
    )
    return text, [
        [button(say.plain("button-purchase"), ShowPurchase(id=after.purchase.id))],
        [to_attention(say)],
    ]


def to_held(say: Wording, row: int) -> InlineKeyboardButton:
    return button(say.plain("button-back"), ShowHeld(id=row))


def _missing(say: Wording, held: HeldPurchase) -> list[Markup]:
    purchase = held.purchase
    found = []
    if purchase.held_reason is HeldReason.UNREADABLE:
        found.append(say("missing-readable"))
        found.extend(problems(say, held.problems or ""))
    if purchase.telegram_user_id is None:
        found.append(say("missing-buyer"))
    if purchase.product_id is None:
        found.append(say("missing-product"))
    elif not held.is_bound:
        found.append(say("missing-tariff", id=purchase.product_id))
    return found


def _may_choose_duration(held: HeldPurchase) -> bool:
    """A product we know is bound for everyone; without one, this buyer is given the time."""
    if held.purchase.product_id is None:
        return held.purchase.telegram_user_id is not None
    return not held.is_bound


def _sell_label(say: Wording, purchase: Purchase) -> str:
    if purchase.product_id is None:
        return say.plain("button-grant-as")
    return say.plain("button-sell-as", id=purchase.product_id)
