"""Notes to what an admin does by hand: typed, shown once more, and kept for the deed itself."""

from dataclasses import dataclass

from aiogram.fsm.context import FSMContext

from bot.texts import clean

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Note:
    """`id` is the message it came in, so that a button is good for this note and no other."""

    id: int
    text: str


NO_NOTE = Note(0, "")


def is_short(text: str) -> bool:
    """Whether it can be kept whole, and says anything at all."""
    return 0 < len(clean(text, LONGEST_NOTE + 1)) <= LONGEST_NOTE


async def keep(state: FSMContext, message_id: int, text: str) -> Note:
    """Remember it until the button below it is pressed; nothing is kept of an empty one."""
    note = clean(text, LONGEST_NOTE)
    if not note:
        return NO_NOTE
    await state.update_data(note_in=message_id, note=note)
    return Note(message_id, note)


async def recall(state: FSMContext, note_id: int) -> str | None:
    """The note a button means, empty if none; None if it is no longer remembered."""
    if note_id == NO_NOTE.id:
        return NO_NOTE.text
    data = await state.get_data()
    return str(data["note"]) if data.get("note_in") == note_id else None
