"""Buttons of payments in Stars: a buyer's, and those with which admins set prices."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.models import TariffId
from bot.domain.stars import MOST_RENEWING_STARS, MOST_STARS, InStars
from bot.domain.stars_renewals.renewal import Asked
from handlers.telegram.callbacks.shared import Id

_Stars = Annotated[int, Field(ge=1, le=MOST_STARS)]
_RenewingStars = Annotated[int, Field(ge=1, le=MOST_RENEWING_STARS)]


class _OfTariff:
    """A button about one tariff."""

    id: Id

    @property
    def tariff_id(self) -> TariffId:
        return TariffId(self.id)


class PayInStars(_OfTariff, CallbackData, prefix="stars"):
    """Sends the buyer an invoice for the tariff, for the price that the button shows."""

    id: Id
    stars: _Stars

    @property
    def price(self) -> InStars:
        return InStars(self.stars)


class SubscribeInStars(_OfTariff, CallbackData, prefix="stars_sub"):
    """Sends the buyer a link to pay every 30 days for the tariff, for the price of the button."""

    id: Id
    stars: _RenewingStars

    @property
    def price(self) -> InStars:
        return InStars(self.stars, renews=True)


class ShowStarsPrices(CallbackData, prefix="st_all"):
    """Opens a page of the tariffs with their prices in Stars; pages count from 0."""

    page: Annotated[int, Field(ge=0, le=9999)] = 0


class ShowStarsPrice(_OfTariff, CallbackData, prefix="st_p"):
    """Opens the price of a tariff in Stars, and leaves the question about it."""

    id: Id


class AskStarsPrice(_OfTariff, CallbackData, prefix="st_ask"):
    """Asks the admin to type a price."""

    id: Id


class SetStarsPrice(_OfTariff, CallbackData, prefix="st_set"):
    """Lets a price count, if what counts now is still decision number `seen`."""

    id: Id
    stars: _Stars
    seen: Id

    @property
    def price(self) -> InStars:
        return InStars(self.stars)


class SetRenewingPrice(_OfTariff, CallbackData, prefix="st_ren"):
    """Lets a price that renews count, if what counts now is still decision number `seen`."""

    id: Id
    stars: _RenewingStars
    seen: Id

    @property
    def price(self) -> InStars:
        return InStars(self.stars, renews=True)


class StopStarsPrice(_OfTariff, CallbackData, prefix="st_off"):
    """Sells the tariff in Stars no more, if what counts now is still decision number `seen`."""

    id: Id
    seen: Id


class LookAtStars(CallbackData, prefix="st_look"):
    """Reads Telegram's list of Stars at once."""


class AskEditRenewal(CallbackData, prefix="st_rq"):
    """Asks the buyer whether to stop a renewal, or to allow it again."""

    id: Id
    asked: Asked


class EditRenewal(CallbackData, prefix="st_re"):
    """Stops a renewal, or allows it again, for its payer."""

    id: Id
    asked: Asked


class AskEditTheirRenewal(CallbackData, prefix="st_tq"):
    """Asks an admin whether to stop somebody's renewal, or to allow it again."""

    id: Id
    asked: Asked


class EditTheirRenewal(CallbackData, prefix="st_te"):
    """Stops somebody's renewal, or allows it again."""

    id: Id
    asked: Asked
