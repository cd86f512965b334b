"""Private chats for subscribers: who knocks, who comes and goes, what the bot may do there."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.membership import PATIENCE_SECONDS, MembershipState
from bot.domain.models import PersonId
from bot.usecases.chats import sync
from bot.usecases.outbox import enqueue
from bot.usecases.people.people import Profile
from storage import access_chats, memberships, outbox, people
from storage.access_chats import AccessChat, Standing
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.memberships import Membership
from storage.outbox import Lane, NewMessage
from storage.people import Person

_LOOK_AGAIN_SECONDS = 3600
_ONE_WORD_SECONDS = 3600
"""Who knocks again and again reads the same word once in so long."""
_AT_ONCE = 200
_OURS = (MembershipState.LETTING_IN, MembershipState.INSIDE)


@dataclass(frozen=True, slots=True)
class Knock:
    """A request to join. `user_chat_id` may be written to for five minutes, started or not."""

    chat_id: int
    title: str
    profile: Profile
    user_chat_id: int


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody came into a chat, left it, or changed rank. `by_others`: neither themself nor us."""

    chat_id: int
    telegram_user_id: PersonId
    was_inside: bool
    is_inside: bool
    by_others: bool


@dataclass(frozen=True, slots=True)
class Door:
    """A button to a private chat."""

    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Chats:
    """Knows the chats of the settings, and no others."""

    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def take_up(self, configured: Iterable[int]) -> None:
        """At start-up: the settings' chats and no others, each looked at; and whatever was left
        undone while nobody was looking is seen to."""
        ids, now = tuple(configured), self.clock.now()

        def work(tx: Tx) -> None:
            access_chats.unlist_all(tx)
            for one in ids:
                access_chats.list_chat(tx, one)
            for chat in access_chats.listed(tx):
                sync.look_at(tx, chat.id, now)
            for membership in memberships.unattended(tx, now):
                sync.see_to(tx, membership, now)

        await self.db.write(work)

    async def tick(self) -> int:
        """Requests whose time is over, chats to look at again; how many that were."""
        now = self.clock.now()
        return await self.db.write(lambda tx: _tick(tx, now)) if await self._is_due(now) else 0

    async def _is_due(self, now: int) -> bool:
        return await self.db.read(
            lambda tx: bool(memberships.to_decline(tx, now, 1) or access_chats.to_look_at(tx, now))
        )

    async def knocked(self, knock: Knock) -> None:
        """Let in who has access. Others read how to get it, while their request stays open."""
        now = self.clock.now()
        known = await self.db.read(lambda tx: access_chats.by_chat_id(tx, knock.chat_id))
        if known is not None:
            await self.db.write(lambda tx: _knocked(tx, known, knock, now))

    async def moved(self, move: Move) -> None:
        """Telegram tells who is in the chat; only what happens to people we know is kept."""
        found = await self.db.read(lambda tx: _known(tx, move))
        if found is not None:
            now = self.clock.now()
            await self.db.write(lambda tx: _moved(tx, move, now))

    async def rights_changed(
        self, chat_id: int, *, may_invite: bool, may_remove: bool, is_gone: bool
    ) -> None:
        """Somebody changed what the bot may do: tell the admins; what waited for it is done."""
        now = self.clock.now()
        standing = Standing(may_invite, may_remove, is_gone)

        def work(tx: Tx) -> None:
            chat = access_chats.by_chat_id(tx, chat_id)
            if chat is not None:
                set_standing(tx, chat, standing, self.admin_ids, now)

        await self.db.write(work)

    async def upgraded(self, chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup."""
        now = self.clock.now()
        await self.db.write(lambda tx: move_chat(tx, chat_id, new_chat_id, now))


def doors_of(tx: Tx, telegram_user_id: PersonId, now: int) -> tuple[Door, ...]:
    """The chats that this person may enter now; none without access."""
    if not sync.has_access(tx, telegram_user_id, now):
        return ()
    return tuple(
        Door(chat.title or str(chat.chat_id), chat.invite_link)
        for chat in access_chats.listed(tx)
        if chat.invite_link
    )


def set_standing(
    tx: Tx, chat: AccessChat, standing: Standing, admin_ids: Iterable[int], now: int
) -> None:
    """Admins are told once of each change; what waited for a right that is back is done."""
    before = Standing(chat.may_invite, chat.may_remove, chat.is_gone)
    if before == standing:
        return
    fine = standing == Standing()
    look_at = None if fine else now + _LOOK_AGAIN_SECONDS
    access_chats.set_standing(tx, chat.id, standing, look_at)
    turn = access_chats.next_turn(tx, chat.id)
    kind = enqueue.ADMIN_CHAT_WELL if fine else enqueue.ADMIN_CHAT_TROUBLE
    for admin_id in admin_ids:
        key = f"{kind}:{chat.id}:{turn}:{admin_id}"
        outbox.enqueue(tx, NewMessage(key, kind, admin_id, chat.id), now)
    if not standing.is_gone:
        outbox.release(tx, chat.chat_id, now)
        sync.look_at(tx, chat.id, now)


def move_chat(tx: Tx, chat_id: int, new_chat_id: int, now: int) -> None:
    chat = access_chats.by_chat_id(tx, chat_id)
    if chat is None:
        return
    outbox.readdress(tx, chat_id, new_chat_id)
    other = access_chats.by_chat_id(tx, new_chat_id)
    if other is None:
        access_chats.move(tx, chat.id, new_chat_id)
    else:
        access_chats.merge(tx, chat.id, other.id)
    sync.look_at(tx, (other or chat).id, now)


def _tick(tx: Tx, now: int) -> int:
    late = memberships.to_decline(tx, now, _AT_ONCE)
    for membership in late:
        memberships.patience_over(tx, membership.id)
        sync.see_to(tx, membership, now)
    troubled = access_chats.to_look_at(tx, now)
    for chat in troubled:
        access_chats.look_again_at(tx, chat.id, now + _LOOK_AGAIN_SECONDS)
        sync.look_at(tx, chat.id, now)
    return len(late) + len(troubled)


def _knocked(tx: Tx, chat: AccessChat, knock: Knock, now: int) -> None:
    if knock.title and knock.title != chat.title:
        access_chats.set_title(tx, chat.id, knock.title)
    person = knock.profile.telegram_user_id
    people.save_profile(tx, _person(knock.profile, now))
    active = sync.has_access(tx, person, now)
    memberships.ask(tx, chat.id, person, now, None if active else now + PATIENCE_SECONDS)
    membership = memberships.of_person_in(tx, chat.id, person)
    if membership is None:
        raise LookupError("a membership vanished inside its own transaction")
    if active:
        sync.see_to(tx, membership, now, hurried=True)
        return
    kind = enqueue.CHAT_KNOCK
    key = f"{kind}:{membership.id}:{now // _ONE_WORD_SECONDS}"
    word = NewMessage(key, kind, knock.user_chat_id, membership.id, lane=Lane.REMINDERS)
    outbox.enqueue(tx, word, now)


def _known(tx: Tx, move: Move) -> Membership | None:
    chat = access_chats.by_chat_id(tx, move.chat_id)
    return memberships.of_person_in(tx, chat.id, move.telegram_user_id) if chat else None


def _moved(tx: Tx, move: Move, now: int) -> None:
    membership = _known(tx, move)
    if membership is None:
        return
    if not move.is_inside:
        # Whom we are removing goes out by that work, which has more to do.
        memberships.change(tx, membership.id, _OURS, MembershipState.OUT)
    elif not move.was_inside:
        _came_in(tx, membership, move)
    else:
        sync.follow(tx, {move.telegram_user_id: None}, now)  # an administrator may be none now


def _came_in(tx: Tx, membership: Membership, move: Move) -> None:
    """By our approval, or past us: then they are others' guest and never removed."""
    if move.by_others:
        theirs = (MembershipState.ASKING, MembershipState.LETTING_IN)
        memberships.change(tx, membership.id, theirs, MembershipState.OUT)
        return
    memberships.change(tx, membership.id, (MembershipState.LETTING_IN,), MembershipState.INSIDE)
    memberships.change(tx, membership.id, (MembershipState.ASKING,), MembershipState.OUT)


def _person(profile: Profile, now: int) -> Person:
    return Person(
        telegram_user_id=profile.telegram_user_id,
        name=profile.name,
        username=profile.username,
        language_code=profile.language_code,
        locale=None,
        first_seen_at=now,
        started_at=None,
        blocked_at=None,
    )
