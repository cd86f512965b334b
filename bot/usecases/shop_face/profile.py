"""The bot's own profile in Telegram: what admins want there, kept until Telegram has taken it.

A wish is on disk before Telegram is asked. Telegram lets a bot's name be changed only a few times a
day: then the wish waits, also through a restart, until its time has come or an admin cancels it.
"""

from asyncio import Lock
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from bot.clock import Clock
from bot.domain.models import PersonId
from bot.domain.records import AuditEntry
from bot.domain.shop_face.profile import (
    NOTHING,
    Failed,
    Part,
    Present,
    Spot,
    Wish,
    WishState,
)
from bot.usecases.shop_face.profile_calls import ProfileCalls, ProfileClient
from bot.usecases.shop_face.profile_state import (
    FIRST,
    PastWish,
    SpotState,
    is_held,
    past,
    seconds_left,
    state_of,
)
from storage import audit
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.shop_face import profile_wishes

_NOTED = 500
"""The most characters of words in the audit."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Nothing was asked of Telegram: somebody has wished something else meanwhile."""

    latest: Wish | None


@dataclass(slots=True)
class _Memory:
    waiting: bool = False
    on_waiting: list[Callable[[], None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BotProfile:
    """Reads and changes the bot's own name, texts and picture in Telegram."""

    db: Database
    clock: Clock
    client: ProfileClient
    admin_ids: Collection[int]
    _memory: _Memory = field(default_factory=_Memory)
    _lock: Lock = field(default_factory=Lock)

    async def on_start(self) -> None:
        """Look whether a wish waits; Telegram isn't asked for anything."""
        await self._look()

    @property
    def any_waiting(self) -> bool:
        """Whether a wish may wait for its time."""
        return self._memory.waiting

    def on_waiting(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever the first wish begins to wait."""
        self._memory.on_waiting.append(listener)

    async def read(self, spot: Spot) -> str | Failed:
        """Return what Telegram shows there now to readers of the language."""
        return await self.client.read(spot)

    async def state(self, spot: Spot) -> SpotState:
        now, bot_id = self.clock.now(), self.client.bot_id
        return await self.db.read(lambda tx: state_of(tx, bot_id, spot, now))

    async def changed_parts(self) -> list[Part]:
        """Return the parts in which something of the owner's own stands in Telegram."""
        bot_id = self.client.bot_id
        done = await self.db.read(profile_wishes.all_done)
        own = {one.spot.part for one in done if one.bot_id == bot_id and not one.is_original}
        return [part for part in Part if part in own]

    async def wish(self, spot: Spot, content: Present, seen: int, admin_id: int) -> Wish | Changed:
        """Let this stand in a spot, unless somebody has changed it since the admin saw `seen`; ask
        Telegram at once, where it lets the bot ask."""
        return await self._wish(_Asked(spot, content, seen, admin_id))

    async def restore(self, spot: Spot, seen: int, admin_id: int) -> Wish | Changed:
        """Let the original stand there again. Before the first change there is none."""
        state = await self.state(spot)
        if state.original is None:
            return Changed(state.latest)
        return await self._wish(_Asked(spot, state.original, seen, admin_id, is_original=True))

    async def get(self, wish_id: int) -> Wish | None:
        """Return a wish of this bot; None for no such wish."""
        wish = await self.db.read(lambda tx: profile_wishes.get(tx, wish_id))
        return wish if wish is not None and wish.bot_id == self.client.bot_id else None

    async def cancel(self, wish_id: int, admin_id: int) -> bool:
        """Cancel a wish that waits; return False if it does so no more."""
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            wish = profile_wishes.get(tx, wish_id)
            if wish is None or not profile_wishes.end(tx, wish_id, WishState.CANCELLED, now):
                return False
            _record(tx, wish.spot, "bot_profile_cancelled", admin_id, None, now)
            return True

        async with self._lock:
            cancelled = await self.db.write(work)
        await self._look()
        return cancelled

    async def try_now(self, wish_id: int) -> Wish | None:
        """Try a wish that waits, unless Telegram's limit still lasts; return it as it is then. None
        where it waits no more: somebody was quicker."""
        async with self._lock:
            wish = await self.db.read(lambda tx: profile_wishes.get(tx, wish_id))
            if wish is None or wish.state is not WishState.WAITING:
                return None
            await self._calls().carry_out(wish, answered=True)
        await self._look()
        return await self.db.read(lambda tx: profile_wishes.get(tx, wish_id))

    async def carry_out_due(self) -> None:
        """Carry out the wishes whose time has come; after a restore, those of before it wait for an
        admin."""
        async with self._lock:
            for wish in await self._due():
                await self._calls().carry_out(wish, answered=False)
        await self._look()

    async def next_at(self, since: int) -> int | None:
        """Return when Telegram takes the next of the wishes that wait for it; None without any."""
        if not self.any_waiting:
            return None

        def query(tx: Tx) -> int | None:
            waiting = profile_wishes.waiting(tx, self.client.bot_id)
            left = [seconds_left(tx, one, since) for one in waiting if not is_held(tx, one)]
            return since + min(left) if left else None

        return await self.db.read(query)

    async def history(self, spot: Spot, number: int, size: int) -> tuple[list[PastWish], int]:
        """Return page `number` of the wishes for a spot, newest first, and how many there are."""
        bot_id = self.client.bot_id

        def query(tx: Tx) -> tuple[list[PastWish], int]:
            pages = max(1, -(-profile_wishes.count(tx, bot_id, spot) // size))
            found = profile_wishes.of_spot(tx, bot_id, spot, size, min(number, pages - 1) * size)
            first = profile_wishes.original(tx, bot_id, spot) or NOTHING
            return [past(tx, one, first) for one in found], pages

        return await self.db.read(query)

    async def picture_file(self) -> str | Failed | None:
        """Return Telegram's name of the picture that it shows now; None without one."""
        return await self.client.picture_file()

    async def picture_shown(self) -> int | str | None:
        """Return our picture that Telegram shows, else Telegram's name of the one that it shows;
        None without any, or without an answer."""
        found = await self.client.picture_file()
        done = (await self.state(Spot(Part.PICTURE))).done
        if found is not None and done is not None and done.content.picture_id is not None:
            return done.content.picture_id
        return found if isinstance(found, str) else None

    async def _wish(self, asked: "_Asked") -> Wish | Changed:
        async with self._lock:
            wish = await self.db.write(lambda tx: self._insert(tx, asked))
            if isinstance(wish, Wish) and wish.state is WishState.WAITING:
                await self._calls().carry_out(wish, answered=True)
                kept = wish.id
                wish = await self.db.read(lambda tx: profile_wishes.get(tx, kept)) or wish
        await self._look()
        return wish

    def _insert(self, tx: Tx, asked: "_Asked") -> Wish | Changed:
        now, bot_id, spot = self.clock.now(), self.client.bot_id, asked.spot
        before = profile_wishes.of_spot(tx, bot_id, spot, 1)
        latest = before[0] if before else None
        if latest is not None and _is_same(latest, asked):
            return latest
        if (latest.id if latest else FIRST) != asked.seen:
            return Changed(latest)
        if latest is not None:
            profile_wishes.end(tx, latest.id, WishState.REPLACED, now)
        wish = Wish(
            *(0, bot_id, spot, asked.content, asked.is_original, now, PersonId(asked.admin_id)),
            WishState.WAITING,
            tried_at=now,
        )
        action = "bot_profile_reset" if asked.is_original else "bot_profile_wanted"
        _record(tx, spot, action, asked.admin_id, asked.content.words[:_NOTED] or None, now)
        return replace(wish, id=profile_wishes.insert(tx, wish))

    async def _due(self) -> list[Wish]:
        now = self.clock.now()

        def query(tx: Tx) -> list[Wish]:
            waiting = profile_wishes.waiting(tx, self.client.bot_id)
            return [
                one for one in waiting if not is_held(tx, one) and not seconds_left(tx, one, now)
            ]

        return await self.db.read(query)

    async def _look(self) -> None:
        bot_id, waited = self.client.bot_id, self._memory.waiting
        self._memory.waiting = bool(
            await self.db.read(lambda tx: profile_wishes.waiting(tx, bot_id))
        )
        if self._memory.waiting and not waited:
            for listener in self._memory.on_waiting:
                listener()

    def _calls(self) -> ProfileCalls:
        return ProfileCalls(self.db, self.clock, self.client, self.admin_ids)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A wish as an admin has it; `seen` is the latest one that they knew of."""

    spot: Spot
    content: Present
    seen: int
    admin_id: int
    is_original: bool = False


def _is_same(latest: Wish, asked: _Asked) -> bool:
    """Return whether the latest wish is this one: a button was pressed twice by one admin."""
    lives = latest.state in (WishState.WAITING, WishState.DONE)
    is_own = latest.admin_id == asked.admin_id or latest.id == asked.seen
    return (
        lives
        and is_own
        and latest.content == asked.content
        and latest.is_original == asked.is_original
    )


def _record(  # noqa: PLR0913  (each is a column)
    tx: Tx, spot: Spot, action: str, admin_id: int, words: str | None, now: int
) -> None:
    subject = ":".join(("profile", spot.part, *((spot.language,) if spot.language else ())))
    audit.add(tx, AuditEntry(now, f"admin:{admin_id}", action, subject, words))
