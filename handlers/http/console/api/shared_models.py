"""Models that many routes have: the base of bodies, ids, money, and a person."""

from decimal import Decimal
from typing import Annotated, Self

from babel.numbers import get_currency_precision
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.domain.money import STARS
from bot.domain.money import Money as Sum
from bot.texts.values import clean, show_money

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3,8}$")]
"""A currency as payments are stored with it; Tribute may name longer ones than ISO's."""


class Body(BaseModel):
    """A body that a page sends: read strictly, with nothing that isn't named."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Money(BaseModel):
    """A sum: as a decimal number, in smallest units, and as the chat writes it."""

    amount: str
    amount_minor: int
    currency: str
    text: str

    @classmethod
    def of(cls, sum_: Sum, locale: str) -> Self:
        """Return a sum, written in this language."""
        return cls(
            amount=str(decimal_of(sum_)),
            amount_minor=sum_.amount_minor,
            currency=sum_.currency,
            text=show_money(sum_, locale),
        )


class Person(BaseModel):
    """Somebody: their name as they have it in Telegram, and what they are called in a list."""

    id: int
    name: str | None
    username: str | None
    label: str

    @classmethod
    def of(cls, person_id: int, name: str | None, username: str | None) -> Self:
        """Return a person; the label is the name, else the username, else the id."""
        label = clean(name or "") or (f"@{username}" if username else str(person_id))
        return cls(id=person_id, name=name, username=username, label=label)


def decimal_of(sum_: Sum) -> Decimal:
    """Return a sum in its currency's usual units; Stars are whole."""
    digits = 0 if sum_.currency == STARS else get_currency_precision(sum_.currency)
    return Decimal(sum_.amount_minor).scaleb(-digits)
