"""/status: the person's access, its end and time left, held payments, and all payments."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.deps import Deps
from bot.domain.models import PurchaseStatus
from bot.domain.records import NewTariff, Person
from bot.domain.recurring import RecurringStanding
from bot.texts import Markup, When, paragraphs
from bot.usecases.access.status import PaidPurchase, Status
from bot.usecases.outbox.wording import Wording
from handlers.telegram.buyer import keyboards, renewals
from handlers.telegram.callbacks.shared import ShowStatus
from handlers.telegram.ui.reply import reply

_MOST_PAYMENTS = 10
_MOST_WAITING = 3
_MOST_RECURRING = 5

_PAYMENTS = {
    PurchaseStatus.APPLIED: "status-payment-applied",
    PurchaseStatus.HELD: "status-payment-held",
    PurchaseStatus.REFUNDED: "status-payment-refunded",
    PurchaseStatus.DISMISSED: "status-payment-dismissed",
}


def register(router: Router) -> None:
    router.message.register(status, Command("status", ignore_case=True))
    router.callback_query.register(status, ShowStatus.filter())


async def status(event: Message | CallbackQuery, deps: Deps, person: Person, say: Wording) -> None:
    found = await deps.subscriptions.status(person.telegram_user_id)
    waits = found.something_waits
    offers = await deps.tariffs.offers()
    nothing_sold = not offers.items and not offers.unread
    advice = "status-advice-none" if nothing_sold else "status-advice"
    text = paragraphs(
        Markup(f"{say('status-title')}\n{say.accesses(found.accesses, found.now)}"),
        *_waiting(say, found),
        None if found.active or waits else say(advice),
        *_recurring(say, found),
        *renewals.status_lines(say, found.renewals, found.now),
        *_payments(say, found),
    )
    extend = found.active and not found.lifetime
    to_shop = keyboards.tariffs_anyway(say) if waits else keyboards.tariffs(say, extend=extend)
    rows = [] if nothing_sold or _has_everything(say, found) else to_shop
    stops = renewals.status_rows(say, found.renewals, found.now)
    await reply(event, text, [*keyboards.chat_links(say, found.chat_links), *rows, *stops])


def _has_everything(say: Wording, found: Status) -> bool:
    """Return whether nothing is left to buy: whatever is sold, they have it for life."""
    if len(say.plans) < 2:
        return found.lifetime
    for_life = {one.plan_id for one in found.accesses if one.subscription.expires_at is None}
    return all(one.id in for_life for one in say.plans if one.retired_at is None)


def _waiting(say: Wording, found: Status) -> list[Markup]:
    """Return what is held, each with its reason, and the claims; none is paid again."""
    held = [
        say(
            "status-held",
            what=say.bought(purchase),
            reason=say.held_reason_to_buyer(purchase.held_reason),
        )
        for purchase in found.held[:_MOST_WAITING]
        if purchase.held_reason is not None
    ]
    undecided = [
        say("recurring-status-undecided", what=say.recurring(one))
        for one in found.held_recurring[:_MOST_RECURRING]
    ]
    claims = [say("shop-claim-open", words=one.text) for one in found.claims[:_MOST_WAITING]]
    waiting = [*held, *undecided, *claims]
    return [*waiting, say("shop-nothing-to-pay")] if waiting else []


def _recurring(say: Wording, found: Status) -> list[Markup]:
    """Return Tribute's recurring subscriptions, each as of Tribute's latest event."""
    if not found.recurring:
        return []
    shown = found.recurring[:_MOST_RECURRING]
    return [say("recurring-status-title"), *(_recurring_line(say, one, found.now) for one in shown)]


def _recurring_line(say: Wording, one: RecurringStanding, now: int) -> Markup:
    what, when = say.recurring(one.latest), When(one.paid_until)
    if now >= one.over_at:
        return say("recurring-status-ended", what=what, when=when)
    if one.latest.type == "gift":
        return say("recurring-status-gift", what=what, when=when)
    if one.renews_at is None:
        return say("recurring-status-cancelled", what=what, when=when)
    key = "recurring-status-trial" if one.latest.type == "trial" else "recurring-status-renews"
    return say(key, what=what, when=when)


def _payments(say: Wording, found: Status) -> list[Markup]:
    if not found.purchases:
        known = found.recurring or found.held_recurring
        return [] if known else [say("status-payments-none")]
    shown = [_payment(say, one) for one in found.purchases[:_MOST_PAYMENTS]]
    if len(found.purchases) > _MOST_PAYMENTS:
        shown.append(say("status-payments-latest", count=_MOST_PAYMENTS))
    return [say("status-payments"), *shown]


def _payment(say: Wording, paid: PaidPurchase) -> Markup:
    purchase = paid.purchase
    if purchase.status is PurchaseStatus.APPLIED and paid.revocation is not None:
        began, ended = When(purchase.began_at), When(paid.revocation.at)
        return say("status-payment-revoked", what=say.bought(purchase), when=began, ended=ended)
    key, what, when = _PAYMENTS[purchase.status], say.bought(purchase), When(purchase.began_at)
    if purchase.status is PurchaseStatus.REFUNDED:
        refunded = When(purchase.refunded_at or purchase.received_at)
        return say(key, what=what, when=when, refunded=refunded)
    duration = say.tariff(NewTariff(*paid.granted)) if paid.granted else ""
    return say(key, what=what, when=when, duration=duration)
