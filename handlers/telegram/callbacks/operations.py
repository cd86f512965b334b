"""The buttons of the pause after a restore, during which the outbox sends nothing."""

from aiogram.filters.callback_data import CallbackData


class Resume(CallbackData, prefix="resume"):
    """Ends the pause and sends every waiting message."""

    id: int = 0


class ResumeNew(CallbackData, prefix="resume_new"):
    """Ends the pause; messages from before the restore are dropped, newer ones are sent."""

    id: int = 0


class ShowPause(CallbackData, prefix="pause"):
    """Opens the question whether to end the pause."""

    id: int = 0
