"""Calls each route of the console with what nobody would send, and checks the answers.

`make fuzz` runs this: Schemathesis reads the API's own document, and makes up right and wrong
requests. None may end in an error of the server, answer otherwise than described, or accept what
the document forbids. The shop is the sandbox's, with a few sales, so acts may do what they like.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import hdrs

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS
from bot.sandbox.world import World
from tests.conftest import NOW
from tests.handlers.http.console.client import Visitor, init_data
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask

_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
    "ignored_auth",
)
_THERE = [1, 2, 3, 4, 5, 6, ADMIN.id, BUYER.id, REGRETS.id, NEVER_STARTED.id]
"""Ids of what the shop has, and of its people."""
_LEFT_OUT = ("/console/api/live", "/console/api/logout")
"""A stream would last for its whole time, and a logout end the run."""


@asynccontextmanager
async def _shop() -> AsyncIterator[Visitor]:
    """Yield the page of a shop with two plans, some sales, one of them held, and a refund."""
    clock = FixedClock(NOW)
    async with World.open(clock=clock, with_plans=True) as world, aiohttp.ClientSession() as client:
        await ask(world, ADMIN.id, "/start")
        for person in (BUYER.id, REGRETS.id, NEVER_STARTED.id, None):
            await buy(world, person)
        await buy(world, BUYER.id, 512)
        page = Visitor(client, world.app_url)
        login = await page.post("login", {"init_data": init_data(ADMIN.id, NOW)})
        page.headers[hdrs.AUTHORIZATION] = f"Bearer {login.body['bearer']}"
        yield page


async def _document(page: Visitor) -> Any:
    """Return the app's document, which names some ids: half of the calls lead to something then."""
    document = (await page.get("openapi.json")).body
    for operations in document["paths"].values():
        for operation in operations.values():
            for one in operation["parameters"]:
                if one["in"] == "path" and one["name"] == "id":
                    one["schema"] = {"anyOf": [{"enum": _THERE}, one["schema"]]}
    return document


async def fuzz(program: str, options: Sequence[str]) -> int:
    """Run Schemathesis against a shop; return its exit code."""
    async with _shop() as page:
        with tempfile.TemporaryDirectory() as folder:
            left_out = [word for path in _LEFT_OUT for word in ("--exclude-path", path)]
            document = Path(folder) / "openapi.json"
            document.write_text(json.dumps(await _document(page)), encoding="utf-8")
            process = await asyncio.create_subprocess_exec(
                program,
                *("run", str(document), "--url", page.url),
                *("--header", f"Authorization: {page.headers[hdrs.AUTHORIZATION]}"),
                *("--header", f"Origin: {page.url}"),
                *("--checks", ",".join(_CHECKS)),
                *("--phases", "coverage,fuzzing"),
                *left_out,
                *options,
                cwd=folder,
            )
            return await process.wait()


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path, help="the path of schemathesis")
    parser.add_argument("options", nargs="*", help="more options of it, behind --")
    given = parser.parse_args()
    return asyncio.run(fuzz(str(given.program.absolute()), given.options))


if __name__ == "__main__":
    sys.exit(main())
