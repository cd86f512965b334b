"""Notices about private chats: to people who ask to join or were removed, and to admins."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.membership import AccessChat, Membership, MembershipState
from bot.domain.models import Button, Message, PersonId
from bot.texts import Markup
from bot.usecases.chats import sync
from bot.usecases.chats.requests import chat_links_of
from bot.usecases.outbox.invitation import invite
from bot.usecases.outbox.kinds import JobKind, NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from storage import access_chats, memberships, subscriptions
from storage.outbox import QueuedMessage


class _Keys(NamedTuple):
    """The keys of a notice about a chat: as it is, and while a payment of the reader waits."""

    without_access: tuple[str, str]
    with_another_plan: tuple[str, str]


_ASKED = _Keys(
    ("notice-chat-request", "notice-chat-request-waiting"),
    ("notice-chat-request-plan", "notice-chat-request-plan-waiting"),
)
_OUT = _Keys(
    ("notice-chat-removed", "notice-chat-removed-waiting"),
    ("notice-chat-removed-plan", "notice-chat-removed-plan-waiting"),
)


def chat_buttons(scene: Scene) -> tuple[tuple[Button, ...], ...]:
    """Return a row of buttons for each private chat that the reader may enter now."""
    return tuple(
        (Button(scene.say.label("button-chat", title=chat.title), url=chat.link),)
        for chat in chat_links_of(scene.tx, PersonId(scene.queued.chat_id), scene.now)
    )


def status_buttons(scene: Scene) -> tuple[tuple[Button, ...], ...]:
    """Return a button to each private chat that the reader may enter, then one to /status."""
    status = (Button(scene.say.plain("button-status"), action="status"),)
    return (*chat_buttons(scene), status)


def failed_job(scene: Scene, dead: QueuedMessage) -> Markup | None:
    """Return the text about a chat job that failed for good; None for a message to a person."""
    if dead.kind == JobKind.LOOK:
        chat = access_chats.get(scene.tx, dead.subject_id or 0)
        return scene.say(
            "notice-admin-chat-check-failed", title=_title(chat), reason=dead.error or ""
        )
    if dead.kind != JobKind.ACCESS:
        return None
    membership = memberships.get(scene.tx, dead.subject_id or 0)
    chat = access_chats.get(scene.tx, membership.access_chat) if membership else None
    who = scene.say.who(scene.tx, membership.telegram_user_id if membership else None)
    return scene.say(
        "notice-admin-chat-member-failed", who=who, title=_title(chat), reason=dead.error or ""
    )


def _join_request(scene: Scene) -> Message | None:
    """Tell how to pay, only while the request is open."""
    found = _without_access(scene)
    if found is None or found[0].state is not MembershipState.ASKING:
        return None
    return _invite_into(scene, _ASKED, *found)


def _removed(scene: Scene) -> Message | None:
    found = _without_access(scene)
    if found is None:
        return None
    return _invite_into(scene, _OUT, *found)


def _invite_into(
    scene: Scene, keys: _Keys, membership: Membership, chat: AccessChat | None
) -> Message:
    """Return a notice that leads to the prices of what opens the chat. People who have another plan
    now don't read that they have no access."""
    opening = access_chats.opened_by(scene.tx, chat.id) if chat is not None else []
    said, values = keys.without_access, {"title": _title(chat)}
    other = subscriptions.of_any_plan(scene.tx, membership.telegram_user_id)
    if opening and other is not None and other.active_at(scene.now):
        said = keys.with_another_plan
        names = [scene.say.plan(one.id) for one in scene.say.plans if one.id in opening]
        values["plans"] = ", ".join(names)
    text, instead = (scene.say(key, **values) for key in said)
    plan_id = opening[0] if len(opening) == 1 else None
    return invite(scene, text, instead=instead, plan_id=plan_id)


def _without_access(scene: Scene) -> tuple[Membership, AccessChat | None] | None:
    membership = memberships.get(scene.tx, scene.subject)
    if membership is None:
        return None
    person, access_chat = membership.telegram_user_id, membership.access_chat
    if sync.has_access(scene.tx, person, access_chat, scene.now):
        return None
    return membership, access_chats.get(scene.tx, access_chat)


def _admin_problem(scene: Scene) -> Message | None:
    """Report the problem as it is now; a right that came back meanwhile isn't called missing."""
    chat = access_chats.get(scene.tx, scene.subject)
    if chat is None or not chat.is_listed or not chat.has_problem:
        return None
    if chat.is_gone:
        named = access_chats.is_from_settings(scene.tx, chat.id)
        key = "notice-admin-chat-gone" if named else "notice-admin-chat-gone-added"
        return Message(scene.say(key, title=_title(chat), id=chat.chat_id))
    missing = [
        None if chat.may_invite else scene.say("chat-right-invite"),
        None if chat.may_remove else scene.say("chat-right-remove"),
    ]
    rights = Markup("\n".join(one for one in missing if one))
    return Message(
        scene.say("notice-admin-chat-rights", title=_title(chat), id=chat.chat_id, rights=rights)
    )


def _admin_restored(scene: Scene) -> Message | None:
    chat = access_chats.get(scene.tx, scene.subject)
    if chat is None or not chat.is_listed or chat.has_problem:
        return None
    return Message(scene.say("notice-admin-chat-restored", title=_title(chat), id=chat.chat_id))


def _title(chat: AccessChat | None) -> str:
    return (chat.title or str(chat.chat_id)) if chat else "—"


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.CHAT_JOIN_REQUEST: _join_request,
    NoticeKind.CHAT_REMOVED: _removed,
    NoticeKind.ADMIN_CHAT_PROBLEM: _admin_problem,
    NoticeKind.ADMIN_CHAT_FINE: _admin_restored,
}
