"""How admins' cards speak of purchases and people: the lines that several of them share."""

from html import escape

from bot.domain.models import PurchaseStatus, Subscription
from bot.domain.money import Money
from bot.texts import Markup, Remaining, When
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.people import Person
from bot.usecases.purchases.lookup import Purchase, PurchaseCard

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


def lines(*parts: Markup | None) -> Markup:
    """Lines below each other; an empty one makes a gap, None is left out."""
    return Markup("\n".join(part for part in parts if part is not None))


GAP = Markup("")


def access(say: Wording, subscription: Subscription | None, now: int) -> Markup:
    """How somebody else's access stands."""
    if subscription is None:
        return say("their-access-none")
    if subscription.expires_at is None:
        return say("their-access-lifetime")
    if not subscription.active_at(now):
        return say("their-access-ended", when=When(subscription.expires_at))
    return _until(say, subscription, subscription.expires_at, now)


def _until(say: Wording, subscription: Subscription, expires_at: int, now: int) -> Markup:
    """Whether it ends then, or is renewed by itself, on the same day or before."""
    when, left = When(expires_at), Remaining(now, expires_at)
    if subscription.renews_at is None or not subscription.renewing_at(now):
        return say("their-access-until", when=when, left=left)
    if expires_at <= now:
        return say("their-access-renewing-now", when=when)
    if expires_at == subscription.renews_at:
        return say("their-access-renews", when=when, left=left)
    renews = When(subscription.renews_at)
    return say("their-access-renews-besides", when=when, left=left, renews=renews)


def who(say: Wording, person: Person | None, telegram_user_id: int) -> Markup:
    """Somebody as a link to their profile, with @username and id as far as known."""
    if person is None or not (person.name or person.username):
        return say("person-link-id", id=telegram_user_id)
    if person.name is None:
        return say("person-link", id=telegram_user_id, name=f"@{person.username}")
    if person.username is None:
        return say("person-link", id=telegram_user_id, name=person.name)
    username = f"@{person.username}"
    return say("person-link-both", id=telegram_user_id, name=person.name, username=username)


def short_name(say: Wording, person: Person | None, telegram_user_id: int | None) -> str:
    """Somebody in a few letters, for a button."""
    if person is not None and (person.name or person.username):
        return person.name or f"@{person.username}"
    if telegram_user_id is None:
        return say.plain("buyer-unknown")
    return str(telegram_user_id)


def buyer(say: Wording, purchase: Purchase, person: Person | None) -> Markup:
    if purchase.telegram_user_id is not None:
        return who(say, person, purchase.telegram_user_id)
    if purchase.telegram_username:
        return say("person-named", name=f"@{purchase.telegram_username}")
    if purchase.trb_user_id:
        return say("person-tribute", id=purchase.trb_user_id)
    return say("person-unknown")


def paid_label(say: Wording, name: str | None, product_id: int | None, paid: Money | None) -> str:
    """A product and what was paid for it, for a button: the price first, it must not be cut."""
    what = name or (
        say.plain("product-unknown")
        if product_id is None
        else say.plain("product-number", id=product_id)
    )
    return say.plain("label-paid", paid=paid, what=what) if paid else what


def purchase_label(say: Wording, purchase: Purchase) -> str:
    what = paid_label(say, purchase.product_name, purchase.product_id, purchase.paid)
    return say.plain("label-purchase", emoji=EMOJI[purchase.status], what=what)


def numbered_label(say: Wording, emoji: str, purchase: Purchase) -> str:
    """For lists in which many are alike: Tribute's number first, where it gave one."""
    what = paid_label(say, purchase.product_name, purchase.product_id, purchase.paid)
    if purchase.purchase_id is not None:
        what = say.plain("label-numbered", id=purchase.purchase_id, what=what)
    return say.plain("label-purchase", emoji=emoji, what=what)


def paid_line(say: Wording, purchase: Purchase) -> Markup:
    """Its number, and when it was paid, or at least when we heard of it."""
    number = say.number(purchase)
    if purchase.purchased_at is None:
        return say("purchase-heard", number=number, when=When(purchase.received_at))
    return say("purchase-paid", number=number, when=When(purchase.purchased_at))


def facts(say: Wording, card: PurchaseCard) -> Markup:
    """What was paid, by whom, when, and what it gave."""
    purchase = card.purchase
    return lines(
        say("card-product", what=say.product(purchase)),
        buyer(say, purchase, card.buyer),
        paid_line(say, purchase),
        _gave(say, card),
    )


def _gave(say: Wording, card: PurchaseCard) -> Markup:
    if card.purchase.status is PurchaseStatus.HELD:
        return say("gives-nothing-yet")
    if card.duration is None:
        return say("gave-nothing")
    if card.purchase.status is PurchaseStatus.APPLIED and card.taken_back is None:
        return say("gives", duration=card.duration)
    return say("gave", duration=card.duration)


def refund_reason(say: Wording, reason: str | None) -> Markup:
    if reason is None:
        return say("refund-reason-unknown")
    key = _REFUND_REASONS.get(reason)
    return say(key) if key is not None else say("refund-reason-other", reason=reason)


def told(say: Wording, person: Person | None) -> Markup | None:
    """Whether the buyer hears of it now or later; None where nobody is known to be told."""
    if person is None:
        return None
    if person.blocked_at is not None:
        return say("told-later")
    return say("told-now") if person.started_at is not None else say("told-if-allowed")


def raw_body(body: str) -> Markup:
    """A webhook's body to look at: what can't be seen is made visible, and not too much of it."""
    cut = body if len(body) <= _BODY_LENGTH else body[: _BODY_LENGTH - 1] + "…"
    visible = (c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in cut)
    return Markup(f"<pre>{escape(''.join(visible), quote=False)}</pre>")


def access_now(say: Wording, card: PurchaseCard, now: int) -> Markup | None:
    if card.purchase.telegram_user_id is None:
        return None
    return say("access-now", access=access(say, card.subscription, now))


def access_then(say: Wording, card: PurchaseCard, now: int) -> Markup | None:
    if card.purchase.telegram_user_id is None or card.duration is None:
        return None
    return say("access-after-refund", access=access(say, card.without_it, now))
