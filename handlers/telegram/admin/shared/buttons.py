"""Buttons that lead from one admin feature to another, or copy the numbers on a card."""

from aiogram.types import InlineKeyboardButton

from bot.domain.records import Purchase
from bot.domain.recurring import RecurringProduct
from bot.usecases.outbox.pause import Pause
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import short_name
from bot.usecases.support.support import OpenRequest
from handlers.telegram.callbacks.attention import AttentionPage
from handlers.telegram.callbacks.operations import ShowPause
from handlers.telegram.callbacks.recurring import ShowRecurring
from handlers.telegram.callbacks.support import ShowSupportRequest
from handlers.telegram.ui.screen import button, copying, side_by_side


def to_attention(say: Wording) -> InlineKeyboardButton:
    """Return the button to /attention."""
    return button(say.plain("button-attention"), AttentionPage(page=0))


def to_pause(say: Wording, pause: Pause | None) -> list[InlineKeyboardButton]:
    """Return the button to the pause after a restore; none where the outbox isn't paused."""
    return [button(say.plain("label-outbox-pause"), ShowPause())] if pause is not None else []


def to_recurring(say: Wording, product: RecurringProduct) -> InlineKeyboardButton:
    """Return the button to the card of a recurring subscription, with its name."""
    name = product.name or say.plain("recurring-number", id=product.subscription_id)
    return button(
        say.label("label-recurring", name=name), ShowRecurring(id=product.subscription_id)
    )


def to_support_request(say: Wording, found: OpenRequest) -> InlineKeyboardButton:
    """Return the button to what somebody waits for an answer to."""
    person_id = found.request.telegram_user_id
    name = short_name(say, found.person, person_id)
    return button(say.label("label-support-request", who=name), ShowSupportRequest(id=person_id))


def copy_rows(say: Wording, purchase: Purchase) -> list[list[InlineKeyboardButton]]:
    """Return buttons that copy the purchase's number and its buyer's Telegram id, as far as Tribute
    sent them."""
    found: list[InlineKeyboardButton] = []
    if purchase.purchase_id is not None:
        found += copying(say.plain("button-purchase-copy-number"), purchase.purchase_id)
    if purchase.telegram_user_id is not None:
        found += copying(say.plain("button-purchase-copy-buyer"), purchase.telegram_user_id)
    return side_by_side(found)
