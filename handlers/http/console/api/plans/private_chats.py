"""The private chats of a plan: whoever would have to leave is counted and shown first."""

from bot.domain.plans import Plan
from bot.usecases.chats.phrases import close_question, entry, key_for, open_question, title
from bot.usecases.chats.plan_chats import ChatOfPlan
from handlers.http.console.api.plans.common import plan_of
from handlers.http.console.api.plans.models import Chats, ChatView, Done, Seen
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence


def routes() -> list[Route]:
    """Return the routes of private chats."""
    chat = "plans/{id}/chats/{chat}"
    return [
        Route("GET", "plans/{id}/chats", Chats, _list, summary="The chats that a plan opens"),
        Route("POST", f"{chat}/open", Done, _open, body=Seen, summary="The plan opens this chat"),
        Route(
            "POST",
            f"{chat}/close",
            Done,
            _close,
            body=Seen,
            summary="The plan opens this chat no longer",
        ),
    ]


async def _list(call: Call) -> Chats:
    plan = plan_of(call)
    found = await call.deps.plan_chats.of_plan(plan.id)
    hint = said(call.say(key_for(call.say, "plan-chats-another")))
    return Chats(chats=[_view(call, plan, one) for one in found], hint=" ".join(hint))


def _view(call: Call, plan: Plan, one: ChatOfPlan) -> ChatView:
    question: list[str] = []
    if one.is_open:
        question = said(close_question(plan.id, one, call.say))
    elif one.removed:
        question = said(open_question(plan.id, one, call.say))
    _, *more = entry(one, call.say)
    return ChatView(
        id=one.chat.id,
        title=title(one.chat),
        lines=[sentence(each) for each in more],
        is_open=one.is_open,
        in_settings=one.in_settings,
        removed=one.removed,
        question=question,
    )


async def _chat(call: Call) -> tuple[Plan, ChatOfPlan]:
    plan = plan_of(call)
    found = await call.deps.plan_chats.get(plan.id, call.whole("chat"))
    if found is None:
        raise call.missing()
    return plan, found


async def _open(call: Call) -> Done:
    plan, found = await _chat(call)
    opened = await call.deps.plan_chats.open(plan.id, found.chat.id, call.body.seen, call.admin)
    if not opened:
        raise call.changed()
    await call.deps.new_chats.answered(found.chat.id)
    return Done(text=call.text(key_for(call.say, "toast-plan-chat-opened")))


async def _close(call: Call) -> Done:
    plan, found = await _chat(call)
    if found.in_settings:
        raise Refused(409, "in-settings", call.text("toast-plan-chat-in-settings"))
    closed = await call.deps.plan_chats.close(plan.id, found.chat.id, call.body.seen, call.admin)
    if not closed:
        raise call.changed()
    return Done(text=call.text(key_for(call.say, "toast-plan-chat-closed")))
