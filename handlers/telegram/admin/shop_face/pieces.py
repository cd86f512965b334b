"""A text that was too long for one message: its pieces are recognized, and counted together.

Telegram's apps cut such a text into several messages, of which each but the last is about as long
as can be, and send them at once: no answer of the bot comes in between.
"""

from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.shop_face.telegram_html import utf16_length

_LAST = "face_last"
_LEAST = 3500


async def length_so_far(message: Message, state: FSMContext) -> int | None:
    """Return the length of all pieces so far if this one goes on where the last one was cut."""
    size = utf16_length(message.text or "")
    last: dict[str, Any] | None = (await state.get_data()).get(_LAST)
    goes_on = last is not None and last["size"] >= _LEAST and last["id"] + 1 == message.message_id
    whole = size + (last["whole"] if last is not None and goes_on else 0)
    await state.update_data({_LAST: {"id": message.message_id, "size": size, "whole": whole}})
    return whole if goes_on else None


async def forget(state: FSMContext) -> None:
    """Begin a new question, which no piece of an earlier answer goes on."""
    await state.update_data({_LAST: None})
