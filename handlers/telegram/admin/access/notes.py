"""Notes to manual grants and to revoking access, kept until the admin confirms."""

from dataclasses import dataclass

from aiogram.fsm.context import FSMContext

from bot.texts import clean
from bot.usecases.access.manual import LONGEST_NOTE


@dataclass(frozen=True, slots=True)
class Note:
    """A note; `id` is the message it came in, so that a button is good for this note only."""

    id: int
    text: str


NO_NOTE = Note(0, "")


def is_short(text: str) -> bool:
    """Return whether the text is a note: not empty, and at most `LONGEST_NOTE` characters."""
    return 0 < len(clean(text, LONGEST_NOTE + 1)) <= LONGEST_NOTE


async def keep(state: FSMContext, message_id: int, text: str) -> Note:
    """Keep a note until the button below it is pressed; an empty one is not kept."""
    note = clean(text, LONGEST_NOTE)
    if not note:
        return NO_NOTE
    await state.update_data(note_in=message_id, note=note)
    return Note(message_id, note)


async def recall(state: FSMContext, note_id: int) -> str | None:
    """Return the note of a button, empty if it has none; None if the note is no longer kept."""
    if note_id == NO_NOTE.id:
        return NO_NOTE.text
    data = await state.get_data()
    return str(data["note"]) if data.get("note_in") == note_id else None
