"""Bot API methods for payments in Stars: send an invoice or make a link to one, answer the question
before a payment, give it back, stop a renewal.

The errors have Telegram's own words where those are known: the Bot API server's for parameters, and
those of https://core.telegram.org/method/messages.sendMedia for the rest.
"""

from dataclasses import replace
from html import escape
from typing import Any

from bot.sandbox.telegram.api import Api, Method
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.keyboard import read_inline_markup
from bot.sandbox.telegram.markup import utf16_length
from bot.sandbox.telegram.methods.messages import post
from bot.sandbox.telegram.models import Button, Formatted, Markup, Message
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.stars import Invoice, StarsCharge

_TITLE_LENGTH = 32
_DESCRIPTION_LENGTH = 255
_PAYLOAD_BYTES = 128
_MOST_STARS = 100_000
_MOST_RENEWING_STARS = 10_000
_PERIOD_SECONDS = 2_592_000
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


def create_invoice_link(api: Api, params: Params) -> object:
    """Make a link to an invoice, which renews with `subscription_period`: 30 days and nothing else
    (https://core.telegram.org/bots/api#createinvoicelink)."""
    invoice, period = _invoice(params), params.integer("subscription_period") or None
    if period is not None and period != _PERIOD_SECONDS:
        raise bad_request("SUBSCRIPTION_PERIOD_INVALID")
    if period is not None and invoice.total_amount > _MOST_RENEWING_STARS:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")
    invoice.period = period
    return api.stars.add_link(invoice)


def edit_user_star_subscription(api: Api, params: Params) -> object:
    """Stop a renewal, so that its payer can't resume it either; or allow that, so that they can
    (https://core.telegram.org/method/payments.botCancelStarsSubscription)."""
    user_id = params.integer("user_id")
    if user_id is None or user_id not in api.chats.people:
        raise bad_request("user not found")
    charge_id = _required(params, "telegram_payment_charge_id")
    found = api.stars.subscription(charge_id)
    if found is None or found.until <= api.chats.now():
        raise bad_request("CHARGE_ID_INVALID")
    if found.person_id != user_id:
        raise bad_request("USER_ID_INVALID")
    found.bot_canceled = params.flag("is_canceled")
    found.canceled = found.canceled or found.bot_canceled
    api.chats.touch(user_id)
    return True


def answer_pre_checkout_query(api: Api, params: Params) -> object:
    is_ok = params.flag("ok")
    words = params.text("error_message")
    if not is_ok and not words:
        raise bad_request('parameter "error_message" is required')
    query = api.stars.answer_checkout(params.text("pre_checkout_query_id"), "" if is_ok else words)
    api.chats.touch(query.person_id)
    return True


def refund_star_payment(api: Api, params: Params) -> object:
    user_id = params.integer("user_id")
    if user_id is None or user_id not in api.chats.people:
        raise bad_request("user not found")
    charge = api.stars.find_charge(params.text("telegram_payment_charge_id"))
    if charge is None:
        raise bad_request("CHARGE_NOT_FOUND")
    if charge.person_id != user_id:
        raise bad_request("USER_ID_INVALID")
    if charge.charge_id in api.stars.refunded:
        raise bad_request("CHARGE_ALREADY_REFUNDED")
    if api.stars.own_balance < charge.amount:
        raise bad_request("BALANCE_TOO_LOW")
    give_back(api, charge)
    return True


def give_back(api: Api, charge: StarsCharge, *, lose_update: bool = False) -> None:
    """Give the Stars back, and say so in the payer's chat, in the bot's own name."""
    api.stars.refund(charge, api.chats.now())
    message = Message(
        message_id=api.chats.next_id(),
        chat_id=charge.person_id,
        sender_id=api.bot_id,
        from_bot=True,
        formatted=Formatted("", ""),
        at=api.chats.now(),
        service={
            "refunded_payment": {
                "currency": "XTR",
                "total_amount": charge.amount,
                "invoice_payload": charge.payload,
                "telegram_payment_charge_id": charge.charge_id,
            }
        },
    )
    api.chats.add(message)
    if not lose_update:
        api.updates.push("message", api.message_json(message), f"chat {charge.person_id}")


METHODS: dict[str, Method] = {
    "sendInvoice": send_invoice,
    "answerPreCheckoutQuery": answer_pre_checkout_query,
    "refundStarPayment": refund_star_payment,
    "createInvoiceLink": create_invoice_link,
    "editUserStarSubscription": edit_user_star_subscription,
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
