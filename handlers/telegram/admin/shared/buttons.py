"""Buttons that lead from one admin feature to another."""

from aiogram.types import InlineKeyboardButton

from bot.usecases.outbox.pause import Pause
from bot.usecases.outbox.wording import Wording
from bot.usecases.recurring.products import RecurringPlan
from handlers.telegram.callbacks.operations import ShowPause
from handlers.telegram.callbacks.purchases import AttentionPage
from handlers.telegram.callbacks.recurring import ShowPlan
from handlers.telegram.ui.screen import button


def to_attention(say: Wording) -> InlineKeyboardButton:
    return button(say.plain("button-attention"), AttentionPage(page=0))


def way_to_pause(say: Wording, pause: Pause | None) -> list[InlineKeyboardButton]:
    """The button in overviews while nothing is sent; none where all goes its way."""
    return [button(say.plain("label-pause"), ShowPause())] if pause is not None else []


def plan_button(plan: RecurringPlan, say: Wording) -> InlineKeyboardButton:
    """The way to one of them, by its name."""
    name = plan.name or say.plain("recurring-number", id=plan.subscription_id)
    return button(say.plain("label-plan", name=name), ShowPlan(id=plan.subscription_id))
