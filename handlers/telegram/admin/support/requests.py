"""Questions that nobody has answered: an admin gets one again to reply to, or closes it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.deps import Deps
from bot.domain.models import PersonId
from bot.texts import GAP, Markup, When, lines, quoted
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link, short_name
from bot.usecases.support.support import OpenRequest
from handlers.telegram.admin.shared.buttons import to_attention
from handlers.telegram.callbacks.people import ShowUser
from handlers.telegram.callbacks.support import (
    CloseSupportRequest,
    SendSupportRequest,
    ShowSupportRequest,
)
from handlers.telegram.ui.screen import button, done, show


def register(router: Router) -> None:
    router.callback_query.register(open_card, ShowSupportRequest.filter())
    router.callback_query.register(send_again, SendSupportRequest.filter())
    router.callback_query.register(close, CloseSupportRequest.filter())


async def open_card(
    query: CallbackQuery, callback_data: ShowSupportRequest, say: Wording, deps: Deps
) -> None:
    await _show_card(query, PersonId(callback_data.id), say, deps)
    await done(query)


async def send_again(
    query: CallbackQuery, callback_data: SendSupportRequest, say: Wording, deps: Deps
) -> None:
    sent = await deps.support.send_again(PersonId(callback_data.id), query.from_user.id)
    if not sent:
        await _show_card(query, PersonId(callback_data.id), say, deps)
    await done(query, say.plain("toast-support-sent-again") if sent else None)


async def close(
    query: CallbackQuery, callback_data: CloseSupportRequest, say: Wording, deps: Deps
) -> None:
    person_id = PersonId(callback_data.id)
    closed = await deps.support.close(person_id, callback_data.up_to, query.from_user.id)
    if closed:
        who = person_link(say, await deps.people.get(person_id), person_id)
        await show(query, say("support-request-closed", who=who), [[to_attention(say)]])
        await done(query)
    else:
        await _show_card(query, person_id, say, deps)
        await done(query, say.plain("toast-changed"))


async def _show_card(query: CallbackQuery, person_id: PersonId, say: Wording, deps: Deps) -> None:
    found = await deps.support.request(person_id)
    if found is None:
        await show(query, say("support-request-gone"), [[to_attention(say)]])
        return
    request = found.request
    name = short_name(say, found.person, person_id)
    rows = [
        [button(say.plain("button-support-send"), SendSupportRequest(id=person_id))],
        [
            button(
                say.plain("button-support-close"),
                CloseSupportRequest(id=person_id, up_to=request.messages[-1]),
            )
        ],
        [button(say.label("button-person", name=name), ShowUser(id=person_id))],
        [to_attention(say)],
    ]
    await show(query, _card(say, found), rows)


def _card(say: Wording, found: OpenRequest) -> Markup:
    request = found.request
    return lines(
        say("support-request-title"),
        say("support-request-who", who=person_link(say, found.person, request.telegram_user_id)),
        say("support-request-since", when=When(request.since), count=len(request.messages)),
        GAP,
        say("support-request-text", words=quoted(request.text)) if request.text else None,
        say("support-request-how-to-answer"),
    )
