"""Rows and columns of the owner's CSV tables, safe for spreadsheets.

Times are UTC in ISO 8601, money is a decimal number beside its currency. The names of columns are
part of the public contract: other programs read them.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from babel.numbers import get_currency_precision

from bot.domain.durations import END_OF_CALENDAR
from bot.domain.money import STARS, Money
from bot.domain.records import Purchase
from bot.domain.recurring import RecurringEvent
from bot.domain.shop_face.consent import Agreement
from bot.domain.shop_face.telegram_html import plain
from bot.domain.shop_face.texts import Saved
from storage.queries.subscribers import Subscriber

PURCHASES = (
    "number",
    "tribute_purchase_id",
    "status",
    "held_because",
    "telegram_user_id",
    "telegram_username",
    "product_id",
    "product_name",
    "amount",
    "currency",
    "paid_at",
    "received_at",
    "settled_at",
    "refunded_at",
    "refund_reason",
    "dismissed_because",
    "plan",
)
CHARGE = "telegram_charge_id"
"""One more column of purchases, where somebody has paid in Stars in the chat."""
PAID_UNTIL = "paid_until"
"""And one more, where somebody has paid in Stars what renews: until when a payment of it lasts."""
SUBSCRIBERS = (
    "telegram_user_id",
    "name",
    "username",
    "status",
    "tariff",
    "access_from",
    "access_until",
    "can_be_written_to",
    "plan",
    "comes_with",
)
RECURRING = (
    "number",
    "event",
    "status",
    "subscription_id",
    "subscription_name",
    "type",
    "period",
    "telegram_user_id",
    "telegram_username",
    "price",
    "after_commission",
    "currency",
    "happened_at",
    "paid_until",
    "received_at",
    "cancel_reason",
    "plan",
)
AGREEMENTS = ("number", "telegram_user_id", "agreed_at", "terms", "address")
TERMS = ("terms", "language", "saved_at", "admin_id", "address", "words")
_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""The first characters of a formula in spreadsheets (OWASP, “CSV Injection”), wide forms too."""
_NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")


def purchase_row(purchase: Purchase, plan: str | None) -> Sequence[str]:
    """Return a purchase, with the key of the plan that it opened."""
    return (
        str(purchase.id),
        _number(purchase.purchase_id),
        str(purchase.status),
        safe(purchase.held_reason),
        _number(purchase.telegram_user_id),
        safe(purchase.telegram_username),
        _number(purchase.product_id),
        safe(purchase.product_name),
        decimal(purchase.paid),
        safe(purchase.currency),
        iso(purchase.purchased_at),
        iso(purchase.received_at),
        iso(purchase.settled_at),
        iso(purchase.refunded_at),
        safe(purchase.refund_reason),
        safe(purchase.dismissed_reason),
        safe(plan),
    )


def subscriber_row(one: Subscriber, now: int) -> Sequence[str]:
    return (
        str(one.telegram_user_id),
        safe(one.name),
        safe(one.username),
        _status(one.expires_at, now),
        str(one.duration) if one.duration else "",
        iso(one.started_at),
        iso(one.expires_at),
        "yes" if one.can_be_written_to else "no",
        safe(one.plan),
        safe(one.comes_with),
    )


def recurring_row(event: RecurringEvent, plan: str | None) -> Sequence[str]:
    """Return a report of Tribute, with the key of the plan that it opened."""
    return (
        str(event.id),
        str(event.what),
        str(event.status),
        str(event.subscription_id),
        safe(event.name),
        safe(event.type),
        safe(event.period),
        _number(event.telegram_user_id),
        safe(event.telegram_username),
        decimal(event.price),
        decimal(event.amount),
        safe(event.currency),
        iso(event.occurred_at),
        iso(event.expires_at),
        iso(event.received_at),
        safe(event.cancel_reason),
        safe(plan),
    )


def agreement_row(one: Agreement) -> Sequence[str]:
    """Return who has agreed when, and to which terms: a row of the other table, or an address."""
    return (
        str(one.id),
        str(one.telegram_user_id),
        iso(one.agreed_at),
        _number(one.text_id),
        safe(one.url),
    )


def terms_row(one: Saved) -> Sequence[str]:
    """Return terms that an admin has saved, their words without markup."""
    return (
        str(one.id),
        safe(one.place.locale),
        iso(one.saved_at),
        str(one.admin_id),
        safe(one.content.button.url if one.content.button else None),
        safe(plain(one.content.html) if one.content.html else None),
    )


def safe(text: str | None) -> str:
    """Return foreign text as a cell that no spreadsheet computes: with a leading ' if needed."""
    kept = _NOT_TEXT.sub("", text or "")
    return f"'{kept}" if _FORMULA.match(kept) else kept


def decimal(money: Money | None) -> str:
    """Return `5.00` for 500 cents, `500` for 500 Stars; the currency has its own column."""
    if money is None:
        return ""
    digits = 0 if money.currency == STARS else get_currency_precision(money.currency)
    return str(Decimal(money.amount_minor).scaleb(-digits))


def iso(at: int | None) -> str:
    if at is None:
        return ""
    moment = datetime.fromtimestamp(min(at, END_OF_CALENDAR), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _status(expires_at: int | None, now: int) -> str:
    if expires_at is None:
        return "lifetime"
    return "active" if now < expires_at else "ended"


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
