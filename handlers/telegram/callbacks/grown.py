"""Buttons whose data has grown: those of messages that were sent before go on working."""

from typing import TYPE_CHECKING, Annotated, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.decisions.versions import TAG_PATTERN

if TYPE_CHECKING:
    _Base = CallbackData
else:
    _Base = object

Seen = Annotated[str, Field(pattern=TAG_PATTERN)] | None
"""The version that the admin saw (see `bot.domain.decisions.versions`); None in buttons of before,
which are judged by the time of their message (`handlers.telegram.ui.versions`)."""


class Grown(_Base):
    """A mixin for callback data that got new fields at its end, each of them optional.

    Fields at the end that have no value aren't written: without them the data is what it was
    before.
    """

    def pack(self) -> str:
        return super().pack().rstrip(self.__separator__)

    @classmethod
    def unpack(cls, value: str) -> Self:
        missing = len(cls.model_fields) - value.count(cls.__separator__)
        return super().unpack(value + cls.__separator__ * missing)
