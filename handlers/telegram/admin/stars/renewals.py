"""Admins stop a renewal in Stars, or allow it again; it stands in the history."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.stars_renewals.renewal import Renewal
from bot.texts import GAP, Markup, lines
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.stars import renewal_phrases as ui
from bot.usecases.stars import renewals as acts
from handlers.telegram.callbacks.people import ShowUser
from handlers.telegram.callbacks.stars import AskEditTheirRenewal, EditTheirRenewal
from handlers.telegram.ui.screen import alert, button, done, show


def register(router: Router) -> None:
    router.callback_query.register(ask, AskEditTheirRenewal.filter())
    router.callback_query.register(edit, EditTheirRenewal.filter())


async def ask(
    query: CallbackQuery, callback_data: AskEditTheirRenewal, deps: Deps, say: Wording
) -> None:
    one = await _known(query, callback_data, deps, say)
    if one is None:
        return
    asked = callback_data.asked
    yes = button(say.plain(f"button-stars-{asked}-yes"), EditTheirRenewal(id=one.id, asked=asked))
    back = button(say.plain("button-back"), ShowUser(id=one.telegram_user_id))
    text = lines(
        ui.question(say, one, asked, theirs=True),
        GAP,
        await _who(one, deps, say),
        ui.their_line(say, one, deps.clock.now()),
    )
    await show(query, text, [[yes], [back]])
    await done(query)


async def edit(
    query: CallbackQuery, callback_data: EditTheirRenewal, deps: Deps, say: Wording
) -> None:
    """Ask Telegram once, and say how it ended."""
    one = await _known(query, callback_data, deps, say)
    if one is None:
        return
    actor = acts.admin(query.from_user.id)
    outcome = await deps.stars_renewals.edit(one.id, callback_data.asked, actor)
    now = await deps.stars_renewals.get(one.id) or one
    text = lines(
        say(f"stars-renewal-{callback_data.asked}-{outcome}-theirs", **ui.facts(say, now)),
        GAP,
        await _who(now, deps, say),
        ui.their_line(say, now, deps.clock.now()),
    )
    card = button(say.plain("button-stars-person"), ShowUser(id=now.telegram_user_id))
    await show(query, text, [[card]])
    await done(query)


async def _known(
    query: CallbackQuery,
    pressed: AskEditTheirRenewal | EditTheirRenewal,
    deps: Deps,
    say: Wording,
) -> Renewal | None:
    one = await deps.stars_renewals.get(pressed.id)
    if one is None:
        await alert(query, say.plain("error-stale-button"))
    return one


async def _who(one: Renewal, deps: Deps, say: Wording) -> Markup:
    person = await deps.people.get(one.telegram_user_id)
    return say("user-title", who=person_link(say, person, one.telegram_user_id))
