"""Reads the plain purchase, as nearly every delivery is: each fact is there, in its usual spelling.

Any other is left for the careful reader (`bot/tribute/events.py`), and a property test holds the
two equal. Reading a delivery takes two thirds of the time (docs/profile.md).
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.money import currency_code
from bot.tribute import keys, times

_CURRENCY = re.compile("[A-Z]{3}|[a-z]{3}")
_LONGEST_TIME = 64


def facts_of(name: str, event: Mapping[str, object]) -> dict[str, Any] | None:
    """Return the facts of the purchase that has this `name` and content, as `PurchaseEvent` has
    them; None for one that isn't plain.

    The content is one of `strict_json.read_object` without a problem: its numbers have 64 bits.
    """
    dated, payload = event.get("created_at"), event.get("payload")
    if type(dated) is not str or not 0 < len(dated) <= _LONGEST_TIME or type(payload) is not dict:
        return None
    fact = payload.get
    product, amount, currency = fact("product_id"), fact("amount"), fact("currency")
    person, number = fact("telegram_user_id"), fact("purchase_id")
    transaction, title = fact("transaction_id"), fact("product_name")
    username, member = fact("telegram_username"), fact("trb_user_id")
    if not (
        type(product) is type(amount) is type(person) is type(number) is int
        and (transaction is None or type(transaction) is int)
        and (product > 0 and amount >= 0 and person > 0 and number > 0)
        and (type(currency) is str and _CURRENCY.fullmatch(currency))
        and (_is_text(title) and _is_text(username) and _is_text(member))
    ):
        return None
    code = currency_code(currency)
    return {
        "key": keys.of_numbered(name, number),
        "name": name,
        "created_at": times.unix_time(dated),
        "facts_digest": keys.hashed(f'[{product},{amount},"{code}",{person},{number}]'),
        "dated": dated,
        "product_id": product,
        "product_name": title,
        "amount_minor": amount,
        "currency": code,
        "telegram_user_id": person,
        "telegram_username": username,
        "trb_user_id": member,
        "purchase_id": number,
        "transaction_id": transaction,
        "purchased_at": times.unix_time(fact("purchase_created_at")),
    }


def _is_text(value: object) -> bool:
    """Return whether a text says something, or is missing."""
    return value is None or (type(value) is str and value != "")
