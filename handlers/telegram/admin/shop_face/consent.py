"""Consent in /shop: whether buyers agree to the terms before they pay, and who decided that."""

from collections.abc import Iterable

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.shop_face.texts import Place, Slot
from bot.texts import GAP, Markup, When, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.shop_face.consent import Decision
from handlers.telegram.admin.shop_face import screens
from handlers.telegram.buyer.offers import by_plan
from handlers.telegram.buyer.shop import newcomers_shop
from handlers.telegram.callbacks.consent import (
    AskEverybodyAgain,
    AskEverybodyAgainNow,
    SeeConsent,
    ShowConsent,
    SwitchConsent,
)
from handlers.telegram.ui.reply import reply
from handlers.telegram.ui.screen import alert, button, done, pager, show

_A_PAGE = 5


def register(router: Router) -> None:
    router.callback_query.register(open_card, ShowConsent.filter())
    router.callback_query.register(switch, SwitchConsent.filter())
    router.callback_query.register(see, SeeConsent.filter())
    router.callback_query.register(question, AskEverybodyAgain.filter())
    router.callback_query.register(ask_again, AskEverybodyAgainNow.filter())


async def open_card(
    query: CallbackQuery, callback_data: ShowConsent, state: FSMContext, deps: Deps, say: Wording
) -> None:
    await state.set_state(None)
    await show(query, *await _card(deps, say, callback_data.page))
    await done(query)


async def switch(
    query: CallbackQuery, callback_data: SwitchConsent, deps: Deps, say: Wording
) -> None:
    """Switch it on, where there are terms, or off."""
    on, seen = callback_data.on, callback_data.seen
    if on and deps.shop_face.terms(say.locale) is None:
        await alert(query, say.plain("toast-consent-no-terms"))
        return
    changed = await deps.consent.switch(on=on, seen=seen, admin_id=query.from_user.id)
    await show(query, *await _card(deps, say))
    await done(query, None if changed else say.plain("toast-changed"))


async def see(query: CallbackQuery, deps: Deps, say: Wording) -> None:
    """Send the prices as somebody new reads them, with the terms in the place of paying."""
    terms = deps.shop_face.terms(say.locale)
    if terms is None:
        await alert(query, say.plain("toast-consent-no-terms"))
        return
    first = next(iter(by_plan(await deps.catalog.offers())), None)
    await reply(query, *await newcomers_shop(deps, say, first, terms))


async def question(query: CallbackQuery, callback_data: AskEverybodyAgain, say: Wording) -> None:
    rows = [
        [
            button(
                say.plain("button-consent-again-now"), AskEverybodyAgainNow(seen=callback_data.seen)
            )
        ],
        [button(say.plain("button-back"), ShowConsent())],
    ]
    await show(query, say("consent-again-question"), rows)
    await done(query)


async def ask_again(
    query: CallbackQuery, callback_data: AskEverybodyAgainNow, deps: Deps, say: Wording
) -> None:
    if deps.shop_face.terms(say.locale) is None:
        await alert(query, say.plain("toast-consent-no-terms"))
        return
    changed = await deps.consent.ask_again(seen=callback_data.seen, admin_id=query.from_user.id)
    await show(query, *await _card(deps, say))
    await done(query, say.plain("toast-consent-again" if changed else "toast-changed"))


async def _card(deps: Deps, say: Wording, page: int = 0) -> tuple[Markup, screens.Rows]:
    found, pages = await deps.consent.history(page, _A_PAGE)
    has_terms = deps.shop_face.terms(say.locale) is not None
    agreed = await deps.consent.count()
    text = lines(
        say("consent-title"),
        say("consent-about"),
        GAP,
        say(_state(deps)),
        None if has_terms else say("consent-needs-terms"),
        say("consent-count", count=agreed) if agreed or deps.consent.is_on else None,
        *_history(found, say),
    )
    turn = pager(say, min(page, pages - 1), pages, lambda number: ShowConsent(page=number))
    return text, [*_rows(deps, say, has_terms=has_terms), turn, _back(say)]


def _state(deps: Deps) -> str:
    if not deps.consent.is_on:
        return "consent-off"
    return "consent-on" if deps.consent.payment_counts else "consent-on-all"


def _rows(deps: Deps, say: Wording, *, has_terms: bool) -> screens.Rows:
    seen, on = deps.consent.version, deps.consent.is_on
    rows = []
    if on or has_terms:
        key = "button-consent-off" if on else "button-consent-on"
        rows.append([button(say.plain(key), SwitchConsent(on=not on, seen=seen))])
    if has_terms:
        rows.append([button(say.plain("button-face-see"), SeeConsent())])
    if on and has_terms:
        rows.append([button(say.plain("button-consent-again"), AskEverybodyAgain(seen=seen))])
    return rows


def _history(found: Iterable[Decision], say: Wording) -> Iterable[Markup]:
    shown = [_decided(one, say) for one in found]
    return [GAP, say("consent-history"), *shown] if shown else []


def _decided(one: Decision, say: Wording) -> Markup:
    what = "again" if one.asks_again else "on" if one.rule.is_on else "off"
    who = person_link(say, one.admin, one.rule.admin_id)
    return say("consent-decided", what=what, when=When(one.rule.decided_at), who=who)


def _back(say: Wording) -> screens.Row:
    place = Place(Slot.TERMS, say.locale)
    return screens.back_to(place, say)
