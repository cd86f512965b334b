"""Phrases that several messages share: a product with its price, a person, how access stands."""

from dataclasses import dataclass

from bot.domain.models import HeldReason, Subscription
from bot.domain.money import Money
from bot.texts import Markup, Remaining, Texts, When
from storage import people
from storage.engine.tx import Tx
from storage.people import Person
from storage.purchases import Purchase
from storage.recurring_events import RecurringEvent, What


def locale_of(person: Person | None, texts: Texts) -> str:
    """What the person chose, else what Telegram says of them, else the default."""
    if person is None:
        return texts.pick(None)
    return person.locale or texts.pick(person.language_code)


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts in one person's language."""

    texts: Texts
    locale: str

    def __call__(self, key: str, **params: object) -> Markup:
        return self.texts.render(key, self.locale, **params)

    def plain(self, key: str, **params: object) -> str:
        return self.texts.plain(key, self.locale, **params)

    def access(self, subscription: Subscription | None, now: int) -> Markup:
        """How access stands: for life, until when and how long that is, ended, or none."""
        if subscription is None:
            return self("access-none")
        if subscription.expires_at is None:
            return self("access-lifetime")
        if not subscription.active_at(now):
            return self("access-ended", when=When(subscription.expires_at))
        return self._until(subscription, subscription.expires_at, now)

    def _until(self, subscription: Subscription, expires_at: int, now: int) -> Markup:
        """Whether it ends then, or is renewed by itself, on the same day or before."""
        when, left = When(expires_at), Remaining(now, expires_at)
        if subscription.renews_at is None or not subscription.renewing_at(now):
            return self("access-until", when=when, left=left)
        if expires_at <= now:
            return self("access-renewing-now", when=when)
        if expires_at == subscription.renews_at:
            return self("access-renews", when=when, left=left)
        renews = When(subscription.renews_at)
        return self("access-renews-besides", when=when, left=left, renews=renews)

    def product(self, purchase: Purchase) -> Markup:
        return self.paid_for(purchase.product_name, purchase.product_id, purchase.paid)

    def paid_for(self, name: str | None, product_id: int | None, paid: Money | None) -> Markup:
        """A product by its name, else its number, with what was paid for it where that is known."""
        what: str | Markup
        if name:
            what = name
        elif product_id is not None:
            what = self("product-number", id=product_id)
        else:
            what = self("product-unknown")
        return self("product-paid", what=what, paid=paid) if paid else self("product", what=what)

    def recurring(self, event: RecurringEvent) -> Markup:
        """A recurring subscription with its price. A trial has cost nothing, a gift's is nobody's
        business, and a cancellation is no payment."""
        unpriced = event.type in {"trial", "gift"} or event.what is What.CANCELLED
        price = None if unpriced else event.price
        if event.name is None:
            what = self("recurring-number", id=event.subscription_id)
            return self("product-paid", what=what, paid=price) if price else what
        return self.paid_for(event.name, None, price)

    def plan_name(self, name: str | None, subscription_id: int) -> Markup:
        if name is None:
            return self("recurring-number", id=subscription_id)
        return self("product", what=name)

    def held_reason(self, reason: HeldReason) -> Markup:
        """Why a payment waits, as a half-sentence after “because”."""
        return self(f"held-{reason.replace('_', '-')}")

    def number(self, purchase: Purchase) -> Markup:
        """Tribute's purchase number, to be copied into /refund; else ours."""
        if purchase.purchase_id is not None:
            return self("purchase-number", id=purchase.purchase_id)
        return self("purchase-without-number", id=purchase.id)

    def buyer(self, tx: Tx, purchase: Purchase) -> Markup:
        if purchase.telegram_user_id is not None:
            return self.who(tx, purchase.telegram_user_id)
        if purchase.telegram_username:
            return self("person-named", name=f"@{purchase.telegram_username}")
        if purchase.trb_user_id:
            return self("person-tribute", id=purchase.trb_user_id)
        return self("person-unknown")

    def who(self, tx: Tx, telegram_user_id: int | None) -> Markup:
        if telegram_user_id is None:
            return self("person-unknown")
        return self.person(people.get(tx, telegram_user_id), telegram_user_id)

    def person(self, person: Person | None, telegram_user_id: int) -> Markup:
        """Somebody by name and @username, as far as known, and always by id."""
        known = [person.name, person.username and f"@{person.username}"] if person else []
        name = " ".join(part for part in known if part)
        if not name:
            return self("person-id", id=telegram_user_id)
        return self("person", name=name, id=telegram_user_id)
