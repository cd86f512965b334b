"""What the buttons around running the bot say."""

from aiogram.filters.callback_data import CallbackData


class Resume(CallbackData, prefix="resume"):
    """Send all that waits since the restore."""

    id: int = 0


class ResumeNew(CallbackData, prefix="resume_new"):
    """Send what came since the restore, and nothing that waited before."""

    id: int = 0


class ShowPause(CallbackData, prefix="pause"):
    id: int = 0
