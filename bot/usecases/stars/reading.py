"""Reads what Telegram says of payments in Stars, whatever it looks like: a payment that can't be
read in full must not be lost."""

import hashlib
import json
import re
from dataclasses import replace
from typing import Any

from bot.domain.models import PersonId
from bot.domain.money import STARS
from bot.domain.stars import NO_CHARGE, SUBSCRIPTION, Charge, Checkout
from bot.domain.stars_list.entries import Listed
from bot.domain.stars_renewals.renewal import Report

_MOST = 2**63
_INVOICE = "invoice_payment"
"""The kind of transaction that an invoice makes; older Bot API servers don't say the kind."""
_CURRENCY = re.compile(r"[A-Z]{3}")
_Json = dict[str, Any]


def checkout_of(query: _Json) -> Checkout | None:
    """Return a question whether somebody may pay; None where it can't be seen who asks."""
    payer = _person(query.get("from"))
    if payer is None:
        return None
    payload, amount = query.get("invoice_payload"), _number(query.get("total_amount"))
    return Checkout(payer, _text(payload), amount, _currency(query.get("currency")))


def charge_of(update: _Json) -> Charge | None:
    """Return the payment that an update carries; None where it carries none."""
    found = _paying_message(update, "successful_payment")
    if found is None:
        return None
    message, payment = found
    sender, chat = _dict(message.get("from")), _dict(message.get("chat"))
    payer = _person(sender) or (_person(chat) if chat.get("type") == "private" else None)
    charge_id = _text(payment.get("telegram_payment_charge_id"))
    problems = [] if charge_id else ["telegram_payment_charge_id is missing"]
    amount, currency = _number(payment.get("total_amount")), _currency(payment.get("currency"))
    if amount is None:
        problems.append("total_amount is wrong")
    if currency is None:
        problems.append("currency is wrong")
    paid_at = _number(message.get("date"))
    return Charge(
        charge_id=charge_id or _name_of(message),
        payer=payer,
        payer_name=_name(sender),
        payer_username=_text(sender.get("username")) or None,
        payload=_text(payment.get("invoice_payload")),
        amount=amount,
        currency=currency,
        paid_at=paid_at or None,
        body=_text(json.dumps(update, ensure_ascii=False)),
        problems="; ".join(problems) or None,
        named_end_at=_number(payment.get("subscription_expiration_date")) or None,
        is_first=_is_first(payment),
    )


def _is_first(payment: _Json) -> bool | None:
    """Return whether a payment is the first of those that renew each other; None where Telegram
    doesn't say that it renews."""
    if payment.get("is_first_recurring") is True:
        return True
    return False if payment.get("is_recurring") is True else None


def report_of(update: _Json) -> Report | None:
    """Return what an update says of whether a payment renews; None where it says nothing so."""
    found = update.get(SUBSCRIPTION)
    if not isinstance(found, dict):
        return None
    state, payload = _text(found.get("state")), _text(found.get("invoice_payload"))
    return Report(_number(update.get("update_id")), _person(found.get("user")), payload, state)


def refunded_charge(update: _Json) -> tuple[str, int | None] | None:
    """Return the charge that an update says was refunded, and when; None where it says nothing
    so."""
    found = _paying_message(update, "refunded_payment")
    if found is None:
        return None
    message, refund = found
    charge_id = _text(refund.get("telegram_payment_charge_id"))
    return (charge_id, _number(message.get("date"))) if charge_id else None


def listed_of(transaction: _Json) -> Listed | None:
    """Return what a transaction of Telegram's list says of an invoice: that somebody has paid it,
    or has the Stars back. None for all others, such as withdrawals, and without an id.

    A refund has the id of its payment (https://core.telegram.org/bots/api#startransaction).
    """
    id_, partner = _text(transaction.get("id")), _dict(transaction.get("source"))
    is_refund = not partner
    if is_refund:
        partner = _dict(transaction.get("receiver"))
    kind = partner.get("transaction_type", _INVOICE)
    if not id_ or partner.get("type") != "user" or kind != _INVOICE:
        return None
    amount, user = _number(transaction.get("amount")), _dict(partner.get("user"))
    share = _number(_dict(partner.get("affiliate")).get("amount"))
    amounts = [amount] if amount is None or not share else [amount, amount + share]
    at = _number(transaction.get("date")) or None
    charge = Charge(
        charge_id=id_,
        payer=_person(user),
        payer_name=_name(user),
        payer_username=_text(user.get("username")) or None,
        payload=_text(partner.get("invoice_payload")),
        amount=amount,
        currency=STARS,
        paid_at=at,
        body=_text(json.dumps(transaction, ensure_ascii=False)),
        problems="amount is wrong" if amount is None else None,
    )
    readings = tuple(replace(charge, amount=one) for one in amounts)
    return Listed(id_, at, is_refund, readings, language_of(user))


def _name(user: _Json) -> str | None:
    names = (_text(user.get(one)) for one in ("first_name", "last_name"))
    return " ".join(one for one in names if one) or None


def _name_of(message: _Json) -> str:
    """Return a name for a payment that has none of Telegram's, the same at each delivery."""
    digest = hashlib.sha256(json.dumps(message, sort_keys=True).encode()).hexdigest()
    return f"{NO_CHARGE}{digest}"


def language_of(sender: object) -> str | None:
    """Return the language of somebody's Telegram."""
    code = _dict(sender).get("language_code")
    return _text(code) if isinstance(code, str) else None


def sender_of(update: _Json) -> _Json:
    """Return who caused the update, as Telegram describes them."""
    return _dict(_dict(update.get("message")).get("from"))


def _paying_message(update: _Json, kind: str) -> tuple[_Json, _Json] | None:
    message = update.get("message")
    payment = message.get(kind) if isinstance(message, dict) else None
    return (message, payment) if isinstance(message, dict) and isinstance(payment, dict) else None


def _person(user: object) -> PersonId | None:
    """Return a person's id; None for a bot, and for what is no id."""
    found = _dict(user)
    number = _number(found.get("id"))
    return PersonId(number) if number and not found.get("is_bot") else None


def _number(value: object) -> int | None:
    """Return a whole number that isn't negative and that the database can hold."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _MOST:
        return None
    return value


def _currency(value: object) -> str | None:
    return value if isinstance(value, str) and _CURRENCY.fullmatch(value) else None


def _text(value: object) -> str:
    """Return a text without halves of characters, which SQLite refuses."""
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).encode("utf-8", "replace").decode().replace("\x00", "")


def _dict(value: object) -> _Json:
    return value if isinstance(value, dict) else {}
