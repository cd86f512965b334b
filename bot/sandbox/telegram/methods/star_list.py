"""Bot API methods that read the bot's own Stars: the list of its transactions, and its balance.

Numbers out of range are moved into it, as the Bot API server does, and the list is as the reference
has it: oldest first, a refund under the id of its payment.
"""

import re

from bot.sandbox.telegram.api import Api, Method
from bot.sandbox.telegram.models import Json
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.render import user_json
from bot.sandbox.telegram.stars import Movement

_MOST = 100
_LARGEST = 2**31 - 1
_INTEGER = re.compile(r"-?[0-9]+")


def get_star_transactions(api: Api, params: Params) -> object:
    offset, limit = _number(params, "offset", 0, _LARGEST), _number(params, "limit", 1, _MOST)
    shown = api.stars.movements[offset : offset + limit]
    return {"transactions": [_transaction(api, one) for one in shown]}


def get_my_star_balance(api: Api, _params: Params) -> object:
    return {"amount": api.stars.own_balance}


METHODS: dict[str, Method] = {
    "getStarTransactions": get_star_transactions,
    "getMyStarBalance": get_my_star_balance,
}


def _number(params: Params, name: str, least: int, most: int) -> int:
    found = _INTEGER.match(str(params.values.get(name, "")))
    default = most if least else least
    return min(max(int(found[0]), least), most) if found else default


def _transaction(api: Api, one: Movement) -> Json:
    way = "source" if one.amount > 0 else "receiver"
    partner = one.partner
    if one.charge is not None:
        partner = {
            "type": "user",
            "transaction_type": "invoice_payment",
            "user": user_json(api.chats.person(one.charge.person_id)),
            "invoice_payload": one.charge.payload,
        }
        if one.charge.period is not None:
            partner["subscription_period"] = one.charge.period
    return {"id": one.id, "amount": abs(one.amount), "date": one.at, way: partner}
