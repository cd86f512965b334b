"""The connections to the Bot API, as aiogram makes them, but closed without an idle wait."""

from aiogram.client.session.aiohttp import AiohttpSession


class Session(AiohttpSession):
    """aiogram's session, but `close` doesn't sleep. aiogram sleeps a quarter of a second after
    closing, for TLS connections to end; aiohttp itself waits for exactly that since 3.12."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
