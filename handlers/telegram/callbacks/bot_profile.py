"""The buttons of the bot's own profile in Telegram: each names a part and a language of two
letters; without a language it is about everybody whose language has nothing of its own."""

from typing import Annotated, Literal, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.shop_face.profile import EVERYONE, Part, Spot
from handlers.telegram.callbacks.shared import Id

PartName = Literal["name", "about", "description", "picture"]
Code = Annotated[str, Field(pattern=r"^([a-z]{2})?$")]


class _OfSpot(CallbackData, prefix="bp_"):
    """A button about one spot."""

    part: PartName
    language: Code = EVERYONE

    @property
    def spot(self) -> Spot:
        return Spot(Part(self.part), self.language)

    @classmethod
    def of(cls, spot: Spot, **more: int) -> Self:
        """Return the button's data for a spot."""
        part, language = spot
        return cls.model_validate({"part": part.value, "language": language, **more})


class ShowProfile(CallbackData, prefix="bp"):
    """Opens the bot's profile, and leaves the question."""

    id: Id = 0


class ShowPart(_OfSpot, prefix="bp_part"):
    """Opens the card of a spot, and leaves the question about it."""


class SeeProfile(CallbackData, prefix="bp_see"):
    """Sends the profile as people see it who read this language."""

    language: Code = EVERYONE


class WritePart(_OfSpot, prefix="bp_write"):
    """Asks for the words or the picture."""


class _Changing(_OfSpot, prefix="bp_change"):
    """A button that changes a spot at once, if `seen` is still the latest wish there."""

    seen: Id


class RestorePart(_Changing, prefix="bp_orig"):
    """Goes back to what Telegram had before."""


class EmptyPart(_Changing, prefix="bp_none"):
    """Lets nothing stand there, or what stands there for everybody."""


class TakeOver(_OfSpot, prefix="bp_take"):
    """Shows what another bot had there, whose database this was, as a draft."""


class CancelWish(_OfSpot, prefix="bp_stop"):
    """Cancels the wish `wish`, which waits for Telegram."""

    wish: Id


class TryWish(_OfSpot, prefix="bp_try"):
    """Asks Telegram for the wish `wish` at once."""

    wish: Id


class ShowWishes(_OfSpot, prefix="bp_hist"):
    """Opens a page of the history, from 0."""

    page: Id = 0


class SaveProfile(CallbackData, prefix="bp_save"):
    """Sets what was previewed: draft number `draft` of this admin. `seen` is the wish of another
    admin that they have seen meanwhile; 0 without."""

    draft: Id
    seen: Id = 0


class DropProfile(CallbackData, prefix="bp_drop"):
    """Leaves everything as it is."""

    draft: Id
