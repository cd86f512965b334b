"""The connections to the Bot API, as aiogram makes them, but closed without an idle wait."""

from aiogram.client.session.aiohttp import AiohttpSession


class Session(AiohttpSession):
    """aiogram sleeps a quarter of a second after closing, for TLS connections to end; aiohttp
    itself waits for exactly that since 3.12, so a stop need not take longer than it does."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
