"""The catalogue: Tribute's products as they are now, with as few requests as possible."""

import asyncio
from dataclasses import dataclass, field

import structlog

from bot.clock import Clock
from bot.domain.models import Product
from bot.tribute.answers import ProductList
from bot.tribute.client import TributeClient
from bot.tribute.errors import TributeError, TributeTimeout
from bot.usecases.tariffs.tariffs import Offers, Tariffs

log = structlog.get_logger(__name__)

FRESH_SECONDS = 3
FAILURE_REMEMBERED_SECONDS = 10
REQUEST_OPEN_SECONDS = 2.0


@dataclass(slots=True)
class _Memory:
    listed: ProductList = field(default_factory=ProductList)
    tried_at: int | None = None
    error: TributeError | None = None


@dataclass(frozen=True, slots=True)
class Catalog:
    """Keeps the last list for a few seconds, so that many buyers at once cost one request."""

    tribute: TributeClient
    tariffs: Tariffs
    clock: Clock
    patience_seconds: float = REQUEST_OPEN_SECONDS
    """How long a buyer waits for the list."""
    _memory: _Memory = field(default_factory=_Memory)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def products(self, max_age_seconds: int = FRESH_SECONDS) -> tuple[Product, ...]:
        """Return all products; ask Tribute again if the last answer is older than that.

        Raises TributeError. A failure is kept for ten seconds too, so that nobody waits twice.
        """
        async with self._lock:
            if not self._is_fresh(max_age_seconds):
                await self._ask()
        if self._memory.error is not None:
            raise self._memory.error
        return self._memory.listed.products

    @property
    def skipped(self) -> int:
        """The number of unreadable products in Tribute's last list."""
        return self._memory.listed.skipped

    async def product(self, product_id: int) -> Product:
        """Return one product as Tribute describes it now. Raises TributeError."""
        return await self.tribute.product(product_id)

    async def refresh(self) -> None:
        """Update the offers if that is quick; else they stay as last seen.

        A buyer waits two seconds at most, and never sees an error because of it.
        """
        try:
            async with asyncio.timeout(self.patience_seconds):
                await self.products()
        except (TributeError, TimeoutError) as error:
            log.warning("catalogue not refreshed", reason=str(error) or "slow answer")

    async def offers(self) -> Offers:
        """Return the offers, updated before if that is quick."""
        await self.refresh()
        return await self.tariffs.offers()

    def _is_fresh(self, max_age_seconds: int) -> bool:
        tried_at = self._memory.tried_at
        if self._memory.error is not None:
            max_age_seconds = FAILURE_REMEMBERED_SECONDS
        return tried_at is not None and 0 <= self.clock.now() - tried_at < max_age_seconds

    async def _ask(self) -> None:
        self._memory.tried_at = self.clock.now()
        # If the caller stops waiting, this stays: no answer, which is not an empty list.
        self._memory.error = TributeTimeout("the list took longer than a buyer waits")
        try:
            listed = await self.tribute.products()
        except TributeError as error:
            self._memory.error = error
            return
        self._memory.listed, self._memory.error = listed, None
        await self.tariffs.save_snapshots(listed.products, complete=not listed.skipped)
