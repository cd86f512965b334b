"""Gives Stars back at Telegram, stops renewals, reads its list of Stars and their balance, and says
what its answers mean."""

from collections.abc import Sequence
from typing import Any

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
from aiogram.methods import TelegramMethod

from bot.domain.stars import StarsRefundError, StarsRefusal
from bot.domain.stars_list.faults import ListFault, StarsListError
from bot.domain.stars_renewals.renewal import RenewalError, RenewalRefusal

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


class _Transactions(TelegramMethod[Any]):
    """Telegram's list as it comes: one transaction of a kind that aiogram doesn't know must not
    make a whole page unreadable."""

    __returning__ = Any
    __api_method__ = "getStarTransactions"
    offset: int
    limit: int


class _Balance(TelegramMethod[Any]):
    """The Stars that Telegram keeps for the bot, as it says it."""

    __returning__ = Any
    __api_method__ = "getMyStarBalance"


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

    async def transactions(self, offset: int, limit: int) -> Sequence[dict[str, Any]]:
        """Return the bot's transactions after the first `offset` ones, oldest first.

        Raises StarsListError.
        """
        answer = await self._ask(_Transactions(offset=offset, limit=limit))
        found = answer.get("transactions")
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise StarsListError(ListFault.UNREADABLE, "an answer without a list")
        return found

    async def balance(self) -> int:
        """Return the whole Stars that Telegram keeps for the bot. Raises StarsListError."""
        amount = (await self._ask(_Balance())).get("amount")
        if not isinstance(amount, int) or isinstance(amount, bool):
            raise StarsListError(ListFault.UNREADABLE, "an answer without an amount")
        return amount

    async def _ask(self, method: TelegramMethod[Any]) -> dict[str, Any]:
        try:
            answer = await self._bot(method, request_timeout=_TIMEOUT_SECONDS)
        except (TelegramAPIError, ClientDecodeError) as error:
            raise _fault(error) from error
        if not isinstance(answer, dict):
            raise StarsListError(ListFault.UNREADABLE, "an answer of another kind")
        return answer

    async def edit_renewal(
        self, telegram_user_id: int, charge_id: str, *, is_canceled: bool
    ) -> None:
        """Stop a renewal, or allow its payer to switch it on again; doing so twice changes nothing.

        Raises RenewalError.
        """
        try:
            await self._bot.edit_user_star_subscription(
                telegram_user_id,
                charge_id,
                is_canceled=is_canceled,
                request_timeout=_TIMEOUT_SECONDS,
            )
        except (TelegramAPIError, ClientDecodeError) as error:
            raise RenewalError(_renewal_refusal(error), type(error).__name__) from error


def _fault(error: TelegramAPIError | ClientDecodeError) -> StarsListError:
    """Return why nothing could be read."""
    name = type(error).__name__
    match error:
        case ClientDecodeError():
            return StarsListError(ListFault.UNREADABLE, name)
        case TelegramRetryAfter():
            return StarsListError(ListFault.LATER, name, error.retry_after)
        case TelegramUnauthorizedError() | TelegramNotFound():
            return StarsListError(ListFault.UNAUTHORIZED, name)
        case RestartingTelegram() | TelegramServerError() | TelegramNetworkError():
            return StarsListError(ListFault.SILENT, name)
    return StarsListError(ListFault.REFUSED, error.message)


def _renewal_refusal(error: TelegramAPIError | ClientDecodeError) -> RenewalRefusal:
    match error:
        case TelegramRetryAfter():
            return RenewalRefusal.LATER
        case RestartingTelegram() | TelegramServerError() | TelegramNetworkError():
            return RenewalRefusal.UNCLEAR
        case ClientDecodeError():
            return RenewalRefusal.UNCLEAR
    return RenewalRefusal.NOT_POSSIBLE


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
