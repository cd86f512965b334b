"""Phrases about what waits for an admin, which the chat and the console share."""

from bot.domain.records import NewTariff
from bot.texts import Markup, When
from bot.usecases.attention.actions import UnmatchedView
from bot.usecases.attention.held import HeldPurchase, Missing
from bot.usecases.attention.unreadable import problems
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.purchases.phrases import refund_reason


def missing(say: Wording, held: HeldPurchase) -> list[Markup]:
    """Return what a held payment lacks, a line for each, with the problems of its delivery."""
    found = []
    for one in held.missing:
        found.append(_missing(say, held, one))
        if one is Missing.READABLE:
            found += problems(say, held.problems or "")
    return found


def give_question(say: Wording, held: HeldPurchase, tariff: NewTariff) -> Markup:
    """Return the last question before a product is bound, or a payment without one is granted."""
    product_id, duration = held.purchase.product_id, say.tariff(tariff)
    if product_id is None:
        return say("held-grant-confirm", duration=duration)
    return say("held-bind-confirm", id=product_id, duration=duration)


def unmatched_facts(say: Wording, view: UnmatchedView) -> list[Markup]:
    """Return whose payment an unclear refund returned, when and why, as Tribute reported it."""
    refund = view.refund
    who = refund.telegram_user_id
    return [
        person_link(say, view.person, who) if who is not None else say("person-unknown"),
        say("refund-unmatched-at", when=When(refund.refunded_at)),
        say("purchase-refunded-because", reason=refund_reason(say, refund.refund_reason)),
    ]


def choose_purchase(say: Wording, view: UnmatchedView) -> Markup:
    """Return what stands above the purchases that an unclear refund may mean."""
    return say("refund-unmatched-choose" if view.candidates else "refund-unmatched-no-candidates")


def _missing(say: Wording, held: HeldPurchase, one: Missing) -> Markup:
    match one:
        case Missing.READABLE:
            return say("held-missing-readable")
        case Missing.BUYER:
            return say("held-missing-buyer")
        case Missing.ORDER:
            return say("stars-held-missing")
        case Missing.PRODUCT:
            return say("held-missing-product")
        case Missing.TARIFF:
            key = "held-missing-plan" if len(say.plans) > 1 else "held-missing-tariff"
            return say(key, id=held.purchase.product_id)
