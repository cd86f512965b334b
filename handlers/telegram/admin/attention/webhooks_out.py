"""Abandoned webhooks to the owner's service: an admin sends them again or discards them."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.webhooks_out import notices
from bot.usecases.webhooks_out.deliver import LostWebhooks, SeenLost
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.callbacks.webhooks_out import (
    AskDiscardWebhooks,
    DiscardWebhooks,
    SendWebhooksAgain,
    ShowLostWebhooks,
)
from handlers.telegram.ui.screen import button, done, show


def register(router: Router) -> None:
    router.callback_query.register(open_lost, ShowLostWebhooks.filter())
    router.callback_query.register(send_again, SendWebhooksAgain.filter())
    router.callback_query.register(ask_discard, AskDiscardWebhooks.filter())
    router.callback_query.register(discard, DiscardWebhooks.filter())


def to_lost_webhooks(say: Wording, lost: int) -> list[InlineKeyboardButton]:
    """Return the button of the list in /attention; none where no webhook was abandoned."""
    return [button(say.label("label-webhooks-out", count=lost), ShowLostWebhooks())] if lost else []


async def open_lost(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    await _show(query, say, deps)


async def _show(query: CallbackQuery, say: Wording, deps: Deps, toast: str | None = None) -> None:
    """Show what waits now, and say why it is shown."""
    lost = await deps.webhooks_out.lost()
    if lost.count == 0:
        await show(query, say("webhooks-out-none"), [[to_attention(say)]])
    else:
        again = button(say.plain("button-webhooks-out-again"), SendWebhooksAgain())
        drop = button(say.plain("button-webhooks-out-discard"), AskDiscardWebhooks())
        await show(query, _lost(say, lost), [[again], [drop], [to_attention(say)]])
    await done(query, toast if lost.count else None)


async def send_again(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    count = await deps.webhooks_out.send_again(query.from_user.id)
    text = say("webhooks-out-sent-again", count=count) if count else say("webhooks-out-none")
    await show(query, text, [[to_attention(say)]])
    await done(query)


async def ask_discard(query: CallbackQuery, say: Wording, deps: Deps) -> None:
    lost = await deps.webhooks_out.lost()
    sure = button(say.plain("button-webhooks-out-discard-confirm"), _discarding(lost))
    back = button(say.plain("button-back"), ShowLostWebhooks())
    await show(query, say("webhooks-out-discard-confirm", count=lost.count), [[sure], [back]])
    await done(query)


async def discard(
    query: CallbackQuery, callback_data: DiscardWebhooks, say: Wording, deps: Deps
) -> None:
    """Discard what was seen; otherwise show what waits now."""
    seen = SeenLost(callback_data.count or 0, callback_data.seen or "")
    count = await deps.webhooks_out.dismiss_lost(query.from_user.id, seen)
    if not count:
        await _show(query, say, deps, say.plain("toast-changed"))
        return
    await show(query, say("webhooks-out-discarded", count=count), [[to_attention(say)]])
    await done(query)


def _discarding(lost: LostWebhooks) -> DiscardWebhooks:
    return DiscardWebhooks(count=lost.count, seen=lost.version.tag)


def _lost(say: Wording, lost: LostWebhooks) -> Markup:
    return lines(
        say("webhooks-out-title", count=lost.count),
        GAP,
        *(notices.line(say, webhook) for webhook in lost.latest),
        say("webhooks-out-more", count=lost.count - len(lost.latest))
        if lost.count > len(lost.latest)
        else None,
        GAP,
        say("webhooks-out-hint"),
    )
