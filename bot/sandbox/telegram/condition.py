"""A condition to wait for without polling."""

import asyncio


class Condition:
    """Like asyncio.Condition, without the lock.

    Check whatever you wait for, then `wait()` with no other await in between: no change is missed.
    """

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify_all(self) -> None:
        """Wake everyone who waits."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self) -> None:
        await self._event.wait()

    async def wait_until(self, deadline: float) -> bool:
        """Wait until the loop's time `deadline` at most; return False when it has passed."""
        event = self._event
        try:
            async with asyncio.timeout_at(deadline):
                await event.wait()
        except TimeoutError:
            return False
        return True
