"""Carries out a wish about the bot's profile: notes the original, asks Telegram, records it.

No call is made inside a transaction.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.domain.records import TelegramWait
from bot.domain.shop_face.profile import (
    EVERYONE,
    METHODS,
    NOTHING,
    Failed,
    Failure,
    Part,
    Present,
    Spot,
    Wish,
    WishState,
)
from bot.usecases.outbox.enqueue import notify_admins
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.shop_face.profile_state import limit_left
from storage import telegram_waits
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.shop_face import profile_wishes, shop_pictures

log = structlog.get_logger(__name__)

_FIRST_PAUSE_SECONDS = 30
_LONGEST_PAUSE_SECONDS = 3600
UNKNOWN_METHOD = "method not found"
"""The reason of a wish that a Bot API server is too old for."""


class ProfileClient(Protocol):
    """The bot's profile at Telegram."""

    bot_id: int

    async def read(self, spot: Spot) -> str | Failed:
        """Return what readers of a language see: what is for everyone, without words of its own."""

    async def write(self, spot: Spot, words: str) -> Failed | None:
        """Set the words for a language."""

    async def picture_file(self) -> str | Failed | None:
        """Return Telegram's name of the picture; None without one."""

    async def picture(self) -> bytes | Failed | None:
        """Return the picture's bytes; None without one."""

    async def set_picture(self, content: bytes | None) -> Failed | None:
        """Set the picture, or take it away."""


@dataclass(frozen=True, slots=True)
class ProfileCalls:
    """Makes the calls of a wish, one wish at a time."""

    db: Database
    clock: Clock
    client: ProfileClient
    admin_ids: Collection[int]

    async def carry_out(self, wish: Wish, *, answered: bool) -> None:
        """Ask Telegram for it, unless its limit still lasts. Where no admin is being answered, the
        one who wished it is notified of the end."""
        left = await self.db.read(lambda tx: limit_left(tx, wish.spot, self.clock.now()))
        if left:
            await self._put_off(wish, Failed(Failure.LIMITED, "", left))
            return
        failed = await self._note_original(wish) or await self._ask(wish)
        if failed is not None and failed.why in (Failure.LIMITED, Failure.LATER):
            await self._put_off(wish, failed)
        else:
            await self._end(wish, failed, answered=answered)

    async def _ask(self, wish: Wish) -> Failed | None:
        """Make the call; one that timed out may be made twice, which changes nothing."""
        if wish.spot.part is not Part.PICTURE:
            return await self.client.write(wish.spot, wish.content.words)
        picture_id = wish.content.picture_id
        if picture_id is None:
            return await self.client.set_picture(None)
        content = await self.db.read(lambda tx: shop_pictures.content(tx, picture_id))
        if content is None:
            return Failed(Failure.REFUSED, f"picture {picture_id} is missing")
        return await self.client.set_picture(content)

    async def _note_original(self, wish: Wish) -> Failed | None:
        """Note what Telegram has there, before the first change."""
        spot, bot_id = wish.spot, wish.bot_id
        if await self.db.read(lambda tx: profile_wishes.original(tx, bot_id, spot)) is not None:
            return None
        found = await self._present(spot)
        if isinstance(found, Failed):
            return found
        now = self.clock.now()

        def work(tx: Tx) -> None:
            noted = Present(found) if isinstance(found, str) else NOTHING
            if isinstance(found, bytes):
                noted = Present(picture_id=shop_pictures.add(tx, found, None, now))
            profile_wishes.note_original(tx, bot_id, spot, noted, now)

        await self.db.write(work)
        return None

    async def _present(self, spot: Spot) -> str | bytes | Failed | None:
        """Return what stands there. A language that reads what is for everyone has nothing of its
        own: Telegram's answer is the same."""
        if spot.part is Part.PICTURE:
            found = await self.client.picture()
            refused = isinstance(found, Failed) and found.why is Failure.REFUSED
            return None if refused else found
        words = await self.client.read(spot)
        if isinstance(words, Failed) or spot.language == EVERYONE:
            return words
        general = await self.client.read(spot._replace(language=EVERYONE))
        return "" if words == general else words

    async def _put_off(self, wish: Wish, failed: Failed) -> None:
        now, limited = self.clock.now(), failed.why is Failure.LIMITED
        pause = min(_FIRST_PAUSE_SECONDS * 2 ** min(wish.tries, 10), _LONGEST_PAUSE_SECONDS)
        seconds = max(1, failed.seconds) if limited else pause
        method = METHODS[wish.spot.part]

        def work(tx: Tx) -> None:
            profile_wishes.put_off(tx, wish.id, seconds, failed.why, now)
            if limited and failed.reason:
                telegram_waits.put(tx, TelegramWait(method, None, now, seconds))

        await self.db.write(work)
        log.info("bot's profile not set yet", method=method, why=failed.why, seconds=seconds)

    async def _end(self, wish: Wish, failed: Failed | None, *, answered: bool) -> None:
        now, state, reason = self.clock.now(), WishState.DONE, None
        if failed is not None:
            unknown = failed.why is Failure.UNKNOWN_METHOD
            state, reason = WishState.REFUSED, UNKNOWN_METHOD if unknown else failed.reason

        def work(tx: Tx) -> None:
            ended = profile_wishes.end(tx, wish.id, state, now, reason)
            if ended and not answered and wish.admin_id in self.admin_ids:
                notify_admins(tx, NoticeKind.ADMIN_PROFILE, [wish.admin_id], wish.id, now)

        await self.db.write(work)
