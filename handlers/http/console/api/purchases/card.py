"""The card of a purchase: what it is, what it gave, and its life."""

from bot.domain.models import PurchaseStatus
from bot.texts import When
from bot.usecases.purchases import card_phrases
from bot.usecases.purchases.life import PurchaseLife, PurchaseLives
from bot.usecases.purchases.lookup import PurchaseCard as Known
from bot.usecases.purchases.phrases import access_given, access_now
from handlers.http.console.api.days import moment
from handlers.http.console.api.purchases.events import life_events
from handlers.http.console.api.purchases.models import PurchaseCard
from handlers.http.console.api.purchases.shown import (
    buyer_of,
    buyer_text,
    kind_of,
    number_text,
    paid_of,
    product_text,
    status_of,
    status_text,
)
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence


def routes() -> list[Route]:
    """Return the route of the card."""
    return [
        Route("GET", "purchases/{id}", PurchaseCard, _card, summary="One purchase and its life"),
    ]


async def _card(call: Call) -> PurchaseCard:
    life = await PurchaseLives(call.deps.purchases.db).of(call.whole("id"))
    if life is None:
        raise call.missing()
    card, purchase = life.card, life.card.purchase
    status = status_of(purchase, is_guessed=life.is_guessed)
    why = card_phrases.why(call.say, card)
    renews = card.in_stars is not None and card.in_stars.renewal_id is not None
    return PurchaseCard(
        id=purchase.id,
        number=number_text(call, purchase),
        tribute_number=purchase.purchase_id,
        charge=card.in_stars.charge_id if card.in_stars is not None else None,
        product=product_text(call, purchase),
        status=status,
        status_text=status_text(call, status),
        why=sentence(why) if why is not None else None,
        kind=kind_of(purchase, renews=renews),
        paid=paid_of(call, purchase),
        buyer=buyer_of(purchase, card.buyer),
        buyer_text=buyer_text(call, purchase, card.buyer),
        access=_access(call, card),
        notes=_notes(call, life),
        paid_at=moment(call, purchase.purchased_at or purchase.received_at),
        may_refund=card.may_be_refunded or card.waits_for_refund is not None,
        is_held=purchase.status is PurchaseStatus.HELD,
        life=life_events(call, life),
    )


def _access(call: Call, card: Known) -> list[str]:
    """Return what it gives, and how the buyer's access stands now."""
    now = access_now(call.say, card, call.now)
    return [sentence(access_given(call.say, card)), *(said(now) if now is not None else [])]


def _notes(call: Call, life: PurchaseLife) -> list[str]:
    """Return what is odd about it, and why it can't be refunded from here."""
    say, payment = call.say, life.card.in_stars
    found = [card_phrases.way_of_refund(say, life.card)]
    if payment is not None and payment.is_repeated:
        found.append(say("stars-purchase-repeated"))
    if payment is not None and payment.conflicts:
        found.append(say("stars-purchase-conflicts"))
    notes = [sentence(one) for one in found if one is not None]
    if life.card.revocation is not None:
        when = When(life.card.revocation.at)
        notes.append(sentence(say("purchase-status-revoked", when=when)))
    if life.is_guessed:
        notes.append(call.text("console-purchases-guessed-more"))
    return notes
