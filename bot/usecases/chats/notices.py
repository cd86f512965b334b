"""Notices about private chats: to people who ask to join or were removed, and to admins."""

from collections.abc import Mapping

from bot.domain.membership import AccessChat, Membership, MembershipState
from bot.domain.models import Button, Message, PersonId, PlanId
from bot.texts import Markup
from bot.usecases.chats import sync
from bot.usecases.chats.requests import chat_links_of
from bot.usecases.outbox.invitation import invite
from bot.usecases.outbox.kinds import JobKind, NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from storage import access_chats, memberships
from storage.outbox import QueuedMessage


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
    title = _title(found[1])
    text = scene.say("notice-chat-request", title=title)
    instead = scene.say("notice-chat-request-waiting", title=title)
    return invite(scene, text, instead=instead, plan_id=_only_plan(scene, found[1]))


def _removed(scene: Scene) -> Message | None:
    found = _without_access(scene)
    if found is None:
        return None
    title = _title(found[1])
    text = scene.say("notice-chat-removed", title=title)
    instead = scene.say("notice-chat-removed-waiting", title=title)
    return invite(scene, text, instead=instead, plan_id=_only_plan(scene, found[1]))


def _only_plan(scene: Scene, chat: AccessChat | None) -> PlanId | None:
    """Return the plan that opens a chat; None where several do."""
    opening = access_chats.opened_by(scene.tx, chat.id) if chat is not None else []
    return opening[0] if len(opening) == 1 else None


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
