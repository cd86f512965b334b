"""The words about private chats: to who knocks, to who was removed, to admins about a right."""

from collections.abc import Callable, Mapping
from typing import Protocol

from bot.domain.membership import MembershipState
from bot.domain.models import Button, Message, PersonId
from bot.texts import Markup
from bot.usecases.chats import sync
from bot.usecases.chats.requests import doors_of
from bot.usecases.outbox import enqueue
from bot.usecases.outbox.wording import Wording
from storage import access_chats, memberships
from storage.access_chats import AccessChat
from storage.engine.tx import Tx
from storage.memberships import Membership
from storage.outbox import QueuedMessage


class Scene(Protocol):
    """What a composer may look at; the same as in `notices`."""

    @property
    def tx(self) -> Tx: ...
    @property
    def queued(self) -> QueuedMessage: ...
    @property
    def say(self) -> Wording: ...
    @property
    def now(self) -> int: ...
    @property
    def subject(self) -> int: ...


def door_buttons(scene: Scene) -> tuple[tuple[Button, ...], ...]:
    """A row for each private chat that the person who reads this may enter now."""
    return tuple(
        (Button(scene.say.plain("button-chat", title=door.title), url=door.link),)
        for door in doors_of(scene.tx, PersonId(scene.queued.chat_id), scene.now)
    )


def undone(scene: Scene, dead: QueuedMessage) -> Markup | None:
    """What failed for good in a private chat; None for a message to a person."""
    if dead.kind == sync.LOOK_JOB:
        chat = access_chats.get(scene.tx, dead.subject_id or 0)
        return scene.say("notice-admin-chat-look", title=_title(chat), reason=dead.error or "")
    if dead.kind != sync.ACCESS_JOB:
        return None
    membership = memberships.get(scene.tx, dead.subject_id or 0)
    chat = access_chats.get(scene.tx, membership.access_chat) if membership else None
    who = scene.say.who(scene.tx, membership.telegram_user_id if membership else None)
    return scene.say(
        "notice-admin-chat-undone", who=who, title=_title(chat), reason=dead.error or ""
    )


def _knock(scene: Scene) -> Message | None:
    """Only while the request is open: what is decided needs no word on how to pay."""
    found = _without_access(scene)
    if found is None or found[0].state is not MembershipState.ASKING:
        return None
    text = scene.say("notice-chat-knock", title=_title(found[1]))
    return Message(text, ((Button(scene.say.plain("button-buy"), action="buy"),),))


def _removed(scene: Scene) -> Message | None:
    found = _without_access(scene)
    if found is None:
        return None
    text = scene.say("notice-chat-removed", title=_title(found[1]))
    return Message(text, ((Button(scene.say.plain("button-buy"), action="buy"),),))


def _without_access(scene: Scene) -> tuple[Membership, AccessChat | None] | None:
    membership = memberships.get(scene.tx, scene.subject)
    if membership is None or sync.has_access(scene.tx, membership.telegram_user_id, scene.now):
        return None
    return membership, access_chats.get(scene.tx, membership.access_chat)


def _admin_trouble(scene: Scene) -> Message | None:
    """As it is now: a right that came back meanwhile isn't called missing."""
    chat = access_chats.get(scene.tx, scene.subject)
    if chat is None or not chat.is_listed or not chat.troubled:
        return None
    if chat.is_gone:
        return Message(scene.say("notice-admin-chat-gone", title=_title(chat), id=chat.chat_id))
    missing = [
        None if chat.may_invite else scene.say("chat-right-invite"),
        None if chat.may_remove else scene.say("chat-right-remove"),
    ]
    rights = Markup("\n".join(one for one in missing if one))
    return Message(
        scene.say("notice-admin-chat-right", title=_title(chat), id=chat.chat_id, rights=rights)
    )


def _admin_well(scene: Scene) -> Message | None:
    chat = access_chats.get(scene.tx, scene.subject)
    if chat is None or not chat.is_listed or chat.troubled:
        return None
    return Message(scene.say("notice-admin-chat-well", title=_title(chat), id=chat.chat_id))


def _title(chat: AccessChat | None) -> str:
    return (chat.title or str(chat.chat_id)) if chat else "—"


COMPOSERS: Mapping[str, Callable[[Scene], Message | None]] = {
    enqueue.CHAT_KNOCK: _knock,
    enqueue.CHAT_REMOVED: _removed,
    enqueue.ADMIN_CHAT_TROUBLE: _admin_trouble,
    enqueue.ADMIN_CHAT_WELL: _admin_well,
}
