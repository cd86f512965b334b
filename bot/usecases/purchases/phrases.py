"""Phrases about purchases that admins read, in the chat and in the console."""

from html import escape

from bot.domain.models import PurchaseStatus
from bot.domain.money import Money
from bot.domain.product_names.named_durations import contradicting
from bot.domain.product_names.reading import plans_named_in
from bot.domain.records import NewTariff, Person, Purchase
from bot.texts import Markup, When, folded, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.purchases.lookup import PurchaseCard

EMOJI = {
    PurchaseStatus.APPLIED: "✅",
    PurchaseStatus.HELD: "⏸",
    PurchaseStatus.REFUNDED: "↩️",
    PurchaseStatus.DISMISSED: "🚫",
}
_BODY_LENGTH = 1500
_REFUND_REASONS = {
    "telegram_refund": "refund-reason-telegram",
    "Cancel product purchase from public API": "refund-reason-api",
    "Refunded by an admin through the API": "refund-reason-api",
}


def buyer(say: Wording, purchase: Purchase, person: Person | None) -> Markup:
    """Return the buyer of a purchase as far as Tribute sent one."""
    if purchase.telegram_user_id is not None:
        return person_link(say, person, purchase.telegram_user_id)
    if purchase.telegram_username:
        return say("person-without-id", name=f"@{purchase.telegram_username}")
    if purchase.trb_user_id:
        return say("person-tribute", id=purchase.trb_user_id)
    return say("person-unknown")


def paid_label(say: Wording, name: str | None, product_id: int | None, paid: Money | None) -> str:
    """Return a product for a button; the price comes first, because phones cut long labels."""
    what = product_label(say, name, product_id)
    return say.plain("label-purchase-paid", paid=paid, what=what) if paid else what


def product_label(say: Wording, name: str | None, product_id: int | None) -> str:
    """Return a product for a button by its name, else its number."""
    if name:
        return name
    if product_id is None:
        return say.plain("product-unknown")
    return say.plain("product-number", id=product_id)


def purchase_label(say: Wording, purchase: Purchase) -> str:
    """Return a purchase for a button."""
    what = paid_label(say, purchase.product_name, purchase.product_id, purchase.paid)
    return say.label("label-purchase", emoji=EMOJI[purchase.status], what=what)


def numbered_label(say: Wording, emoji: str, purchase: Purchase) -> str:
    """Return a purchase for a button in a list of many, with Tribute's number if it has one."""
    what = paid_label(say, purchase.product_name, purchase.product_id, purchase.paid)
    if purchase.purchase_id is not None:
        what = say.plain("label-purchase-numbered", id=purchase.purchase_id, what=what)
    return say.label("label-purchase", emoji=emoji, what=what)


def paid_line(say: Wording, purchase: Purchase) -> Markup:
    """Return the purchase's number and time of payment, or else the time it reached the bot."""
    number = say.number(purchase)
    if purchase.purchased_at is None:
        return say("purchase-first-seen", number=number, when=When(purchase.received_at))
    return say("purchase-paid", number=number, when=When(purchase.purchased_at))


def purchase_summary(say: Wording, card: PurchaseCard) -> Markup:
    """Return the product, the buyer, the time of payment and the access it gave."""
    purchase = card.purchase
    return lines(
        say("purchase-product", what=say.product(purchase)),
        buyer(say, purchase, card.buyer),
        paid_line(say, purchase),
        access_given(say, card),
    )


def access_given(say: Wording, card: PurchaseCard) -> Markup:
    """Return the access that a purchase gives or gave."""
    if card.purchase.status is PurchaseStatus.HELD:
        return say("purchase-gives-nothing-yet")
    if card.granted is None:
        return say("purchase-gave-nothing")
    tariff = say.tariff(NewTariff(*card.granted))
    if card.purchase.status is not PurchaseStatus.APPLIED:
        return say("purchase-gave", tariff=tariff)
    if card.revocation is None:
        return say("purchase-gives", tariff=tariff)
    return say("purchase-gave-until", tariff=tariff, when=When(card.revocation.at))


def refund_reason(say: Wording, reason: str | None) -> Markup:
    """Put Tribute's reason of a refund into words."""
    if reason is None:
        return say("refund-reason-unknown")
    key = _REFUND_REASONS.get(reason)
    return say(key) if key is not None else say("refund-reason-other", reason=reason)


def named_otherwise(say: Wording, name: str | None, tariff: NewTariff) -> list[Markup]:
    """Return warnings if a product's name speaks of another duration than the chosen one, or of
    another plan."""
    duration, found = tariff.duration, []
    if named := dict.fromkeys(one.words for one in contradicting(name or "", duration)):
        words = ", ".join(named)
        found.append(say("product-sell-named-otherwise", named=words, duration=duration))
    plans = plans_named_in(name or "", say.plans)
    if plans and tariff.plan_id not in plans:
        words = ", ".join(say.plan(one) for one in plans)
        chosen = say.plan(tariff.plan_id)
        found.append(say("product-sell-names-other", named=words, chosen=chosen))
    return found


def raw_body(body: str) -> Markup:
    """Return a webhook's body to look at, cut, with invisible characters made visible."""
    cut = body if len(body) <= _BODY_LENGTH else body[: _BODY_LENGTH - 1] + "…"
    visible = (c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in cut)
    return folded(escape("".join(visible), quote=False))


def access_now(say: Wording, card: PurchaseCard, now: int) -> Markup | None:
    """Return the buyer's access now, to each of several plans; None where the buyer is unknown."""
    if card.purchase.telegram_user_id is None:
        return None
    return say("access-now", access=say.their_accesses(card.accesses, now))


def access_after_refund(say: Wording, card: PurchaseCard, now: int) -> Markup | None:
    """Return the buyer's access after a refund, to each of several plans; None where the refund
    would change nothing."""
    if card.purchase.telegram_user_id is None or card.granted is None:
        return None
    return say("access-after-refund", access=say.their_accesses(card.accesses_without_it, now))
