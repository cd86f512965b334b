"""Purchases as the console writes them, in the list and on the card."""

from bot.domain.listing.purchases import ListedKind, ListedStatus
from bot.domain.models import PersonId, PurchaseStatus
from bot.domain.records import Person as KnownPerson
from bot.domain.records import Purchase
from bot.usecases.purchases.phrases import buyer
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence
from handlers.http.console.api.shared_models import Money, Person

_STATUSES = {
    PurchaseStatus.APPLIED: ListedStatus.GRANTED,
    PurchaseStatus.HELD: ListedStatus.HELD,
    PurchaseStatus.REFUNDED: ListedStatus.REFUNDED,
    PurchaseStatus.DISMISSED: ListedStatus.DISMISSED,
}


def status_of(purchase: Purchase, *, is_guessed: bool) -> ListedStatus:
    """Return the status by which a purchase is listed."""
    return ListedStatus.GUESSED if is_guessed else _STATUSES[purchase.status]


def status_text(call: Call, status: ListedStatus) -> str:
    return call.text(f"console-purchases-status-{status}")


def kind_of(purchase: Purchase, *, renews: bool) -> ListedKind:
    """Return how it was paid."""
    if not purchase.was_made_in_the_chat:
        return ListedKind.TRIBUTE
    return ListedKind.RENEWING if renews else ListedKind.STARS


def number_text(call: Call, purchase: Purchase) -> str:
    """Return the numbers that people type: Tribute's, if it has one, and always ours."""
    if purchase.purchase_id is None:
        return f"#{purchase.id}"
    return call.text(
        "console-purchases-numbers", ours=f"#{purchase.id}", theirs=purchase.purchase_id
    )


def product_text(call: Call, purchase: Purchase) -> str:
    """Return the product's name without its price."""
    if purchase.product_name:
        return purchase.product_name
    if purchase.was_made_in_the_chat:
        return sentence(call.say("stars-unknown"))
    if purchase.product_id is not None:
        return call.text("product-number", id=purchase.product_id)
    return call.text("product-unknown")


def paid_of(call: Call, purchase: Purchase) -> Money | None:
    return Money.of(purchase.paid, call.locale) if purchase.paid is not None else None


def buyer_of(purchase: Purchase, known: KnownPerson | None) -> Person | None:
    """Return the buyer; None where Tribute named no person of Telegram's."""
    person_id: PersonId | None = purchase.telegram_user_id
    if person_id is None:
        return None
    if known is None:
        return Person.of(person_id, None, None)
    return Person.of(person_id, known.name, known.username)


def buyer_text(call: Call, purchase: Purchase, known: KnownPerson | None) -> str:
    """Return the buyer in words, as far as Tribute sent one."""
    found = buyer_of(purchase, known)
    return found.label if found is not None else sentence(buyer(call.say, purchase, known))
