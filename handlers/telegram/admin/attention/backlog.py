"""The room of what waits: everything that needs an admin, and messages that didn't arrive."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.texts import Markup, When
from bot.usecases.attention.actions import (
    DeadMessage,
    OpenClaim,
    Trouble,
    UnknownRefund,
    UnmatchedRefund,
)
from bot.usecases.outbox.pause import Pause
from bot.usecases.outbox.wording import Wording
from handlers.telegram.admin.attention import webhooks_out
from handlers.telegram.admin.shared.buttons import plan_button, to_attention, way_to_pause
from handlers.telegram.admin.shared.phrases import (
    EMOJI,
    GAP,
    lines,
    numbered_label,
    paid_label,
    short_name,
    who,
)
from handlers.telegram.callbacks.access import ShowClaim
from handlers.telegram.callbacks.purchases import AttentionPage, ShowDead
from handlers.telegram.callbacks.shared import (
    SendAgain,
    ShowHeld,
    ShowPurchase,
    ShowRefund,
    ShowUnmatched,
)
from handlers.telegram.ui.screen import button, done, keyboard, pager, show

_PAGE_SIZE = 8
_ABOUT_A_PURCHASE = {"paid", "refunded"}

Buttons = list[InlineKeyboardButton]


def register(router: Router) -> None:
    router.message.register(attention, Command("attention"))
    router.callback_query.register(turn_page, AttentionPage.filter())
    router.callback_query.register(open_dead, ShowDead.filter())
    router.callback_query.register(send_again, SendAgain.filter())


async def attention(message: Message, say: Wording, deps: Deps) -> None:
    trouble, pause = await deps.attention.trouble(), await deps.pauses.current()
    rows = _rows(say, trouble, pause, 0)
    await message.answer(_overview(say, trouble, pause), reply_markup=keyboard(rows))


async def turn_page(
    query: CallbackQuery, callback_data: AttentionPage, say: Wording, deps: Deps
) -> None:
    await show_attention(query, say, deps, page=callback_data.page)
    await done(query)


async def show_attention(query: CallbackQuery, say: Wording, deps: Deps, *, page: int = 0) -> None:
    """The overview as it is now, in the place of what was pressed."""
    trouble, pause = await deps.attention.trouble(), await deps.pauses.current()
    await show(query, _overview(say, trouble, pause), _rows(say, trouble, pause, page))


async def open_dead(
    query: CallbackQuery, callback_data: ShowDead, say: Wording, deps: Deps
) -> None:
    dead = await deps.attention.dead_message(callback_data.id)
    if dead is None:
        await show_attention(query, say, deps)
        await done(query, say.plain("toast-no-longer"))
        return
    await show(query, _dead(say, dead), _dead_rows(say, dead))
    await done(query)


async def send_again(
    query: CallbackQuery, callback_data: SendAgain, say: Wording, deps: Deps
) -> None:
    dead = await deps.attention.dead_message(callback_data.id)
    sent = await deps.attention.send_again(callback_data.id)
    if dead is None or not sent:
        await show(query, say("dead-no-longer"), [[to_attention(say)]])
    else:
        whom = who(say, dead.person, dead.message.chat_id)
        await show(query, say("dead-sent-again", who=whom), [[to_attention(say)]])
    await done(query)


def _overview(say: Wording, trouble: Trouble, pause: Pause | None) -> Markup:
    if trouble.count == 0 and pause is None:
        return say("attention-empty")
    return lines(
        say("attention-title"),
        GAP,
        say("attention-pause") if pause is not None else None,
        _counted(say, "attention-held", len(trouble.held)),
        _counted(say, "attention-claims", len(trouble.claims)),
        _counted(say, "attention-unmatched", len(trouble.unmatched_refunds)),
        _counted(say, "attention-unknown", len(trouble.unknown_refunds)),
        _counted(say, "attention-dead", len(trouble.undeliverable)),
        _counted(say, "attention-webhooks", trouble.lost_webhooks),
        _counted(say, "attention-plans", len(trouble.plans)),
        GAP,
        say("attention-hint"),
    )


def _counted(say: Wording, key: str, count: int) -> Markup | None:
    return say(key, count=count) if count else None


def _rows(say: Wording, trouble: Trouble, pause: Pause | None, page: int) -> list[Buttons]:
    buttons = [
        *way_to_pause(say, pause),
        *(
            button(numbered_label(say, EMOJI[one.status], one), ShowHeld(id=one.id))
            for one in trouble.held
        ),
        *(_claim_button(say, one) for one in trouble.claims),
        *(_unmatched_button(say, one) for one in trouble.unmatched_refunds),
        *(_unknown_button(say, one) for one in trouble.unknown_refunds),
        *(_dead_button(say, one) for one in trouble.undeliverable),
        *webhooks_out.way_in(say, trouble.lost_webhooks),
        *(plan_button(one, say) for one in trouble.plans),
    ]
    pages = max(1, -(-len(buttons) // _PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    shown = buttons[page * _PAGE_SIZE : (page + 1) * _PAGE_SIZE]
    turning = pager(page, pages, lambda number: AttentionPage(page=number))
    return [*([one] for one in shown), turning]


def _claim_button(say: Wording, found: OpenClaim) -> InlineKeyboardButton:
    name = short_name(say, found.person, found.claim.telegram_user_id)
    label = say.plain("label-claim", who=name, text=found.claim.text)
    return button(label, ShowClaim(id=found.claim.id))


def _unmatched_button(say: Wording, refund: UnmatchedRefund) -> InlineKeyboardButton:
    what = paid_label(say, refund.product_name, refund.product_id, refund.paid)
    return button(say.plain("label-unmatched", what=what), ShowUnmatched(id=refund.id))


def _unknown_button(say: Wording, unknown: UnknownRefund) -> InlineKeyboardButton:
    purchase = unknown.purchase
    return button(numbered_label(say, "❔", purchase), ShowRefund(id=purchase.id))


def _dead_button(say: Wording, dead: DeadMessage) -> InlineKeyboardButton:
    name = short_name(say, dead.person, dead.message.chat_id)
    return button(say.plain("label-dead", who=name), ShowDead(id=dead.message.id))


def _dead(say: Wording, dead: DeadMessage) -> Markup:
    message = dead.message
    return lines(
        say("dead-title"),
        GAP,
        say("dead-to", who=who(say, dead.person, message.chat_id)),
        say("dead-about", kind=message.kind),
        say("dead-why", reason=message.error or "—"),
        say("dead-when", when=When(message.done_at)) if message.done_at is not None else None,
    )


def _dead_rows(say: Wording, dead: DeadMessage) -> list[Buttons]:
    message = dead.message
    rows = [[button(say.plain("button-send-again"), SendAgain(id=message.id))]]
    if message.kind in _ABOUT_A_PURCHASE and message.subject_id is not None:
        rows.append([button(say.plain("button-purchase"), ShowPurchase(id=message.subject_id))])
    return [*rows, [to_attention(say)]]
