"""Claims: an admin compares the claimant's message with payments, and approves or denies it."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.models import PurchaseRow
from bot.domain.records import ClaimState, Person, Purchase
from bot.texts import GAP, Markup, When, lines, quoted
from bot.usecases.claims import phrases
from bot.usecases.claims.claims import ClaimView
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link, short_name
from bot.usecases.purchases.phrases import buyer, paid_line, purchase_label
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.callbacks.claims import (
    Approve,
    AskApprove,
    AskApproveAs,
    AskDeny,
    Deny,
    DenyUnmatched,
    ShowClaim,
)
from handlers.telegram.callbacks.people import ShowUser
from handlers.telegram.callbacks.shared import ShowPurchase
from handlers.telegram.ui.screen import button, done, show

_MATCHES = 4

Rows = list[list[InlineKeyboardButton]]


def register(router: Router) -> None:
    router.callback_query.register(open_card, ShowClaim.filter())
    router.callback_query.register(ask_approve, AskApprove.filter())
    router.callback_query.register(ask_approve_as, AskApproveAs.filter())
    router.callback_query.register(approve, Approve.filter())
    router.callback_query.register(ask_deny, AskDeny.filter())
    router.callback_query.register(deny, Deny.filter())
    router.callback_query.register(deny, DenyUnmatched.filter())


async def open_card(
    query: CallbackQuery, callback_data: ShowClaim, say: Wording, deps: Deps
) -> None:
    await _show_card(query, callback_data.id, say, deps)
    await done(query)


async def ask_approve(
    query: CallbackQuery, callback_data: AskApprove, say: Wording, deps: Deps
) -> None:
    """Answer the notice's button: ask at once where only one payment can be meant."""
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
        await done(query, say.plain("toast-changed"))


async def approve(query: CallbackQuery, callback_data: Approve, say: Wording, deps: Deps) -> None:
    row = PurchaseRow(callback_data.row)
    purchase = await deps.claims.approve(callback_data.id, row, query.from_user.id)
    view = await deps.claims.view(callback_data.id)
    if purchase is None or view is None:
        await _show_card(query, callback_data.id, say, deps)
        await done(query, say.plain("toast-quicker"))
        return
    card, now = await deps.purchases.card(row), deps.clock.now()
    subscription = card.subscription if card is not None else None
    has_access = subscription is not None and subscription.active_at(now)
    await show(query, *_approved(say, view, purchase, has_access=has_access))
    await done(query)


async def ask_deny(query: CallbackQuery, callback_data: AskDeny, say: Wording, deps: Deps) -> None:
    view = await _still_open(query, callback_data.id, say, deps)
    if view is None:
        return
    if view.names_own_payment:  # a denial would say that it wasn't found
        await show(query, _card(say, view), _rows(say, view))
        await done(query, say.plain("toast-changed"))
        return
    sure = Deny(id=view.claim.id) if view.matches else DenyUnmatched(id=view.claim.id)
    rows = [
        [button(say.plain("button-claim-deny-confirm"), sure)],
        [button(say.plain("button-back"), ShowClaim(id=view.claim.id))],
    ]
    compared = _compared(say, view) if view.matches else []
    text = lines(phrases.deny_question(say, view), GAP, _claim(say, view), GAP, *compared)
    await show(query, text, rows)
    await done(query)


async def deny(
    query: CallbackQuery, callback_data: Deny | DenyUnmatched, say: Wording, deps: Deps
) -> None:
    unmatched = isinstance(callback_data, DenyUnmatched)
    denied = await deps.claims.deny(callback_data.id, query.from_user.id, unmatched=unmatched)
    view = await deps.claims.view(callback_data.id)
    await _show_card(query, callback_data.id, say, deps)
    still_open = view is not None and view.claim.state is ClaimState.OPEN
    refused = say.plain("toast-changed" if still_open else "toast-quicker")
    await done(query, None if denied else refused)


async def _still_open(
    query: CallbackQuery, claim_id: int, say: Wording, deps: Deps
) -> ClaimView | None:
    """Return the claim if it is open; else show how it was decided and return None."""
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
        text = lines(phrases.decision(say, view), GAP, _claim(say, view))
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
        say("claim-warning"),
    )


def _claim(say: Wording, view: ClaimView) -> Markup:
    claim = view.claim
    return lines(
        say("user-title", who=person_link(say, view.person, claim.telegram_user_id)),
        say("claim-words", words=quoted(claim.text), when=When(claim.created_at)),
    )


def _compared(say: Wording, view: ClaimView) -> list[Markup]:
    """Return the payments that the claim may mean, else all that wait for a buyer.

    Payments that it names and that have a buyer already come first.
    """
    found = [_already_settled(say, one, owner) for one, owner in view.taken[:_MATCHES]]
    shown = [_payment(say, one, None) for one in view.choices]
    return [*found, phrases.choose(say, view), *shown]


def _already_settled(say: Wording, purchase: Purchase, owner: Person | None) -> Markup:
    return lines(say("claim-already-settled"), _payment(say, purchase, owner))


def _payment(say: Wording, purchase: Purchase, owner: Person | None) -> Markup:
    return lines(
        say("purchase-product", what=say.product(purchase)),
        buyer(say, purchase, owner),
        paid_line(say, purchase),
    )


def _rows(say: Wording, view: ClaimView) -> Rows:
    claim = view.claim
    name = short_name(say, view.person, claim.telegram_user_id)
    may_deny = not view.names_own_payment
    return [
        *(
            [button(_choice_label(say, one), AskApproveAs(id=claim.id, row=one.id))]
            for one in view.choices
        ),
        [button(say.plain("button-claim-deny"), AskDeny(id=claim.id))] if may_deny else [],
        [button(say.label("button-person", name=name), ShowUser(id=claim.telegram_user_id))],
        [to_attention(say)],
    ]


def _choice_label(say: Wording, purchase: Purchase) -> str:
    return say.label("button-claim-choose", what=purchase_label(say, purchase))


def _sure(say: Wording, view: ClaimView, purchase: Purchase) -> tuple[Markup, Rows]:
    """Return the last question before the claimant becomes the buyer of a payment."""
    text = lines(
        say("claim-approve-confirm"),
        GAP,
        _claim(say, view),
        GAP,
        _payment(say, purchase, None),
        GAP,
        say("claim-warning"),
    )
    sure = Approve(id=view.claim.id, row=purchase.id)
    return text, [
        [button(say.plain("button-claim-approve-confirm"), sure)],
        [button(say.plain("button-back"), ShowClaim(id=view.claim.id))],
    ]


def _approved(
    say: Wording, view: ClaimView, purchase: Purchase, *, has_access: bool
) -> tuple[Markup, Rows]:
    effect = phrases.effect(say, purchase, has_access=has_access)
    text = lines(say("claim-approved"), effect, GAP, _claim(say, view))
    return text, _rows_after(say, view)


def _rows_after(say: Wording, view: ClaimView) -> Rows:
    row = view.claim.purchase_row
    purchase = [button(say.plain("button-purchase"), ShowPurchase(id=row))] if row else []
    return [purchase, [to_attention(say)]]
