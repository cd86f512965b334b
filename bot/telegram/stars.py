"""Gives Stars back at Telegram, and says what its answer means."""

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.domain.stars import StarsRefundError, StarsRefusal

_TIMEOUT_SECONDS = 15
_DONE_BEFORE = "CHARGE_ALREADY_REFUNDED"
_REFUSALS = {
    "CHARGE_NOT_FOUND": StarsRefusal.UNKNOWN_CHARGE,
    "CHARGE_ID_INVALID": StarsRefusal.UNKNOWN_CHARGE,
    "CHARGE_ID_EMPTY": StarsRefusal.UNKNOWN_CHARGE,
    "USER_ID_INVALID": StarsRefusal.OTHER_PAYER,
    "USER NOT FOUND": StarsRefusal.OTHER_PAYER,
    "BALANCE_TOO_LOW": StarsRefusal.BALANCE,
}
"""Telegram's words (https://core.telegram.org/method/payments.refundStarsCharge), and the Bot API
server's own."""


class StarsClient:
    """Calls the methods about Stars."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def refund(self, telegram_user_id: int, charge_id: str) -> None:
        """Give a payment back to its payer; nothing happens where it was given back already.

        Raises StarsRefundError.
        """
        try:
            await self._bot.refund_star_payment(
                telegram_user_id, charge_id, request_timeout=_TIMEOUT_SECONDS
            )
        except (TelegramAPIError, ClientDecodeError) as error:
            found = _meaning(error)
            if found is not None:
                raise found from error


def _meaning(error: TelegramAPIError | ClientDecodeError) -> StarsRefundError | None:
    """Return what a failed call means; None where the Stars were given back before."""
    if isinstance(error, ClientDecodeError):
        return StarsRefundError(StarsRefusal.UNCLEAR, "an answer that is not Telegram's")
    words = error.message.upper()
    if _DONE_BEFORE in words:
        return None
    match error:
        case TelegramRetryAfter():
            return StarsRefundError(StarsRefusal.LATER, "Telegram asks for a wait")
        case TelegramUnauthorizedError() | TelegramNotFound():
            return StarsRefundError(StarsRefusal.UNAUTHORIZED, type(error).__name__)
        case RestartingTelegram() | TelegramServerError() | TelegramNetworkError():
            return StarsRefundError(StarsRefusal.UNCLEAR, type(error).__name__)
    known = (refusal for said, refusal in _REFUSALS.items() if said in words)
    return StarsRefundError(next(known, StarsRefusal.REFUSED), error.message)
