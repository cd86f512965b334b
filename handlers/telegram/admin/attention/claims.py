"""The room of claims: “I have paid” is compared with what was paid, and approved or denied."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PurchaseRow, PurchaseStatus
from bot.texts import Markup, When
from bot.usecases.claims.claims import ClaimState, ClaimView
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.people import Person
from bot.usecases.purchases.lookup import Purchase
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.admin.shared.phrases import (
    GAP,
    buyer,
    lines,
    paid_line,
    purchase_label,
    short_name,
    who,
)
from handlers.telegram.callbacks.access import (
    Approve,
    AskApprove,
    AskApproveAs,
    AskDeny,
    Deny,
    ShowClaim,
)
from handlers.telegram.callbacks.purchases import ShowUser
from handlers.telegram.callbacks.shared import ShowPurchase
from handlers.telegram.ui.screen import button, done, show
from handlers.telegram.ui.text import quoted

_MATCHES = 4

Rows = list[list[InlineKeyboardButton]]


def register(router: Router) -> None:
    router.callback_query.register(open_card, ShowClaim.filter())
    router.callback_query.register(ask_approve, AskApprove.filter())
    router.callback_query.register(ask_approve_as, AskApproveAs.filter())
    router.callback_query.register(approve, Approve.filter())
    router.callback_query.register(ask_deny, AskDeny.filter())
    router.callback_query.register(deny, Deny.filter())


async def open_card(
    query: CallbackQuery, callback_data: ShowClaim, say: Wording, deps: Deps
) -> None:
    await _show_card(query, callback_data.id, say, deps)
    await done(query)


async def ask_approve(
    query: CallbackQuery, callback_data: AskApprove, say: Wording, deps: Deps
) -> None:
    """From the notice: the question at once where only one payment can be meant."""
    view = await _still_open(query, callback_data.id, say, deps)
    if view is None:
        return
    if len(view.matches) == 1:
        await show(query, *_sure(say, view, view.matches[0]))
    else:
        await show(query, _card(say, view), _rows(say, view))
    await done(query)


async def ask_approve_as(
    query: CallbackQuery, callback_data: AskApproveAs, say: Wording, deps: Deps
) -> None:
    view = await _still_open(query, callback_data.id, say, deps)
    if view is None:
        return
    meant = [one for one in (*view.matches, *view.waiting) if one.id == callback_data.row]
    if meant:
        await show(query, *_sure(say, view, meant[0]))
        await done(query)
    else:
        await show(query, _card(say, view), _rows(say, view))
        await done(query, say.plain("toast-no-longer"))


async def approve(query: CallbackQuery, callback_data: Approve, say: Wording, deps: Deps) -> None:
    row = PurchaseRow(callback_data.row)
    purchase = await deps.claims.approve(callback_data.id, row, query.from_user.id)
    view = await deps.claims.view(callback_data.id)
    if purchase is None or view is None:
        await _show_card(query, callback_data.id, say, deps)
        await done(query, say.plain("toast-quicker"))
        return
    await show(query, *_approved(say, view, purchase))
    await done(query)


async def ask_deny(query: CallbackQuery, callback_data: AskDeny, say: Wording, deps: Deps) -> None:
    view = await _still_open(query, callback_data.id, say, deps)
    if view is None:
        return
    rows = [
        [button(say.plain("button-claim-deny-sure"), Deny(id=view.claim.id))],
        [button(say.plain("button-back"), ShowClaim(id=view.claim.id))],
    ]
    await show(query, lines(say("claim-deny-sure"), GAP, _claim(say, view)), rows)
    await done(query)


async def deny(query: CallbackQuery, callback_data: Deny, say: Wording, deps: Deps) -> None:
    denied = await deps.claims.deny(callback_data.id, query.from_user.id)
    await _show_card(query, callback_data.id, say, deps)
    await done(query, None if denied else say.plain("toast-quicker"))


async def _still_open(
    query: CallbackQuery, claim_id: int, say: Wording, deps: Deps
) -> ClaimView | None:
    """The claim; if it is open no more, what became of it is shown instead."""
    view = await deps.claims.view(claim_id)
    if view is not None and view.claim.state is ClaimState.OPEN:
        return view
    await _show_card(query, claim_id, say, deps)
    await done(query, say.plain("toast-quicker"))
    return None


async def _show_card(query: CallbackQuery, claim_id: int, say: Wording, deps: Deps) -> None:
    view = await deps.claims.view(claim_id)
    if view is None:
        await show(query, say("claim-not-found"), [[to_attention(say)]])
    elif view.claim.state is ClaimState.OPEN:
        await show(query, _card(say, view), _rows(say, view))
    else:
        text = lines(_decision(say, view), GAP, _claim(say, view))
        await show(query, text, _rows_after(say, view))


def _card(say: Wording, view: ClaimView) -> Markup:
    return lines(
        say("claim-title"),
        GAP,
        _claim(say, view),
        say("claim-denied-before", count=view.denied_before) if view.denied_before else None,
        GAP,
        *_compared(say, view),
        GAP,
        say("claim-beware"),
    )


def _claim(say: Wording, view: ClaimView) -> Markup:
    claim = view.claim
    return lines(
        say("user-title", who=who(say, view.person, claim.telegram_user_id)),
        say("claim-words", words=quoted(claim.text), when=When(claim.created_at)),
    )


def _compared(say: Wording, view: ClaimView) -> list[Markup]:
    """What the claim names, and who has it already; else what waits for its buyer."""
    found = [_taken(say, one, owner) for one, owner in view.taken[:_MATCHES]]
    if view.matches:
        shown = [_payment(say, one, None) for one in view.matches[:_MATCHES]]
        return [*found, say("claim-matching"), *shown]
    if view.waiting:
        shown = [_payment(say, one, None) for one in view.waiting]
        return [*found, say("claim-no-match"), *shown]
    return [*found, say("claim-nothing-waits")]


def _taken(say: Wording, purchase: Purchase, owner: Person | None) -> Markup:
    return lines(say("claim-not-theirs"), _payment(say, purchase, owner))


def _payment(say: Wording, purchase: Purchase, owner: Person | None) -> Markup:
    return lines(
        say("card-product", what=say.product(purchase)),
        buyer(say, purchase, owner),
        paid_line(say, purchase),
    )


def _rows(say: Wording, view: ClaimView) -> Rows:
    claim = view.claim
    offered = view.matches[:_MATCHES] or view.waiting
    name = short_name(say, view.person, claim.telegram_user_id)
    return [
        *([button(_theirs(say, one), AskApproveAs(id=claim.id, row=one.id))] for one in offered),
        [button(say.plain("button-claim-deny"), AskDeny(id=claim.id))],
        [button(say.plain("button-buyer", name=name), ShowUser(id=claim.telegram_user_id))],
        [to_attention(say)],
    ]


def _theirs(say: Wording, purchase: Purchase) -> str:
    return say.plain("button-claim-theirs", what=purchase_label(say, purchase))


def _sure(say: Wording, view: ClaimView, purchase: Purchase) -> tuple[Markup, Rows]:
    """The last question before a payment is given to the claimant."""
    text = lines(
        say("claim-sure"),
        GAP,
        _claim(say, view),
        GAP,
        _payment(say, purchase, None),
        GAP,
        say("claim-beware"),
    )
    sure = Approve(id=view.claim.id, row=purchase.id)
    return text, [
        [button(say.plain("button-claim-sure"), sure)],
        [button(say.plain("button-back"), ShowClaim(id=view.claim.id))],
    ]


def _approved(say: Wording, view: ClaimView, purchase: Purchase) -> tuple[Markup, Rows]:
    effect = None
    if purchase.held_reason is not None:
        effect = say("claim-still-held", reason=say.held_reason(purchase.held_reason))
    elif purchase.status is PurchaseStatus.APPLIED:
        effect = say("claim-has-access")
    text = lines(say("claim-approved"), effect, GAP, _claim(say, view))
    return text, _rows_after(say, view)


def _decision(say: Wording, view: ClaimView) -> Markup:
    if view.claim.state is ClaimState.APPROVED:
        return say("claim-approved")
    return say("claim-denied")


def _rows_after(say: Wording, view: ClaimView) -> Rows:
    row = view.claim.purchase_row
    purchase = [button(say.plain("button-purchase"), ShowPurchase(id=row))] if row else []
    return [purchase, [to_attention(say)]]
