"""Owners add and remove admins; after a restore these wait until an owner has confirmed them."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeVar

from bot.clock import Clock
from bot.domain.models import PersonId
from bot.domain.records import Person
from bot.usecases.admins.announce import RoleChange, What, ask_owners, record, say_goodbye
from bot.usecases.admins.choices import NoticeChoices
from bot.usecases.admins.roll import AdminRoll
from bot.usecases.people.people import Profile, remember_admins
from storage import broadcasts, facts, people
from storage.admins import added, notice_choices
from storage.admins.added import AddedAdmin
from storage.admins.queued_notices import cancel_admin_notices, readers_of_admin_notices
from storage.console import links, sessions
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.inbox import conversations

T = TypeVar("T")
Remember = Callable[[str], Awaitable[None]]
"""Keeps the present word for the admins apart from the database."""

RESTORED = "admins_wait_since"
"""The fact that lets added admins wait from the next start on, in Unix seconds."""
CONSOLE_CLOSED = "console_closed_at"
"""The fact with the time of the latest restore: whatever opened the console before is over."""
MOST_ADMINS = 20
"""The most admins that owners may add: each of them gets each notice."""
VERSION = "admins_version"
"""The fact with a random word that every change of the admins replaces."""


class AddOutcome(Enum):
    """The outcome of adding somebody."""

    ADDED = auto()
    NOT_ADDED = auto()
    """They run the shop already, or it is no owner who adds them."""
    TOO_MANY = auto()


@dataclass(frozen=True, slots=True)
class Member:
    """An owner or an admin; `person` is None for somebody the bot has never met, `added` for an
    owner."""

    id: PersonId
    person: Person | None
    added: AddedAdmin | None = None
    added_by: Person | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """All owners and all added admins, in their order."""

    owners: tuple[Member, ...]
    added: tuple[Member, ...]


async def nobody_remembers(_version: str) -> None:
    """Stand for the marker where there is none: in the sandbox and in tests."""


@dataclass(frozen=True, slots=True)
class Admins:
    """Changes who is an admin. Each change holds from its commit on, for everything in the bot."""

    db: Database
    clock: Clock
    roll: AdminRoll
    choices: NoticeChoices
    remember: Remember = nobody_remembers

    async def on_start(self) -> None:
        """Let added admins wait where the file is a restored copy, and ask the owners; drop the
        notices and the sessions of people who are no admins any more."""
        now = self.clock.now()

        def work(tx: Tx) -> list[AddedAdmin]:
            for owner in self.roll.owners:  # the settings decide about them from now on
                added.remove(tx, owner)
            since = facts.get(tx, RESTORED)
            if since is not None:
                facts.remove(tx, RESTORED)
                _close_console(tx, since)
                if added.let_all_wait(tx):
                    ask_owners(tx, self.roll.owners, since, now)
            found = added.every(tx)
            _forget_former_admins(tx, AdminRoll(self.roll.owners, found), now)
            return found

        self.roll.replace(await self.db.write(work))

    async def team(self) -> Team:
        """Return everybody who runs the shop, also those who wait to be confirmed."""

        def query(tx: Tx) -> Team:
            owners = [_member(tx, PersonId(one)) for one in self.roll.owners]
            return Team(tuple(owners), tuple(_added(tx, one) for one in added.every(tx)))

        return await self.db.read(query)

    async def member(self, person_id: int) -> Member | None:
        """Return an owner or an added admin; None for anybody else."""
        found = await self.team()
        return next((one for one in (*found.owners, *found.added) if one.id == person_id), None)

    async def add(self, profile: Profile, owner_id: int) -> AddOutcome:
        """Make somebody an admin. People whom the bot hasn't met are known by these names then."""
        now, person_id = self.clock.now(), profile.telegram_user_id
        if owner_id not in self.roll.owners or person_id in self.roll.owners:
            return AddOutcome.NOT_ADDED

        def work(tx: Tx) -> AddOutcome:
            if added.get(tx, person_id) is not None:
                return AddOutcome.NOT_ADDED
            if len(added.every(tx)) >= MOST_ADMINS:
                return AddOutcome.TOO_MANY
            _meet(tx, profile, now)
            added.add(tx, AddedAdmin(person_id, owner_id, now))
            _forget_dialogue(tx, person_id, now)
            remember_admins(tx, (person_id,))
            self._record(tx, What.ADDED, person_id, owner_id, now)
            return AddOutcome.ADDED

        return await self._change(work)

    async def confirm(self, person_id: int, owner_id: int) -> bool:
        """Let somebody be an admin again who waits for that; return False if nobody waits so."""
        now = self.clock.now()
        if owner_id not in self.roll.owners:
            return False

        def work(tx: Tx) -> bool:
            if not added.confirm(tx, person_id):
                return False
            self._record(tx, What.CONFIRMED, person_id, owner_id, now)
            return True

        return await self._change(work)

    async def remove(self, person_id: int, owner_id: int) -> bool:
        """Take an added admin's rights, questions and notices away; return False if they had none.

        An owner can't be removed like this: the settings say who is one.
        """
        now = self.clock.now()
        if owner_id not in self.roll.owners:
            return False

        def work(tx: Tx) -> bool:
            before = added.get(tx, person_id)
            if before is None or not added.remove(tx, person_id):
                return False
            _forget_dialogue(tx, person_id, now)
            number = self._record(tx, What.REMOVED, person_id, owner_id, now)
            if not before.is_waiting:
                say_goodbye(tx, person_id, number, now)
            return True

        return await self._change(work)

    def _record(self, tx: Tx, what: What, person_id: int, owner_id: int, now: int) -> int:
        """Record a change, give the admins a new version, and notify all of them; return the id of
        the record."""
        facts.put(tx, VERSION, secrets.token_hex(8))
        present = AdminRoll(self.roll.owners, added.every(tx))
        return record(tx, RoleChange(what, person_id, owner_id), present, now)

    async def _change(self, work: Callable[[Tx], T]) -> T:
        def whole(tx: Tx) -> tuple[T, list[AddedAdmin], str | None]:
            return work(tx), added.every(tx), facts.get(tx, VERSION)

        result, present, version = await self.db.write(whole)
        self.roll.replace(present)
        await self.choices.read_again()
        if version is not None:
            await self.remember(version)
        return result


def _forget_former_admins(tx: Tx, present: AdminRoll, now: int) -> None:
    for reader in readers_of_admin_notices(tx):
        if reader not in present:
            cancel_admin_notices(tx, reader, now)
    for one in sessions.every(tx):
        if one.admin_id not in present:
            sessions.remove(tx, one.key_hash)


def _close_console(tx: Tx, since: str) -> None:
    """End all that a restored copy would open the console with, up to the restore."""
    sessions.remove_all(tx)
    links.remove_all(tx)
    facts.put(tx, CONSOLE_CLOSED, since)


def _forget_dialogue(tx: Tx, person_id: int, now: int) -> None:
    """Forget what the person was asked, and their drafts, choices, notices and sessions as an
    admin: nothing that they had begun before a change goes on after it."""
    conversations.put(tx, person_id, None, {}, now)
    broadcasts.drop_drafts(tx, person_id)
    notice_choices.forget(tx, person_id)
    sessions.remove_of(tx, person_id)
    links.remove_of(tx, person_id)
    cancel_admin_notices(tx, person_id, now)


def _meet(tx: Tx, profile: Profile, now: int) -> None:
    """Store the names of somebody whom the bot has never met, as far as they are known."""
    if people.get(tx, profile.telegram_user_id) is not None:
        return
    if profile.name:
        people.save_profile(tx, profile.newcomer(now), now)
    else:
        people.ensure(tx, profile.telegram_user_id, None, now)


def _member(tx: Tx, person_id: PersonId) -> Member:
    return Member(person_id, people.get(tx, person_id))


def _added(tx: Tx, one: AddedAdmin) -> Member:
    person = people.get(tx, one.telegram_user_id)
    return Member(one.telegram_user_id, person, one, people.get(tx, one.added_by))
