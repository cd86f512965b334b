"""Run the sandbox from the command line: use no real credentials, serve the page, clean up."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.errors import SettingsError
from bot.sandbox.cast import ADMINS, CHANNEL_ID
from bot.sandbox.server import start_page
from bot.sandbox.world import LOOPBACK, World
from bot.usecases.operations.own_texts import report

_REAL = ("BOT_TOKEN", "TRIBUTE_API_KEY")
_LAST_PORT = 65535


STARTED_BY = "TRIBUTARY_STARTED_BY"
"""Set by the Makefile: what to type differs between `make` and the command itself."""


_SHOP: dict[str, Any] = {
    "mode": "webhook",
    "with_service": True,
    "access_chat_ids": (CHANNEL_ID,),
}
"""It has an address, without which Telegram opens no Mini App."""
_NEW_SHOP: dict[str, Any] = {"mode": "webhook", "tariffs": "", "support_contact": ""}
"""Nothing is sold, and Tribute has an address to reach the bot at."""


def launch(
    port: str, *, with_plans: bool, texts_dir: Path | None = None, new_shop: bool = False
) -> None:
    """Serve until Ctrl-C or SIGTERM; raise SettingsError as `bot.sandbox.run` does."""
    refuse_real_credentials(os.environ)
    with _listen(_read_port(port)) as listening:
        beside_env_file = Path(".env").exists()
        shop = {"with_plans": with_plans and not new_shop, "texts_dir": texts_dir}
        shop |= _NEW_SHOP if new_shop else _SHOP
        asyncio.run(_serve(listening, shop, beside_env_file=beside_env_file))


def refuse_real_credentials(environ: Mapping[str, str]) -> None:
    """Raise SettingsError when a token or key is set, whatever the case of its name.

    The sandbox would never use it, but people who have one set may take the sandbox for their bot.
    A `.env` in the folder is another matter: it belongs there beside `make sandbox`, and nothing in
    the sandbox opens it.
    """
    found = [name for name in _REAL if any(key.upper() == name and environ[key] for key in environ)]
    if found:
        raise SettingsError(
            f"{' and '.join(found)} set in the environment: the sandbox never touches real"
            " credentials; run it without them."
        )


def _read_port(text: str) -> int:
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII) or int(text) > _LAST_PORT:
        raise SettingsError(
            f"the sandbox needs a port, a number from 1 to {_LAST_PORT}, as in {_with_port(8081)}."
        )
    return int(text)


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        reason, _, _ = str(error.strerror).partition(" (")  # the address again, in brackets
        raise SettingsError(
            f"the sandbox cannot listen on {LOOPBACK}:{port} ({reason}): stop the other"
            f" program, or choose another port with {_with_port(_next_to(port))}."
        ) from None


def _next_to(taken: int) -> int:
    return taken + 1 if taken < _LAST_PORT else taken - 1


def _with_port(port: int) -> str:
    """Return how to choose this port, in the way in which the sandbox was started."""
    if os.environ.get(STARTED_BY) == "make":
        return f"“make sandbox PORT={port}”"
    return f"“--port {port}”"


async def _serve(listening: socket.socket, shop: dict[str, Any], *, beside_env_file: bool) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with World.open(**shop) as world:
        world.telegram.flood_control.enabled = True
        for admin in ADMINS:
            await world.telegram.send(admin, "/start")  # else no notice could reach them
        runner = await start_page(world, listening)
        try:
            sys.stdout.write(f"Sandbox: http://{LOOPBACK}:{_port(listening)}  (Ctrl-C stops it)\n")
            sys.stdout.write(_addresses(world))
            sys.stdout.writelines(f"  {line}\n" for line in _own_texts(world))
            if beside_env_file:
                sys.stdout.write("  The .env of this folder isn't read: your bot isn't touched.\n")
            sys.stdout.flush()
            await stop.wait()
        finally:
            await runner.cleanup()


def _own_texts(world: World) -> Iterator[str]:
    """Yield what is wrong in the folder of own texts, and what is used of it."""
    return report(world.app.deps.texts) if world.app is not None else iter(())


def _addresses(world: World) -> str:
    """Return the addresses and keys for calling the simulators and the bot directly."""
    settings = world.settings
    telegram = f"{settings.telegram_api_url}/bot{settings.bot_token.get_secret_value()}/getMe"
    key = settings.tribute_api_key.get_secret_value()
    return (
        f"  Telegram: {telegram}\n"
        f"  Tribute:  {settings.tribute_api_url}/products  (Api-Key: {key})\n"
        f"  The bot:  {world.app_url}/healthz\n"
    )


def _port(listening: socket.socket) -> int:
    port: int = listening.getsockname()[1]
    return port
