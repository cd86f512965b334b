"""The worker that refreshes the products from Tribute: names, prices, links, status.

It does so even while nobody asks for the offers.
"""

import asyncio

import structlog

from bot.tribute.errors import TributeError
from bot.usecases.tariffs.catalog import Catalog
from bot.workers.supervisor import sleep_unless

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 600
_AFTER_FAILURE_SECONDS = 30


class CatalogWorker:
    """`step` refreshes the catalog once; `run` does so every ten minutes."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            refreshed = await self.step()
            await sleep_unless(stop, _EVERY_SECONDS if refreshed else _AFTER_FAILURE_SECONDS)

    async def step(self) -> bool:
        """Refresh once; return False when Tribute didn't answer."""
        try:
            await self._catalog.products()
        except TributeError as error:
            log.warning("catalogue not refreshed", reason=str(error))
            return False
        return True
