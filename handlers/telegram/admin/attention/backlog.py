"""/attention: the list of everything that waits for an admin, and undeliverable messages."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.deps import Deps
from bot.domain.records import UnmatchedRefund
from bot.texts import GAP, Markup, When, lines
from bot.usecases.attention.backlog import Backlog, OpenClaim, UndeliverableMessage, UnknownRefund
from bot.usecases.outbox.pause import Pause
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link, short_name
from bot.usecases.purchases.phrases import EMOJI, numbered_label, paid_label
from handlers.telegram.admin.attention import webhooks_out
from handlers.telegram.admin.shared.buttons import (
    to_attention,
    to_pause,
    to_recurring,
    to_support_request,
)
from handlers.telegram.callbacks.attention import AttentionPage, ShowUndeliverable
from handlers.telegram.callbacks.claims import ShowClaim
from handlers.telegram.callbacks.shared import (
    SendAgain,
    ShowHeld,
    ShowPurchase,
    ShowRefund,
    ShowUnmatched,
)
from handlers.telegram.ui.home import to_home
from handlers.telegram.ui.screen import button, done, keyboard, pager, show
from handlers.telegram.ui.waiting import waiting_lines

_PAGE_SIZE = 8
_ABOUT_A_PURCHASE = {"paid", "refunded"}

Buttons = list[InlineKeyboardButton]


def register(router: Router) -> None:
    router.message.register(attention, Command("attention", ignore_case=True))
    router.callback_query.register(turn_page, AttentionPage.filter())
    router.callback_query.register(open_undeliverable, ShowUndeliverable.filter())
    router.callback_query.register(send_again, SendAgain.filter())


async def attention(message: Message, say: Wording, deps: Deps) -> None:
    backlog, pause = await deps.attention.backlog(), await deps.pauses.current()
    rows = _rows(say, backlog, pause, 0)
    await message.answer(_overview(say, backlog, pause), reply_markup=keyboard(rows))


async def turn_page(
    query: CallbackQuery, callback_data: AttentionPage, say: Wording, deps: Deps
) -> None:
    await show_attention(query, say, deps, page=callback_data.page)
    await done(query)


async def show_attention(query: CallbackQuery, say: Wording, deps: Deps, *, page: int = 0) -> None:
    """Show the list as it is now in place of the screen whose button was pressed."""
    backlog, pause = await deps.attention.backlog(), await deps.pauses.current()
    await show(query, _overview(say, backlog, pause), _rows(say, backlog, pause, page))


async def open_undeliverable(
    query: CallbackQuery, callback_data: ShowUndeliverable, say: Wording, deps: Deps
) -> None:
    undeliverable = await deps.attention.undeliverable(callback_data.id)
    if undeliverable is None:
        await show_attention(query, say, deps)
        await done(query, say.plain("toast-changed"))
        return
    await show(
        query, _undeliverable_card(say, undeliverable), _undeliverable_rows(say, undeliverable)
    )
    await done(query)


async def send_again(
    query: CallbackQuery, callback_data: SendAgain, say: Wording, deps: Deps
) -> None:
    undeliverable = await deps.attention.undeliverable(callback_data.id)
    sent = await deps.attention.send_again(callback_data.id, query.from_user.id)
    if undeliverable is None or not sent:
        await show(query, say("undeliverable-gone"), [[to_attention(say)]])
    else:
        person = person_link(say, undeliverable.person, undeliverable.message.chat_id)
        await show(query, say("undeliverable-sent-again", who=person), [[to_attention(say)]])
    await done(query)


def _overview(say: Wording, backlog: Backlog, pause: Pause | None) -> Markup:
    waiting = waiting_lines(say, backlog, pause)
    if not waiting:
        return say("attention-empty")
    return lines(say("attention-title"), GAP, *waiting, GAP, say("attention-hint"))


def _rows(say: Wording, backlog: Backlog, pause: Pause | None, page: int) -> list[Buttons]:
    buttons = [
        *to_pause(say, pause),
        *(
            button(numbered_label(say, EMOJI[one.status], one), ShowHeld(id=one.id))
            for one in backlog.held
        ),
        *(_claim_button(say, one) for one in backlog.claims),
        *(to_support_request(say, one) for one in backlog.support_requests),
        *(_unmatched_button(say, one) for one in backlog.unmatched_refunds),
        *(_unknown_button(say, one) for one in backlog.unknown_refunds),
        *(_undeliverable_button(say, one) for one in backlog.undeliverable),
        *webhooks_out.to_lost_webhooks(say, backlog.lost_webhooks),
        *(to_recurring(say, one) for one in backlog.recurring),
    ]
    pages = max(1, -(-len(buttons) // _PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    shown = buttons[page * _PAGE_SIZE : (page + 1) * _PAGE_SIZE]
    turning = pager(say, page, pages, lambda number: AttentionPage(page=number))
    return [*([one] for one in shown), turning, to_home(say)]


def _claim_button(say: Wording, found: OpenClaim) -> InlineKeyboardButton:
    name = short_name(say, found.person, found.claim.telegram_user_id)
    label = say.label("label-claim", who=name, text=found.claim.text)
    return button(label, ShowClaim(id=found.claim.id))


def _unmatched_button(say: Wording, refund: UnmatchedRefund) -> InlineKeyboardButton:
    what = paid_label(say, refund.product_name, refund.product_id, refund.paid)
    return button(say.label("label-refund-unmatched", what=what), ShowUnmatched(id=refund.id))


def _unknown_button(say: Wording, unknown: UnknownRefund) -> InlineKeyboardButton:
    purchase = unknown.purchase
    return button(numbered_label(say, "❔", purchase), ShowRefund(id=purchase.id))


def _undeliverable_button(
    say: Wording, undeliverable: UndeliverableMessage
) -> InlineKeyboardButton:
    name = short_name(say, undeliverable.person, undeliverable.message.chat_id)
    return button(
        say.label("label-undeliverable", who=name), ShowUndeliverable(id=undeliverable.message.id)
    )


def _undeliverable_card(say: Wording, undeliverable: UndeliverableMessage) -> Markup:
    message = undeliverable.message
    return lines(
        say("undeliverable-title"),
        GAP,
        say("undeliverable-to", who=person_link(say, undeliverable.person, message.chat_id)),
        say("undeliverable-about", kind=message.kind),
        say("undeliverable-why", reason=message.error) if message.error else None,
        say("undeliverable-when", when=When(message.done_at))
        if message.done_at is not None
        else None,
    )


def _undeliverable_rows(say: Wording, undeliverable: UndeliverableMessage) -> list[Buttons]:
    message = undeliverable.message
    rows = [[button(say.plain("button-send-again"), SendAgain(id=message.id))]]
    if message.kind in _ABOUT_A_PURCHASE and message.subject_id is not None:
        rows.append([button(say.plain("button-purchase"), ShowPurchase(id=message.subject_id))])
    return [*rows, [to_attention(say)]]
