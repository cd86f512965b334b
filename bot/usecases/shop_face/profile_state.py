"""The state of the bot's profile on disk: the wish for a spot, what was set there, the limits."""

from dataclasses import dataclass

from bot.domain.records import Person
from bot.domain.shop_face.profile import METHODS, Present, Spot, Wish, WishState
from bot.usecases.outbox.pause import paused_since
from storage import people, telegram_waits
from storage.engine.tx import Tx
from storage.shop_face import profile_wishes

FIRST = 0
"""The wish that admins have seen where there is none yet."""


@dataclass(frozen=True, slots=True)
class SpotState:
    """All that is on disk about a spot. `elsewhere` is what another bot has there, whose database
    this was."""

    latest: Wish | None
    done: Wish | None
    original: Present | None
    seconds_left: int
    """How long Telegram takes nothing there."""
    held: bool
    """Whether the wish waits for an admin, because a backup was restored."""
    admin: Person | None
    elsewhere: Wish | None

    @property
    def seen(self) -> int:
        """The id of the latest wish, 0 without any."""
        return self.latest.id if self.latest is not None else FIRST

    @property
    def waiting(self) -> Wish | None:
        latest = self.latest
        return latest if latest is not None and latest.state is WishState.WAITING else None

    @property
    def is_changed(self) -> bool:
        """Whether something other than the original stands there, or is wanted there."""
        wanted = self.waiting or self.done
        return wanted is not None and not wanted.is_original and wanted.content != self.original


@dataclass(frozen=True, slots=True)
class PastWish:
    """A wish, what stood there before it, and the admin behind it."""

    wish: Wish
    before: Present
    admin: Person | None


def state_of(tx: Tx, bot_id: int, spot: Spot, now: int) -> SpotState:
    found = profile_wishes.of_spot(tx, bot_id, spot, 1)
    latest = found[0] if found else None
    waits = latest is not None and latest.state is WishState.WAITING
    return SpotState(
        latest,
        profile_wishes.last_done(tx, bot_id, spot),
        profile_wishes.original(tx, bot_id, spot),
        seconds_left(tx, latest, now)
        if latest is not None and waits
        else limit_left(tx, spot, now),
        latest is not None and waits and is_held(tx, latest),
        people.get(tx, latest.admin_id) if latest is not None else None,
        _elsewhere(tx, bot_id, spot),
    )


def _elsewhere(tx: Tx, bot_id: int, spot: Spot) -> Wish | None:
    """Return what another bot has in a spot, while this one has never been asked for anything."""
    done = profile_wishes.all_done(tx)
    if any(one.bot_id == bot_id and one.spot == spot for one in done):
        return None
    others = [one for one in done if one.spot == spot and not one.is_original]
    return others[-1] if others else None


def is_held(tx: Tx, wish: Wish) -> bool:
    """Return whether a wish is from a backup that was restored: it would overwrite what was set
    since, so it waits until an admin asks for it once more."""
    since = paused_since(tx)
    if wish.reason == profile_wishes.RESTORED:
        return True
    return since is not None and wish.asked_at < since


def seconds_left(tx: Tx, wish: Wish, now: int) -> int:
    return max(wish.seconds_left(now), limit_left(tx, wish.spot, now))


def limit_left(tx: Tx, spot: Spot, now: int) -> int:
    wait = telegram_waits.longest(tx, METHODS[spot.part])
    return wait.seconds_left(now) if wait is not None else 0


def past(tx: Tx, wish: Wish, first: Present) -> PastWish:
    before = profile_wishes.last_done(tx, wish.bot_id, wish.spot, wish.id)
    content = before.content if before is not None else first
    return PastWish(wish, content, people.get(tx, wish.admin_id))
