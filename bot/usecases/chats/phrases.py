"""Phrases about private chats that admins read, in the chat and in the console."""

from bot.domain.membership import AccessChat
from bot.domain.models import PlanId
from bot.texts import GAP, Markup, lines
from bot.usecases.chats.plan_chats import ChatOfPlan
from bot.usecases.outbox.wording import Wording

_WITHOUT_PLANS = {
    "plan-chats-choose": "plan-chats-choose-only",
    "plan-chats-another": "plan-chats-another-only",
    "plan-chat-close-question": "plan-chat-close-question-only",
    "plan-chat-open-question": "plan-chat-open-question-only",
    "plan-chat-open-removes": "plan-chat-open-removes-only",
    "plan-chat-close-last": "plan-chat-close-last-only",
    "button-plan-its-chats": "button-plan-its-chats-only",
    "toast-plan-chat-opened": "toast-plan-chat-opened-only",
    "toast-plan-chat-closed": "toast-plan-chat-closed-only",
}
"""The texts of a shop with one plan, whose readers never read of plans."""


def title(chat: AccessChat) -> str:
    return chat.title or str(chat.chat_id)


def entry(one: ChatOfPlan, say: Wording) -> list[Markup]:
    """Return a chat as a plan sees it: whether it opens it, who else does, what is wrong there."""
    mark = "on" if one.is_open else "off"
    found = [say("plan-chat-entry", mark=mark, title=title(one.chat))]
    if one.in_settings:
        found.append(say("plan-chat-in-settings"))
    if one.others:
        found.append(say("plan-chat-others", names=names_of(one.others, say)))
    if one.is_open and one.chat.has_problem:
        problem = "gone" if one.chat.is_gone else "rights"
        found.append(say("plan-chat-problem", problem=problem))
    return found


def close_question(plan_id: PlanId, one: ChatOfPlan, say: Wording) -> Markup:
    """Return the question before a plan opens a chat no longer, with the people who leave it."""
    meaning = say(key_for(say, "plan-chat-close-last"))
    if one.others:
        others = names_of(one.others, say)
        meaning = say("plan-chat-close-removes", count=one.removed, others=others)
    names = {"plan": say.plan(plan_id), "title": title(one.chat)}
    return lines(say(key_for(say, "plan-chat-close-question"), **names), GAP, meaning)


def open_question(plan_id: PlanId, one: ChatOfPlan, say: Wording) -> Markup:
    """Return the question before a plan opens a chat, where people have to leave it."""
    plan = say.plan(plan_id)
    names = {"plan": plan, "title": title(one.chat)}
    return lines(
        say(key_for(say, "plan-chat-open-question"), **names),
        GAP,
        say(key_for(say, "plan-chat-open-removes"), count=one.removed, plan=plan),
    )


def names_of(plan_ids: tuple[PlanId, ...], say: Wording) -> Markup:
    """Return the names of several plans."""
    return Markup(", ".join(say("plan-name", name=say.plan(one)) for one in plan_ids))


def key_for(say: Wording, key: str) -> str:
    """Return the key of a text, which in a shop with one plan doesn't speak of plans."""
    return key if len(say.plans) > 1 else _WITHOUT_PLANS[key]
