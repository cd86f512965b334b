"""Phrases that several messages share: a product with its price, a person, access."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from html import escape
from typing import Self

from bot.domain.access.plan_access import PlanAccess
from bot.domain.models import HeldReason, PlanId, Subscription
from bot.domain.money import STARS, Money
from bot.domain.plans import Plan, any_of
from bot.domain.records import NewTariff, Person, Purchase, Tariff
from bot.domain.recurring import RecurringChange, RecurringEvent
from bot.texts import Markup, Remaining, Texts, When, lines
from bot.texts.labels import ALONE, fitting
from bot.texts.visible import columns
from storage import people
from storage.engine.tx import Tx


def locale_of(person: Person | None, texts: Texts) -> str:
    """Return the language the person chose, while it is there; else that of their Telegram, else
    the default."""
    if person is None:
        return texts.pick(None)
    return texts.of(person.locale, person.language_code)


class AccessPhrase(StrEnum):
    """How access can stand; a text for each, in the voices `access-…` and `access-theirs-…`."""

    NONE = "none"
    LIFETIME = "lifetime"
    ENDED = "ended"
    UNTIL = "until"
    RENEWS = "renews"
    RENEWS_BESIDES = "renews-besides"
    RENEWING_NOW = "renewing-now"

    @classmethod
    def of(cls, subscription: Subscription | None, now: int) -> Self:
        """Choose the phrase: no end, an end in the past or ahead, or an automatic renewal, which
        comes at that end or before it, or is due right now."""
        if subscription is None:
            return cls.NONE
        if subscription.expires_at is None:
            return cls.LIFETIME
        if not subscription.active_at(now):
            return cls.ENDED
        if subscription.renews_at is None or not subscription.renewing_at(now):
            return cls.UNTIL
        if subscription.expires_at <= now:
            return cls.RENEWING_NOW
        at_the_end = subscription.renews_at == subscription.expires_at
        return cls.RENEWS if at_the_end else cls.RENEWS_BESIDES


RENEWING = frozenset({AccessPhrase.RENEWS, AccessPhrase.RENEWS_BESIDES, AccessPhrase.RENEWING_NOW})
"""Phrases that name who renews: Tribute, or Telegram for a payment in Stars."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts in one person's language."""

    texts: Texts
    locale: str
    plans: tuple[Plan, ...] = ()
    """The shop's plans in their order; people read of plans only where there are several."""
    in_console: bool = False
    """Whether it is read in the console, which has pages where the chat has commands."""

    def __call__(self, key: str, **params: object) -> Markup:
        return self.texts.render(self._key(key), self.locale, **params)

    def _key(self, key: str) -> str:
        """Return the key of what is said here: in the console some texts of the chat are others."""
        here = f"here-{key}"
        return here if self.in_console and self.texts.has(here, self.locale) else key

    def plain(self, key: str, **params: object) -> str:
        return self.texts.plain(self._key(key), self.locale, **params)

    def label(self, key: str, *shorter: str, **params: object) -> str:
        """Return a button's label that fits a row of its own: the first of the texts that does,
        else the last of them with its names cut."""
        for one in (key, *shorter):
            text = self.plain(one, **params)
            if columns(text) <= ALONE:
                return text
        return fitting(partial(self.plain, (key, *shorter)[-1]), params)

    def plan(self, plan_id: PlanId) -> str:
        """Return a plan's name: in the reader's language, else in the default one, else in any."""
        names = next((one.names for one in self.plans if one.id == plan_id), {})
        for locale in (self.locale, self.texts.pick(None), *names):
            if locale in names:
                return names[locale]
        return self.plain("plan-first")

    def plan_description(self, plan_id: PlanId) -> str | None:
        """Return what buyers read of a plan, in the same languages as its name, as plain words;
        None without."""
        found = self._described(plan_id)
        return found[0].descriptions[found[1]] if found else None

    def plan_words(self, plan_id: PlanId) -> Markup | None:
        """Return the same with its formatting."""
        found = self._described(plan_id)
        if found is None:
            return None
        plan, locale = found
        return Markup(plan.formatted.get(locale) or escape(plan.descriptions[locale]))

    def _described(self, plan_id: PlanId) -> tuple[Plan, str] | None:
        """Return the plan, and the language of its description for the reader."""
        plan = next((one for one in self.plans if one.id == plan_id), None)
        if plan is None:
            return None
        locales = (self.locale, self.texts.pick(None), *plan.descriptions)
        return next(((plan, one) for one in locales if one in plan.descriptions), None)

    def tariff_label(self, tariff: Tariff | NewTariff) -> str:
        """Return a tariff for a button, whose plan's name is cut if it has to be."""
        if len(self.plans) < 2:
            return self.plain("label-duration", duration=tariff.duration)
        return self.label("plan-tariff", plan=self.plan(tariff.plan_id), duration=tariff.duration)

    def tariff(self, tariff: Tariff | NewTariff) -> str:
        """Return a tariff by its time, and by its plan where there are several."""
        duration = self.plain("label-duration", duration=tariff.duration)
        if len(self.plans) < 2:
            return duration
        return self.plain("plan-tariff", plan=self.plan(tariff.plan_id), duration=duration)

    def access(self, subscription: Subscription | None, now: int) -> Markup:
        """Return how the reader's own access stands, as a sentence."""
        return self._access("access", subscription, now)

    def their_access(self, subscription: Subscription | None, now: int) -> Markup:
        """Return how another person's access stands, as a few words for an admin's card."""
        return self._access("access-theirs", subscription, now)

    def accesses(self, found: Sequence[PlanAccess], now: int) -> Markup:
        """Return how the reader's own access stands: a line for each plan that is open where the
        shop has several, else a sentence."""
        open_ = [one for one in self.in_order(found) if one.subscription.active_at(now)]
        if len(self.plans) < 2 or not open_:
            return self.access(any_of(one.subscription for one in found), now)
        return lines(*(self.plan_access(one, now) for one in open_))

    def their_accesses(self, found: Sequence[PlanAccess], now: int) -> Markup:
        """Return how another person's access stands, for an admin's card: a line for each plan that
        is open where the shop has several, else a few words."""
        open_ = [one for one in self.in_order(found) if one.subscription.active_at(now)]
        if len(self.plans) < 2 or not open_:
            return self.their_access(any_of(one.subscription for one in found), now)
        return lines("", *(self.plan_access(one, now) for one in open_))

    def plan_access(self, one: PlanAccess, now: int) -> Markup:
        """Return how the access to one of several plans stands, as a line."""
        plan, subscription = self.plan(one.plan_id), one.subscription
        if one.resumes_at is not None and one.resumes_at == subscription.renews_at:
            subscription = replace(
                subscription, renews_at=None
            )  # said of the plan that it waits for
        access = self.their_access(subscription, now)
        by = self.plan(one.comes_with) if one.comes_with is not None else None
        if by is not None and one.ends_with_it:
            return self("access-plan-included", plan=plan, by=by)
        if by is not None and one.resumes_at is not None:
            when = When(one.resumes_at)
            return self("access-plan-paused", plan=plan, by=by, access=access, when=when)
        return self("access-plan", plan=plan, access=access)

    def in_order(self, found: Sequence[PlanAccess]) -> list[PlanAccess]:
        """Return these in the order of the shop's plans."""
        places = {one.id: place for place, one in enumerate(self.plans)}
        return sorted(found, key=lambda one: places.get(one.plan_id, len(places)))

    def _access(self, voice: str, subscription: Subscription | None, now: int) -> Markup:
        phrase = AccessPhrase.of(subscription, now)
        in_stars = subscription is not None and subscription.renews_in_stars
        key = f"{voice}-{phrase}"
        if in_stars and phrase in RENEWING:
            key = f"stars-{key}"
        if subscription is None or subscription.expires_at is None:
            return self(key)
        ends_at = subscription.expires_at
        when, left = When(ends_at), Remaining(now, ends_at)
        return self(key, when=when, left=left, renews=When(subscription.renews_at or ends_at))

    def product(self, purchase: Purchase) -> Markup:
        return self._purchase(purchase, purchase.paid)

    def bought(self, purchase: Purchase) -> Markup:
        """Return a purchase for its buyer, without a price: Tribute names the product's, also to
        people who paid in Stars. A price that is in Stars is what they paid."""
        paid = purchase.paid if purchase.paid and purchase.paid.currency == STARS else None
        return self._purchase(purchase, paid)

    def _purchase(self, purchase: Purchase, paid: Money | None) -> Markup:
        if purchase.was_made_in_the_chat and not purchase.product_name:
            what = self("stars-unknown")
            return self("product-with-price", what=what, paid=paid) if paid else what
        return self.paid_for(purchase.product_name, purchase.product_id, paid)

    def paid_for(self, name: str | None, product_id: int | None, paid: Money | None) -> Markup:
        """Return a product by its name, else its number, with the price if it is known."""
        if name:
            what = self("product-quoted", what=name)
        elif product_id is not None:
            what = self("product-number", id=product_id)
        else:
            what = self("product-unknown")
        return self("product-with-price", what=what, paid=paid) if paid else what

    def recurring(self, event: RecurringEvent) -> Markup:
        """Return a recurring subscription with its price.

        A trial cost nothing, the price of a subscription that somebody else paid for is private,
        and a cancellation is no payment: these are named without a price.
        """
        unpriced = event.type in {"trial", "gift"} or event.what is RecurringChange.CANCELLED
        price = None if unpriced else event.price
        if event.name is None:
            what = self("recurring-by-number", id=event.subscription_id)
            return self("product-with-price", what=what, paid=price) if price else what
        return self.paid_for(event.name, None, price)

    def recurring_name(self, name: str | None, subscription_id: int) -> Markup:
        if name is None:
            return self("recurring-number", id=subscription_id)
        return self("product-quoted", what=name)

    def held_reason(self, reason: HeldReason) -> Markup:
        """Return why a payment waits, as a half-sentence after “because”."""
        return self(f"held-reason-{reason.replace('_', '-')}")

    def held_reason_to_buyer(self, reason: HeldReason) -> Markup:
        """Return what a payment still waits for, as a half-sentence after a colon."""
        return self(f"held-reason-to-buyer-{reason.replace('_', '-')}")

    def number(self, purchase: Purchase) -> Markup:
        """Return Tribute's purchase number, to be copied into /refund; else the bot's own."""
        if purchase.purchase_id is not None:
            return self("purchase-number", id=purchase.purchase_id)
        if purchase.was_made_in_the_chat:
            return self("purchase-number-of-chat", id=purchase.id)
        return self("purchase-without-number", id=purchase.id)

    def buyer(self, tx: Tx, purchase: Purchase) -> Markup:
        if purchase.telegram_user_id is not None:
            return self.who(tx, purchase.telegram_user_id)
        if purchase.telegram_username:
            return self("person-without-id", name=f"@{purchase.telegram_username}")
        if purchase.trb_user_id:
            return self("person-tribute", id=purchase.trb_user_id)
        return self("person-unknown")

    def who(self, tx: Tx, telegram_user_id: int | None) -> Markup:
        if telegram_user_id is None:
            return self("person-unknown")
        return self.person(people.get(tx, telegram_user_id), telegram_user_id)

    def person(self, person: Person | None, telegram_user_id: int) -> Markup:
        """Return a person by name and @username, as far as known, and always by id."""
        known = [person.name, person.username and f"@{person.username}"] if person else []
        name = " ".join(part for part in known if part)
        if not name:
            return self("person-id", id=telegram_user_id)
        return self("person-with-id", name=name, id=telegram_user_id)
