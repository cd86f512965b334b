"""The room of what the owner's own service was never told: send it again, or let it go."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.texts import Markup, When
from bot.usecases.outbox.wording import Wording
from bot.usecases.webhooks_out import notices
from bot.usecases.webhooks_out.deliver import Lost, QueuedWebhook
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.admin.shared.phrases import GAP, lines
from handlers.telegram.callbacks.webhooks_out import (
    AskLetWebhooksGo,
    LetWebhooksGo,
    SendWebhooksAgain,
    ShowLostWebhooks,
)
from handlers.telegram.ui.screen import button, done, show


def register(router: Router) -> None:
    router.callback_query.register(open_lost, ShowLostWebhooks.filter())
    router.callback_query.register(send_again, SendWebhooksAgain.filter())
    router.callback_query.register(ask_let_go, AskLetWebhooksGo.filter())
    router.callback_query.register(let_go, LetWebhooksGo.filter())


def way_in(say: Wording, lost: int) -> list[InlineKeyboardButton]:
    """The button in the overview of what waits; none where nothing was given up."""
    return [button(say.plain("label-webhooks", count=lost), ShowLostWebhooks())] if lost else []


async def open_lost(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    lost = await deps.webhooks.lost()
    if lost.count == 0:
        await show(query, say("webhooks-no-longer"), [[to_attention(say)]])
    else:
        again = button(say.plain("button-webhooks-again"), SendWebhooksAgain())
        drop = button(say.plain("button-webhooks-let-go"), AskLetWebhooksGo())
        await show(query, _lost(say, lost), [[again], [drop], [to_attention(say)]])
    await done(query)


async def send_again(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    count = await deps.webhooks.send_again()
    text = say("webhooks-sent-again", count=count) if count else say("webhooks-no-longer")
    await show(query, text, [[to_attention(say)]])
    await done(query)


async def ask_let_go(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    lost = await deps.webhooks.lost()
    sure = button(say.plain("button-webhooks-let-go-sure"), LetWebhooksGo())
    back = button(say.plain("button-back"), ShowLostWebhooks())
    await show(query, say("webhooks-let-go-sure", count=lost.count), [[sure], [back]])
    await done(query)


async def let_go(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    count = await deps.webhooks.let_go()
    text = say("webhooks-let-go", count=count) if count else say("webhooks-no-longer")
    await show(query, text, [[to_attention(say)]])
    await done(query)


def _lost(say: Wording, lost: Lost) -> Markup:
    return lines(
        say("webhooks-title", count=lost.count),
        GAP,
        *(_one(say, webhook) for webhook in lost.latest),
        say("webhooks-more", count=lost.count - len(lost.latest))
        if lost.count > len(lost.latest)
        else None,
        GAP,
        say("webhooks-hint"),
    )


def _one(say: Wording, webhook: QueuedWebhook) -> Markup:
    return say(
        "webhooks-one",
        type=webhook.type,
        id=webhook.telegram_user_id,
        when=When(webhook.done_at or 0),
        why=notices.why(say, webhook),
    )
