"""Bot API methods for payments in Stars: send an invoice, and answer the question before one.

The errors have Telegram's own words where those are known: of the Bot API server for parameters, and
of https://core.telegram.org/method/messages.sendMedia for the rest.
"""

from dataclasses import replace
from html import escape
from typing import Any

from bot.sandbox.telegram.api import Api, Method
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.keyboard import read_inline_markup
from bot.sandbox.telegram.markup import utf16_length
from bot.sandbox.telegram.methods.messages import post
from bot.sandbox.telegram.models import Button, Formatted, Markup
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.stars import Invoice

_TITLE_LENGTH = 32
_DESCRIPTION_LENGTH = 255
_PAYLOAD_BYTES = 128
_MOST_STARS = 100_000
_CURRENCY = "XTR"


def send_invoice(api: Api, params: Params) -> object:
    invoice = _invoice(params)
    markup = read_inline_markup(params)
    if markup.keyboard and not markup.keyboard[0][0].pay:
        raise bad_request("BUTTON_TYPE_INVALID")
    pay = Button(f"⭐ {invoice.total_amount}", pay=True)
    shown = markup if markup.keyboard else Markup(((pay,),), None)
    words = f"{invoice.title}\n{invoice.description}"
    plain = Params({**params.values, "reply_markup": None}, params.files, params.unknown)
    posted = post(api, plain, Formatted(words, escape(words, quote=False)))
    message = api.chats.find(int(str(params.values["chat_id"])), posted["message_id"])
    if message is None:
        raise LookupError("an invoice vanished while it was sent")
    message.invoice, message.markup = invoice, replace(shown, raw=None)
    api.chats.touch(message.chat_id)
    return api.message_json(message)


def answer_pre_checkout_query(api: Api, params: Params) -> object:
    is_ok = params.flag("ok")
    words = params.text("error_message")
    if not is_ok and not words:
        raise bad_request('parameter "error_message" is required')
    query = api.stars.answer_checkout(params.text("pre_checkout_query_id"), "" if is_ok else words)
    api.chats.touch(query.person_id)
    return True


METHODS: dict[str, Method] = {
    "sendInvoice": send_invoice,
    "answerPreCheckoutQuery": answer_pre_checkout_query,
}


def _invoice(params: Params) -> Invoice:
    """Read an invoice; raise ApiError where Telegram would refuse it."""
    title, description = _required(params, "title"), _required(params, "description")
    payload, currency = _required(params, "payload"), _required(params, "currency")
    if utf16_length(title) > _TITLE_LENGTH or utf16_length(description) > _DESCRIPTION_LENGTH:
        raise bad_request("MEDIA_INVALID")
    if len(payload.encode()) > _PAYLOAD_BYTES:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    amounts = [_amount(one) for one in _prices(params)]
    if currency != _CURRENCY:
        raise bad_request("PAYMENT_PROVIDER_INVALID")  # the sandbox's bot has no other provider
    if len(amounts) != 1 or params.text("provider_token"):
        raise bad_request("STARS_INVOICE_INVALID")
    if not 1 <= amounts[0] <= _MOST_STARS:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")
    return Invoice(title, description, payload, currency, amounts[0])


def _required(params: Params, name: str) -> str:
    value = params.text(name)
    if not value:
        raise bad_request(f'parameter "{name}" is required')
    return value


def _prices(params: Params) -> list[Any]:
    prices = params.json("prices", "can't parse prices JSON object")
    if not isinstance(prices, list):
        raise bad_request("expected an Array of labeled prices")
    if not prices:
        raise bad_request("there must be at least one price")
    return prices


def _amount(price: Any) -> int:
    amount = price.get("amount") if isinstance(price, dict) else None
    label = price.get("label") if isinstance(price, dict) else None
    if isinstance(amount, bool) or not isinstance(amount, int) or not isinstance(label, str):
        raise bad_request("can't parse labeled price")
    return amount
