"""Buttons that lead from one admin feature to another."""

from aiogram.types import InlineKeyboardButton

from bot.domain.recurring import RecurringProduct
from bot.usecases.outbox.pause import Pause
from bot.usecases.outbox.wording import Wording
from bot.usecases.support.support import OpenRequest
from handlers.telegram.admin.shared.phrases import short_name
from handlers.telegram.callbacks.attention import AttentionPage
from handlers.telegram.callbacks.operations import ShowPause
from handlers.telegram.callbacks.recurring import ShowRecurring
from handlers.telegram.callbacks.support import ShowSupportRequest
from handlers.telegram.ui.screen import button


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
