"""The worker of invoices in Stars: removes those from the chats that can't be paid any more."""

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
)

from bot.domain.stars import Order
from bot.errors import StorageUnavailable
from bot.usecases.stars.orders import StarsOrders
from bot.workers.supervisor import wake_at_stop

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 20.0


class StarsWorker:
    """`step` removes invoices; `run` does so as long as some are in a chat, and else sleeps."""

    def __init__(
        self, orders: StarsOrders, bot: Bot, every_seconds: float = _EVERY_SECONDS
    ) -> None:
        self._orders = orders
        self._bot = bot
        self._every_seconds = every_seconds
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look at once: an invoice was sent, or has to go."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(wake_at_stop(stop, self._wake))
            while not stop.is_set():
                self._wake.clear()
                await self._sleep(None if await self._look() else self._every_seconds)

    async def step(self) -> None:
        """Remove the invoices that can't be paid any more."""
        for order in await self._orders.invoices_to_remove():
            if await self._remove(order):
                await self._orders.removed(order)

    async def _look(self) -> bool:
        """Do a step if an invoice is in a chat; return whether none was. Each that is removed wakes
        the worker again."""
        try:
            if not await self._orders.any_invoice():
                return True
            await self.step()
        except StorageUnavailable as error:
            log.warning("invoices can't be looked after now", reason=str(error))
        return False

    async def _remove(self, order: Order) -> bool:
        """Delete the invoice; return False if another try may help. Telegram lets a bot delete its
        messages for two days; one that stays can't be paid either."""
        try:
            await self._bot.delete_message(order.telegram_user_id, order.message_id or 0)
        except (TelegramBadRequest, TelegramForbiddenError, TelegramNotFound) as error:
            log.info("invoice stays in the chat", order=order.id, reason=error.message)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.info("invoice not removed yet", order=order.id, reason=type(error).__name__)
            return False
        return True

    async def _sleep(self, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return
