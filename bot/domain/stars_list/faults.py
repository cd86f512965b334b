"""Why Telegram's list of Stars, or the balance, can't be read now."""

from enum import StrEnum

from bot.errors import TributaryError


class ListFault(StrEnum):
    """Why the list can't be read now; a text with the next step for each."""

    LATER = "later"
    UNAUTHORIZED = "unauthorized"
    SILENT = "silent"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class StarsListError(TributaryError):
    """Telegram's list, or the balance, can't be read now; Telegram may ask for a wait."""

    def __init__(self, fault: ListFault, message: str, wait_seconds: int = 0) -> None:
        super().__init__(message)
        self.fault = fault
        self.wait_seconds = wait_seconds
        self.text_key = f"stars-list-error-{fault}"
