"""A buyer's buttons for the terms, before the first payment; and an admin's, who decides that."""

from typing import Annotated, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import BaseModel, Field

from handlers.telegram.callbacks.shared import Id, PlanNumber, ShowOffers

Mark = Annotated[str, Field(pattern=r"^(\d{1,18}|e[0-9a-f]{1,8})$")]
"""Which terms: `bot.usecases.shop_face.values.Terms.mark`."""


class _OfTerms(BaseModel):
    """A button about terms, and the page of the shop behind them."""

    terms: Mark
    page: Annotated[int, Field(ge=0, le=10_000)] = 0
    anyway: bool = False
    plan: PlanNumber = None

    @classmethod
    def of(cls, terms: str, asked: ShowOffers) -> Self:
        return cls(terms=terms, page=asked.page, anyway=asked.anyway, plan=asked.plan)

    @property
    def asked(self) -> ShowOffers:
        """The page of the shop that the person wants."""
        return ShowOffers(page=self.page, anyway=self.anyway, plan=self.plan)


class ReadTerms(_OfTerms, CallbackData, prefix="terms"):
    """Sends the owner's own words."""


class AgreeToTerms(_OfTerms, CallbackData, prefix="agree"):
    """Agrees to the terms, if they are still these, and opens the page of the shop."""


class ShowConsent(CallbackData, prefix="consent"):
    """Opens an admin's card of consent, on a page of its history, from 0."""

    page: Id = 0


class SwitchConsent(CallbackData, prefix="consent_set"):
    """Begins or stops to ask buyers, if decision `seen` still counts."""

    on: bool
    seen: Id


class SeeConsent(CallbackData, prefix="consent_see"):
    """Sends what buyers see before they agree."""


class AskEverybodyAgain(CallbackData, prefix="consent_q"):
    """Asks an admin whether everybody should be asked once more."""

    seen: Id


class AskEverybodyAgainNow(CallbackData, prefix="consent_do"):
    """Asks everybody once more, if decision `seen` still counts."""

    seen: Id
