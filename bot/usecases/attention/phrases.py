"""Phrases about what waits for an admin, which the chat and the console share."""

from bot.texts import Markup
from bot.usecases.attention.held import HeldPurchase, Missing
from bot.usecases.attention.unreadable import problems
from bot.usecases.outbox.wording import Wording


def missing(say: Wording, held: HeldPurchase) -> list[Markup]:
    """Return what a held payment lacks, a line for each, with the problems of its delivery."""
    found = []
    for one in held.missing:
        found.append(_missing(say, held, one))
        if one is Missing.READABLE:
            found += problems(say, held.problems or "")
    return found


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
