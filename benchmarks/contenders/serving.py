"""Serves a contender in the same way as Tributary: on uvloop, without an access log."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

import uvloop
from aiohttp import web

KEY = b"bench-key"
PATH = "/webhook/tribute"


def serve(application: Callable[[str], Awaitable[web.Application]]) -> None:
    """Serve `python -m … PORT DATABASE` until it is killed."""
    port, database = int(sys.argv[1]), sys.argv[2]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(application, port, database))


async def _serve(
    application: Callable[[str], Awaitable[web.Application]], port: int, database: str
) -> None:
    runner = web.AppRunner(await application(database), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=1024).start()
    await asyncio.Event().wait()
