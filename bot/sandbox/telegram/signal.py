"""Waiting for "something changed" without polling."""

import asyncio


class Signal:
    """Check your condition, then `wait()` without an await in between: no change is missed."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def fire(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self) -> None:
        await self._event.wait()

    async def wait_until(self, deadline: float) -> bool:
        """False once the loop's time passes `deadline`."""
        event = self._event
        try:
            async with asyncio.timeout_at(deadline):
                await event.wait()
        except TimeoutError:
            return False
        return True
