"""What Tribute's webhooks carry, as pydantic models: lax in what they require, strict in use."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from bot.tribute.strict_json import INT64_MAX

_EARLIEST = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())
_LATEST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())


def unix_time(value: object) -> int | None:
    """Unix seconds of an ISO 8601 text with a zone, up to nanoseconds; None where it says nothing.

    Times outside 2020 to 2100 mean nothing: Tribute sends Go's zero time, 0001-01-01, for a
    missing one, and the far ends of the calendar can't be shown in every zone.
    """
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    seconds = int(moment.timestamp())
    return seconds if _EARLIEST <= seconds < _LATEST else None


def _used(
    value: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo[list[str]]
) -> object:
    """What decides about money: a wrong value counts as missing, and that is a problem."""
    try:
        return handler(value)
    except ValidationError:
        fault = "missing" if value is None else "wrong"
        info.context.append(f"{info.field_name} is {fault}")
        return None


def _told(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    """What is only passed on: a wrong value counts as missing, and nobody minds."""
    try:
        return handler(value)
    except ValidationError:
        return None


def _required(value: object) -> object:
    if value is None:
        raise ValueError("required")
    return value


def _moment(value: object) -> int | None:
    if value is None:
        return None
    seconds = unix_time(value)
    if seconds is None:
        raise ValueError("no moment")
    return seconds


def _zero_is_missing(value: object) -> object:
    """Go leaves a number it does not know at 0."""
    return None if type(value) is int and value == 0 else value


_Id = Annotated[int, Field(gt=0, le=INT64_MAX)]
_Words = Annotated[str, StringConstraints(min_length=1)]
_Currency = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{3,8}$", to_upper=True)]

_Text = Annotated[_Words | None, WrapValidator(_told)]
_Time = Annotated[int | None, BeforeValidator(unix_time)]
_Amount = Annotated[Annotated[int, Field(ge=0, le=INT64_MAX)] | None, WrapValidator(_told)]


class _Body(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", hide_input_in_errors=True)


class Envelope(_Body):
    """What is around every event. `sent_at` is not read: it is new at each attempt."""

    name: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=100)] | None,
        WrapValidator(_told),
    ] = None
    created_at: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=64)] | None,
        WrapValidator(_told),
    ] = None
    payload: object = None


class Payment(_Body):
    """A bought or refunded digital product. Validate with a list as context: it gets the problems.

    Only `product_id` is in every documented body; without it nothing can be granted.
    """

    product_id: Annotated[_Id | None, BeforeValidator(_required), WrapValidator(_used)] = Field(
        default=None, validate_default=True
    )
    amount: Annotated[Annotated[int, Field(ge=0, le=INT64_MAX)] | None, WrapValidator(_used)] = None
    currency: Annotated[_Currency | None, WrapValidator(_used)] = None
    purchase_id: Annotated[_Id | None, BeforeValidator(_zero_is_missing), WrapValidator(_used)] = (
        None
    )
    telegram_user_id: Annotated[_Id | None, WrapValidator(_told)] = None
    telegram_username: _Text = None
    trb_user_id: _Text = None
    product_name: _Text = None
    transaction_id: Annotated[int | None, WrapValidator(_told)] = None
    purchase_created_at: _Time = None
    refund_reason: _Text = None
    refunded_at: _Time = None


class Recurring(_Body):
    """What happened to somebody's recurring subscription. Validate with a list as context.

    `subscription_id` and `expires_at` are in every documented body; without them nothing can be
    granted. `price` is before Tribute's commission, `amount` after it.
    """

    subscription_id: Annotated[_Id | None, BeforeValidator(_required), WrapValidator(_used)] = (
        Field(default=None, validate_default=True)
    )
    expires_at: Annotated[
        int | None, BeforeValidator(_moment), BeforeValidator(_required), WrapValidator(_used)
    ] = Field(default=None, validate_default=True)
    period_id: Annotated[int | None, WrapValidator(_told)] = None
    period: _Text = None
    type: _Text = None
    price: _Amount = None
    amount: _Amount = None
    currency: Annotated[_Currency | None, WrapValidator(_told)] = None
    telegram_user_id: Annotated[_Id | None, WrapValidator(_told)] = None
    telegram_username: _Text = None
    trb_user_id: _Text = None
    subscription_name: _Text = None
    channel_name: _Text = None
    cancel_reason: _Text = None
