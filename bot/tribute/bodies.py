"""The bodies of Tribute's webhooks as pydantic models: few fields are required, all are checked."""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
)
from pydantic_core import core_schema

from bot.domain.money import CURRENCY_PATTERN
from bot.tribute.strict_json import INT64_MAX
from bot.tribute.times import unix_time

_DIGITS = re.compile(r"([+-]?[0-9]{1,19})(?:\.0)?")
_EXACT_FLOAT = 2**53 - 1
"""The largest whole number that no other number becomes when it is written as a float."""


def whole_number(value: object) -> int:
    """Return the number that digits in a text, or a float without a fraction, stand for.

    A text with two decimals is no number here: it may be meant in larger units.

    Raises ValueError for everything else, and for floats so large that they may be rounded.
    """
    if type(value) is float and value.is_integer() and abs(value) <= _EXACT_FLOAT:
        return int(value)
    if isinstance(value, str) and (digits := _DIGITS.fullmatch(value.strip())):
        return int(digits[1])
    raise ValueError("no whole number")


def is_empty(value: object) -> bool:
    """Return whether a member says nothing: Go leaves unknown texts empty and numbers at 0."""
    if isinstance(value, str):
        return value.strip() in {"", "0"}
    return value is None or (type(value) in {int, float} and value == 0)


class _AnySpelling:
    """Lets a number be written as a text of digits or with an empty fraction. Plain numbers, as
    nearly all are, don't leave pydantic-core for it."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        plain = handler(source)
        spelled = core_schema.no_info_plain_validator_function(whole_number)
        other = core_schema.chain_schema([spelled, plain])
        return core_schema.union_schema([plain, other], mode="left_to_right")


class _Forgiven:
    """Makes a wrong value count as missing. pydantic-core does that: validators in Python, one a
    field, took longer than all the rest of the reading."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_default_schema(handler(source), default=None, on_error="default")


_Number = Annotated[int, _AnySpelling()]
_Id = Annotated[int, Field(gt=0, le=INT64_MAX), _AnySpelling()]
_Words = Annotated[str, StringConstraints(min_length=1)]
_Currency = Annotated[str, StringConstraints(pattern=CURRENCY_PATTERN, to_upper=True)]

_Text = Annotated[_Words | None, _Forgiven()]
_Time = Annotated[int | None, BeforeValidator(unix_time)]
_Amount = Annotated[Annotated[int, Field(ge=0, le=INT64_MAX), _AnySpelling()] | None, _Forgiven()]


class _Body(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", hide_input_in_errors=True)


class Envelope(_Body):
    """The part that every event has. `sent_at` is not read: it is new at each attempt."""

    name: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=100)] | None, _Forgiven()
    ] = None
    created_at: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=64)] | None, _Forgiven()
    ] = None
    payload: object = None


class _Payload(_Body):
    """The payload of an event. `decisive` fields decide about money: a wrong value there is a
    problem, and so is a missing one where it is `required`."""

    decisive: ClassVar[tuple[str, ...]]
    required: ClassVar[tuple[str, ...]]

    def problems(self, payload: Mapping[str, object]) -> list[str]:
        """Return the problems of the payload that this was read from."""
        unread = [name for name in self.decisive if getattr(self, name) is None]
        if not unread:
            return []
        return [
            f"{name} is {'missing' if payload.get(name) is None else 'wrong'}"
            for name in unread
            if name in self.required or not is_empty(payload.get(name))
        ]


class Payment(_Payload):
    """A bought or refunded digital product.

    Only `product_id` is in every documented body; without it nothing can be granted.
    """

    decisive = ("product_id", "amount", "currency", "purchase_id")
    required = ("product_id",)

    product_id: Annotated[_Id | None, _Forgiven()] = None
    amount: _Amount = None
    currency: Annotated[_Currency | None, _Forgiven()] = None
    purchase_id: Annotated[_Id | None, _Forgiven()] = None
    telegram_user_id: Annotated[_Id | None, _Forgiven()] = None
    telegram_username: _Text = None
    trb_user_id: _Text = None
    product_name: _Text = None
    transaction_id: Annotated[_Number | None, _Forgiven()] = None
    purchase_created_at: _Time = None
    refund_reason: _Text = None
    refunded_at: _Time = None


class Recurring(_Payload):
    """A change of somebody's recurring subscription.

    `subscription_id` and `expires_at` are in every documented body; without them nothing can be
    granted. `price` is before Tribute's commission, `amount` after it.
    """

    decisive = required = ("subscription_id", "expires_at")

    subscription_id: Annotated[_Id | None, _Forgiven()] = None
    expires_at: _Time = None
    period_id: Annotated[_Number | None, _Forgiven()] = None
    period: _Text = None
    type: _Text = None
    price: _Amount = None
    amount: _Amount = None
    currency: Annotated[_Currency | None, _Forgiven()] = None
    telegram_user_id: Annotated[_Id | None, _Forgiven()] = None
    telegram_username: _Text = None
    trb_user_id: _Text = None
    subscription_name: _Text = None
    channel_name: _Text = None
    cancel_reason: _Text = None


class Foreign(_Body):
    """An event that gives no access. Donations are documented; of orders little is known."""

    donation_name: _Text = None
    product_name: _Text = None
    order_name: _Text = None
    amount: _Amount = None
    total: _Amount = None
    price: _Amount = None
    currency: Annotated[_Currency | None, _Forgiven()] = None
    telegram_user_id: Annotated[_Id | None, _Forgiven()] = None
    telegram_username: _Text = None
    trb_user_id: _Text = None
    anonymously: Annotated[bool | None, _Forgiven()] = None
