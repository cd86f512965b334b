"""Private chats: handles join requests, members who come and go, and the bot's rights there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.clock import Clock
from bot.domain.membership import (
    REQUEST_OPEN_SECONDS,
    AccessChat,
    ChatRights,
    Membership,
    MembershipState,
)
from bot.domain.models import PersonId, PlanId
from bot.usecases.chats import sync
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.people.people import Profile
from storage import access_chats, memberships, outbox, people, subscriptions
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import Lane, NewMessage

LOOK_AGAIN_SECONDS = 3600
_SAME_NOTICE_SECONDS = 3600
"""People who send one join request after another get a notice once in this time."""
_AT_ONCE = 200
_LET_IN_BY_US = (MembershipState.LETTING_IN, MembershipState.INSIDE)


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """A join request. The bot may write to `user_chat_id` for five minutes, even before /start."""

    chat_id: int
    title: str
    profile: Profile
    user_chat_id: int
    is_query: bool = False
    """Whether Telegram waits some seconds for a verdict, as the chat's admins have asked it to."""


class Verdict(StrEnum):
    """The answer to a join request that is a query, in Telegram's words."""

    APPROVE = "approve"
    QUEUE = "queue"
    """The request stays open, as one that is no query does."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict for Telegram; an approval is the membership's intent until it is recorded."""

    verdict: Verdict
    membership_id: int | None = None


@dataclass(frozen=True, slots=True)
class MemberUpdate:
    """Somebody joined a chat, left it, or changed rank.

    `by_others`: neither that person nor the bot did it.
    """

    chat_id: int
    telegram_user_id: PersonId
    was_inside: bool
    is_inside: bool
    by_others: bool


@dataclass(frozen=True, slots=True)
class ChatLink:
    """A private chat's title and invite link, for a button."""

    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Chats:
    """The private chats that plans open; updates from other chats are ignored."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]
    configured: tuple[int, ...] = ()
    """The settings' ACCESS_CHAT_IDS."""

    async def on_start(self) -> None:
        """List the chats of the settings beside those that admins have added, and queue a look at
        each; also queue the next step of every membership that was left undone while the bot was
        down."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            access_chats.list_of_settings(tx, self.configured)
            for chat in access_chats.listed(tx):
                sync.queue_look(tx, chat.id, now)
            for membership in memberships.without_queued_step(tx, now):
                sync.queue_step(tx, membership, now)

        await self.db.write(work)

    async def tick(self) -> int:
        """Queue steps for expired requests, and looks that are due; return how many there were."""
        now = self.clock.now()
        return await self.db.write(lambda tx: _tick(tx, now)) if await self._is_due(now) else 0

    async def next_at(self, since: int) -> int | None:
        """Return when the next request expires, or a look at a chat is due, after `since`."""

        def query(tx: Tx) -> int | None:
            found = (memberships.next_decline(tx, since), access_chats.next_look(tx, since))
            return min((at for at in found if at is not None), default=None)

        return await self.db.read(query)

    async def _is_due(self, now: int) -> bool:
        return await self.db.read(
            lambda tx: bool(memberships.to_decline(tx, now, 1) or access_chats.to_look_at(tx, now))
        )

    async def join_requested(self, request: JoinRequest) -> Decision:
        """Approve the request of a person with access; tell others how to get it.

        Their request stays open meanwhile. A query is approved by the caller, who then calls
        `verdict_given`; any other request by a job.
        """
        now = self.clock.now()
        known = await self.db.read(lambda tx: access_chats.by_chat_id(tx, request.chat_id))
        if known is None:
            return Decision(Verdict.QUEUE)
        return await self.db.write(lambda tx: _join_requested(tx, known, request, now))

    async def verdict_given(self, decision: Decision, *, taken: bool) -> None:
        """Record whether Telegram took the verdict. An approval that it didn't take, or of which
        that isn't known, is left to a job: the request may still be open."""
        membership_id = decision.membership_id
        if decision.verdict is not Verdict.APPROVE or membership_id is None:
            return
        now = self.clock.now()

        def work(tx: Tx) -> None:
            if taken:
                before = (MembershipState.LETTING_IN,)
                memberships.change(tx, membership_id, before, MembershipState.INSIDE)
            membership = memberships.get(tx, membership_id)
            if membership is not None and sync.has_step(tx, membership, now):
                sync.queue_step(tx, membership, now, urgent=True)

        await self.db.write(work)

    async def member_updated(self, update: MemberUpdate) -> None:
        """Record a member's change that Telegram reports, if they ever sent a join request."""
        found = await self.db.read(lambda tx: _known(tx, update))
        if found is not None:
            now = self.clock.now()
            await self.db.write(lambda tx: _member_updated(tx, update, now))

    async def rights_changed(
        self, chat_id: int, *, may_invite: bool, may_remove: bool, is_gone: bool
    ) -> None:
        """Record the bot's changed rights, notify admins, and release jobs that waited for them."""
        now = self.clock.now()
        rights = ChatRights(may_invite, may_remove, is_gone)

        def work(tx: Tx) -> None:
            chat = access_chats.by_chat_id(tx, chat_id)
            if chat is not None:
                set_rights(tx, chat, rights, self.admin_ids, now)

        await self.db.write(work)

    async def upgraded(self, chat_id: int, new_chat_id: int) -> None:
        """Record the new id of a group that became a supergroup."""
        now = self.clock.now()
        await self.db.write(lambda tx: move_chat(tx, chat_id, new_chat_id, now))


def chat_links_of(tx: Tx, telegram_user_id: PersonId, now: int) -> tuple[ChatLink, ...]:
    """Return the chats that this person may enter now; none without access."""
    every = subscriptions.of_person(tx, telegram_user_id)
    return chat_links_by(tx, [plan_id for plan_id, one in every.items() if one.active_at(now)])


def chat_links_by(tx: Tx, current: Sequence[PlanId]) -> tuple[ChatLink, ...]:
    """Return the chats that somebody with these plans may enter."""
    if not current:
        return ()
    return tuple(
        ChatLink(chat.title or str(chat.chat_id), chat.invite_link)
        for chat in access_chats.opened_by_any(tx, current)
        if chat.invite_link
    )


def set_rights(
    tx: Tx, chat: AccessChat, rights: ChatRights, admin_ids: Iterable[int], now: int
) -> None:
    """Record changed rights, notify admins once, and release jobs that waited for a right."""
    before = ChatRights(chat.may_invite, chat.may_remove, chat.is_gone)
    if before == rights:
        return
    fine = rights == ChatRights()
    look_at = None if fine else now + LOOK_AGAIN_SECONDS
    access_chats.set_rights(tx, chat.id, rights, look_at)
    turn = access_chats.next_turn(tx, chat.id)
    kind = NoticeKind.ADMIN_CHAT_FINE if fine else NoticeKind.ADMIN_CHAT_PROBLEM
    for admin_id in admin_ids:
        key = f"{kind}:{chat.id}:{turn}:{admin_id}"
        outbox.enqueue(tx, NewMessage(key, kind, admin_id, chat.id), now)
    if not rights.is_gone:
        outbox.release(tx, chat.chat_id, now)
        sync.queue_look(tx, chat.id, now)


def move_chat(tx: Tx, chat_id: int, new_chat_id: int, now: int) -> None:
    """Give a chat and its queued jobs the new id; make one of the two if both are known."""
    chat = access_chats.by_chat_id(tx, chat_id)
    if chat is None:
        access_chats.move_unlisted(tx, chat_id, new_chat_id)
        return
    outbox.readdress(tx, chat_id, new_chat_id)
    other = access_chats.known_by_id(tx, new_chat_id)
    if other is None:
        access_chats.move(tx, chat.id, new_chat_id)
    else:
        access_chats.merge(tx, chat.id, other.id)
    sync.queue_look(tx, (other or chat).id, now)


def _tick(tx: Tx, now: int) -> int:
    late = memberships.to_decline(tx, now, _AT_ONCE)
    for membership in late:
        memberships.expire_request(tx, membership.id)
        sync.queue_step(tx, membership, now)
    with_problem = access_chats.to_look_at(tx, now)
    for chat in with_problem:
        access_chats.set_look_at(tx, chat.id, now + LOOK_AGAIN_SECONDS)
        sync.queue_look(tx, chat.id, now)
    return len(late) + len(with_problem)


def _join_requested(tx: Tx, chat: AccessChat, request: JoinRequest, now: int) -> Decision:
    if request.title and request.title != chat.title:
        access_chats.set_title(tx, chat.id, request.title)
    person = request.profile.telegram_user_id
    people.save_profile(tx, request.profile.newcomer(now), now)
    active = sync.has_access(tx, person, chat.id, now)
    decline_at = None if active else now + REQUEST_OPEN_SECONDS
    memberships.save_request(tx, chat.id, person, now, decline_at)
    membership = memberships.of_person_in(tx, chat.id, person)
    if membership is None:
        raise LookupError("a membership vanished inside its own transaction")
    if active and request.is_query:
        before = (MembershipState.ASKING,)
        memberships.change(tx, membership.id, before, MembershipState.LETTING_IN)
        return Decision(Verdict.APPROVE, membership.id)
    if active:
        sync.queue_step(tx, membership, now, urgent=True)
        return Decision(Verdict.APPROVE, membership.id)
    kind = NoticeKind.CHAT_JOIN_REQUEST
    key = f"{kind}:{membership.id}:{now // _SAME_NOTICE_SECONDS}"
    notice = NewMessage(key, kind, request.user_chat_id, membership.id, lane=Lane.REMINDERS)
    outbox.enqueue(tx, notice, now)
    return Decision(Verdict.QUEUE, membership.id)


def _known(tx: Tx, update: MemberUpdate) -> Membership | None:
    chat = access_chats.by_chat_id(tx, update.chat_id)
    return memberships.of_person_in(tx, chat.id, update.telegram_user_id) if chat else None


def _member_updated(tx: Tx, update: MemberUpdate, now: int) -> None:
    membership = _known(tx, update)
    if membership is None:
        return
    if not update.is_inside:
        # The job that removes a person also records that they are out, and does more.
        memberships.change(tx, membership.id, _LET_IN_BY_US, MembershipState.OUT)
    elif not update.was_inside:
        _joined(tx, membership, update)
    else:
        # The rank of a member changed: an administrator, who can't be removed, may be none now.
        sync.queue_steps(tx, {update.telegram_user_id: None}, now)


def _joined(tx: Tx, membership: Membership, update: MemberUpdate) -> None:
    """Record a person who joined; people whom others let in are out for the bot, never removed."""
    if update.by_others:
        before = (MembershipState.ASKING, MembershipState.LETTING_IN)
        memberships.change(tx, membership.id, before, MembershipState.OUT)
        return
    memberships.change(tx, membership.id, (MembershipState.LETTING_IN,), MembershipState.INSIDE)
    memberships.change(tx, membership.id, (MembershipState.ASKING,), MembershipState.OUT)
