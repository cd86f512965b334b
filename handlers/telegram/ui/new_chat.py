"""The question which plan opens a chat into which an admin has put the bot, and its answers."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.membership import AccessChat
from bot.domain.models import PlanId
from bot.domain.plans import Plan
from bot.texts import GAP, Markup, lines
from bot.usecases.chats.phrases import title
from bot.usecases.outbox.wording import Wording
from handlers.telegram.callbacks.new_chats import OpenNewChat, RefuseNewChat
from handlers.telegram.ui.screen import button

Rows = list[list[InlineKeyboardButton]]


def question(chat: AccessChat, sold: tuple[Plan, ...], say: Wording) -> tuple[Markup, Rows]:
    """Ask which plan opens the chat; with one plan, whether subscribers get in. A chat in which the
    bot isn't any more is only named."""
    if chat.is_gone:
        return say("chat-new-gone", title=title(chat)), []
    several = len(say.plans) > 1
    text = lines(
        say("chat-new-which-plan" if several else "chat-new-subscribers", title=title(chat)),
        *missing_rights(chat, say),
    )
    rows = [
        [
            button(
                _label(one, say) if several else say.plain("button-chat-new-yes"), _opens(one, chat)
            )
        ]
        for one in sold
    ]
    no = "button-chat-new-none" if several else "button-chat-new-no"
    return text, [*rows, [button(say.plain(no), RefuseNewChat(id=chat.id))]]


def missing_rights(chat: AccessChat, say: Wording) -> list[Markup]:
    """Return which rights the bot lacks there; nothing where it has both."""
    missing = [
        None if chat.may_invite else say("chat-right-invite"),
        None if chat.may_remove else say("chat-right-remove"),
    ]
    found = [one for one in missing if one]
    return [GAP, say("chat-new-rights"), *found] if found else []


def opened(chat: AccessChat, opening: Sequence[PlanId], say: Wording) -> Markup:
    """Say that the first of these plans opens the chat now, beside the others, and what to do
    next."""
    rights = missing_rights(chat, say) or [GAP, say("chat-new-next")]
    if len(say.plans) < 2:
        return lines(say("chat-new-opened", title=title(chat)), *rights)
    plan, *others = opening
    done = say("chat-new-opened-by", title=title(chat), plan=say.plan(plan))
    also = say("chat-new-opened-also", names=_names(others, say)) if others else None
    return lines(done, also, *rights)


def refused(chat: AccessChat, opening: Sequence[PlanId], say: Wording) -> Markup:
    """Say that the chat isn't for subscribers; or which plans open it all the same, because another
    admin was quicker."""
    several = len(say.plans) > 1
    if not opening:
        return say("chat-new-refused" if several else "chat-new-refused-only", title=title(chat))
    if not several:
        return say("chat-new-open-already", title=title(chat))
    return say("chat-new-open-already-by", title=title(chat), names=_names(opening, say))


def _names(plans: Sequence[PlanId], say: Wording) -> Markup:
    return Markup(", ".join(say("plan-name", name=say.plan(one)) for one in plans))


def _label(plan: Plan, say: Wording) -> str:
    return say.label("button-plan", plan=say.plan(plan.id))


def _opens(plan: Plan, chat: AccessChat) -> OpenNewChat:
    return OpenNewChat(id=plan.id, chat=chat.id)
