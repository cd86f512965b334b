"""People: everyone who wrote to the bot, how to find them, and whether it may write to them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import PersonId, bare_username
from bot.domain.records import Person
from storage import facts, outbox, people
from storage.engine.database import Database
from storage.engine.tx import Tx

_ADMINS = "admins"
"""The fact with the ids of everybody who has ever been an admin."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's names and language as Telegram has them."""

    telegram_user_id: PersonId
    name: str
    username: str | None
    language_code: str | None

    def newcomer(self, now: int) -> Person:
        """Return the person of this profile as if the bot met them now."""
        return Person(
            telegram_user_id=self.telegram_user_id,
            name=self.name,
            username=self.username,
            language_code=self.language_code,
            locale=None,
            first_seen_at=now,
            started_at=None,
            blocked_at=None,
        )


@dataclass(frozen=True, slots=True)
class People:
    """Keeps the people table up to date with Telegram's updates."""

    db: Database
    clock: Clock

    async def meet(self, profile: Profile) -> Person:
        """Save the profile of a person who wrote or tapped in private.

        The bot may write to them now, so messages that waited for that go out. Nothing is written
        unless something changed.
        """
        person = await self.db.read(lambda tx: people.get(tx, profile.telegram_user_id))
        if person is not None and _is_up_to_date(person, profile):
            return person
        now = self.clock.now()
        return await self.db.write(lambda tx: _save(tx, profile, now))

    async def note(self, profile: Profile) -> None:
        """Save the profile of somebody new, who hasn't written to the bot: it can't write to them
        yet."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            if people.get(tx, profile.telegram_user_id) is None:
                people.save_profile(tx, profile.newcomer(now), now)

        await self.db.write(work)

    async def choose_locale(self, telegram_user_id: PersonId, locale: str) -> None:
        await self.db.write(lambda tx: people.set_locale(tx, telegram_user_id, locale))

    async def chosen_locales(self, ids: Iterable[int]) -> dict[int, str | None]:
        """Return the language that each person chose with /language; None if they chose none."""
        return await self.db.read(lambda tx: _chosen_locales(tx, ids))

    async def all_who_were_admins(self, admin_ids: Collection[int]) -> dict[int, str | None]:
        """Return these admins and then all earlier ones, with the languages they chose."""

        def work(tx: Tx) -> dict[int, str | None]:
            former = remember_admins(tx, admin_ids).difference(admin_ids)
            return _chosen_locales(tx, (*admin_ids, *sorted(former)))

        return await self.db.write(work)

    async def blocked(self, telegram_user_id: PersonId) -> None:
        """Record that the person blocked the bot; their messages wait until they come back."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            people.set_blocked(tx, telegram_user_id, "blocked the bot", now)
            outbox.wait_for_person(tx, telegram_user_id, "blocked the bot", now)

        await self.db.write(work)

    async def unblocked(self, telegram_user_id: PersonId) -> None:
        """Record that the bot may write again; messages that waited for that go out."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            people.set_reachable(tx, telegram_user_id, now)
            outbox.release(tx, telegram_user_id, now)

        await self.db.write(work)

    async def no_more_news(self, telegram_user_id: PersonId) -> bool:
        """Leave the person out of all broadcasts from now on; return False if they are already."""
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            outbox.cancel_news(tx, telegram_user_id, now)
            return people.set_no_news(tx, telegram_user_id, now)

        return await self.db.write(work)

    async def news_again(self, telegram_user_id: PersonId) -> bool:
        """Let the person get broadcasts again; return False if they get them already."""
        return await self.db.write(lambda tx: people.set_no_news(tx, telegram_user_id, None))

    async def get(self, telegram_user_id: int) -> Person | None:
        return await self.db.read(lambda tx: people.get(tx, telegram_user_id))

    async def find(self, text: str) -> Person | None:
        """Find somebody by a Telegram id or an @username as an admin types it."""
        cleaned = bare_username(text) or ""
        if re.fullmatch(r"[0-9]{1,18}", cleaned):
            return await self.get(int(cleaned))
        return await self.db.read(lambda tx: people.by_username(tx, cleaned))


def remember_admins(tx: Tx, ids: Iterable[int]) -> set[int]:
    """Add these to everybody who has ever been an admin, and return all of them: once they are none
    any more, their menu must be that of buyers."""
    known = {int(one) for one in (facts.get(tx, _ADMINS) or "").split()}.union(ids)
    facts.put(tx, _ADMINS, " ".join(map(str, sorted(known))))
    return known


def _chosen_locales(tx: Tx, ids: Iterable[int]) -> dict[int, str | None]:
    known = {one: people.get(tx, one) for one in ids}
    return {one: person.locale if person else None for one, person in known.items()}


def _is_up_to_date(person: Person, profile: Profile) -> bool:
    known = (person.name, person.username, person.language_code)
    present = (profile.name, profile.username, profile.language_code)
    return known == present and person.started_at is not None and person.blocked_at is None


def _save(tx: Tx, profile: Profile, now: int) -> Person:
    people.save_profile(tx, profile.newcomer(now), now)
    people.set_reachable(tx, profile.telegram_user_id, now)
    outbox.release(tx, profile.telegram_user_id, now)
    person = people.get(tx, profile.telegram_user_id)
    if person is None:
        raise LookupError("a person vanished inside their own transaction")
    return person
