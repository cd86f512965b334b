"""The bot's profile as Telegram shows it now, what is wanted there, and the words about both."""

import asyncio
from dataclasses import dataclass

from bot.domain.shop_face.profile import (
    EVERYONE,
    LONGEST,
    Failed,
    Failure,
    Part,
    Present,
    Spot,
    Wish,
    WishState,
    is_too_long,
    is_visible,
    length,
    tidy,
)
from bot.texts import Markup, Remaining, When
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.profile import BotProfile
from bot.usecases.shop_face.profile_calls import UNKNOWN_METHOD
from bot.usecases.shop_face.profile_state import SpotState


@dataclass(frozen=True, slots=True)
class Shown:
    """A spot as Telegram shows it now, and as the file has it; `lent` where the words are those for
    everybody, because the language has none of its own."""

    spot: Spot
    words: str | Failed
    lent: bool
    state: SpotState
    has_picture: bool = False

    @property
    def is_own_picture(self) -> bool:
        """Whether the picture that Telegram has is the one that was set here."""
        done = self.state.done
        return self.has_picture and done is not None and done.content.picture_id is not None

    @property
    def may_be_restored(self) -> bool:
        """Whether the original is something else than what stands there."""
        return self.state.is_changed and self.state.original is not None

    @property
    def may_be_emptied(self) -> bool:
        """Whether something of its own stands there that isn't needed, and that the original has
        not already left out."""
        state = self.state
        empty = state.original is not None and state.original.is_empty and state.is_changed
        words = isinstance(self.words, str) and bool(self.words)
        own = self.has_picture or (words and not self.lent)
        return self.spot.may_be_empty and not empty and own


async def shown_now(profile: BotProfile, spot: Spot) -> Shown:
    """Ask Telegram what it shows there; of a picture, only whether there is one."""
    state = await profile.state(spot)
    if spot.part is Part.PICTURE:
        found = await profile.picture_file()
        failed = found if isinstance(found, Failed) else ""
        return Shown(spot, failed, lent=False, state=state, has_picture=isinstance(found, str))
    if spot.language == EVERYONE:
        return Shown(spot, await profile.read(spot), lent=False, state=state)
    words, general = await asyncio.gather(
        profile.read(spot), profile.read(spot._replace(language=EVERYONE))
    )
    own = state.done.content.words if state.done is not None else ""
    return Shown(spot, words, lent=words == general and words != own, state=state)


def until(wish: Wish, state: SpotState, now: int, say: Wording) -> Markup:
    """Return when the bot asks Telegram again, and why not now."""
    if state.held:
        return say("profile-waits-restored")
    at, left = When(now + state.seconds_left), Remaining(now, now + state.seconds_left)
    limited = wish.reason == Failure.LIMITED
    return say("profile-waits-limit" if limited else "profile-waits-answer", when=at, left=left)


def refused(wish: Wish, say: Wording) -> Markup:
    if wish.reason == UNKNOWN_METHOD:
        return say("profile-unknown-method")
    return say("profile-refused", reason=wish.reason or "")


def unread(failed: Failed, say: Wording) -> Markup:
    """Say that Telegram doesn't tell what stands there."""
    if failed.why is Failure.UNKNOWN_METHOD:
        return say("profile-unknown-method")
    return say("profile-unread")


def result_of(wish: Wish, say: Wording) -> Markup | None:
    """Return what became of a wish, in one line; the card says the rest."""
    if wish.state is WishState.DONE:
        return say("profile-restored" if wish.is_original else "profile-done")
    return say("profile-not-yet") if wish.state is WishState.WAITING else None


def read_words(part: Part, typed: str, say: Wording) -> Present | Markup:
    """Return the words for a part as Telegram keeps them, or why they aren't taken."""
    words = tidy(part, typed)
    if not is_visible(words):
        return say("face-empty")
    if is_too_long(part, words):
        return say("profile-too-long", part=part.value, length=length(words), most=LONGEST[part])
    return Present(words)
