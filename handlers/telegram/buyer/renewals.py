"""The buttons below /status with which buyers stop a renewal in Stars, or allow it again."""

from collections.abc import Iterable

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.deps import Deps
from bot.domain.records import Person
from bot.domain.stars_renewals.renewal import Renewal
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.stars import renewal_phrases as ui
from bot.usecases.stars import renewals as acts
from handlers.telegram.callbacks.shared import ShowStatus
from handlers.telegram.callbacks.stars import AskEditRenewal, EditRenewal
from handlers.telegram.ui.screen import alert, button, done, show

Rows = list[list[InlineKeyboardButton]]


def register(router: Router) -> None:
    router.callback_query.register(ask, AskEditRenewal.filter())
    router.callback_query.register(edit, EditRenewal.filter())


def status_lines(say: Wording, renewals: Iterable[Renewal], now: int) -> list[Markup]:
    """Return how the renewals of somebody stand, for /status."""
    shown = ui.shown(renewals, now)
    return [say("stars-status-title"), *(ui.line(say, one, now) for one in shown)] if shown else []


def status_rows(say: Wording, renewals: Iterable[Renewal], now: int) -> Rows:
    """Return the buttons that stop each of them, or allow it again."""
    found = []
    for one in ui.shown(renewals, now):
        asked = ui.possible(one, now, by_admin=False)
        if asked is not None:
            pressed = AskEditRenewal(id=one.id, asked=asked)
            found.append([button(ui.label(say, one, asked), pressed)])
    return found


async def ask(
    query: CallbackQuery, callback_data: AskEditRenewal, deps: Deps, person: Person, say: Wording
) -> None:
    """Ask once more, so that nothing stops by a slip."""
    one = await _own(query, callback_data, deps, person, say)
    if one is None:
        return
    asked = callback_data.asked
    yes = button(say.plain(f"button-stars-{asked}-yes"), EditRenewal(id=one.id, asked=asked))
    back = button(say.plain("button-back"), ShowStatus())
    await show(query, ui.question(say, one, asked, theirs=False), [[yes], [back]])
    await done(query)


async def edit(
    query: CallbackQuery, callback_data: EditRenewal, deps: Deps, person: Person, say: Wording
) -> None:
    """Ask Telegram once, and say how it ended."""
    one = await _own(query, callback_data, deps, person, say)
    if one is None:
        return
    actor = acts.person(person.telegram_user_id)
    outcome = await deps.stars_renewals.edit(one.id, callback_data.asked, actor)
    now = await deps.stars_renewals.get(one.id) or one
    said = say(f"stars-renewal-{callback_data.asked}-{outcome}", **ui.facts(say, now))
    text = lines(said, GAP, ui.line(say, now, deps.clock.now()))
    await show(query, text, [[button(say.plain("button-status"), ShowStatus())]])
    await done(query)


async def _own(
    query: CallbackQuery,
    pressed: AskEditRenewal | EditRenewal,
    deps: Deps,
    person: Person,
    say: Wording,
) -> Renewal | None:
    """Return the renewal; where it isn't this person's, say that the button is stale."""
    one = await deps.stars_renewals.get(pressed.id)
    if one is None or one.telegram_user_id != person.telegram_user_id:
        await alert(query, say.plain("error-stale-button"))
        return None
    return one
