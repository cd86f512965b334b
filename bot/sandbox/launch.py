"""Run the sandbox from the command line: refuse real credentials, serve the page, clean up."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from bot.errors import SettingsError
from bot.sandbox.cast import ADMINS, CHANNEL_ID
from bot.sandbox.server import start_page
from bot.sandbox.world import LOOPBACK, World

_REAL = ("BOT_TOKEN", "TRIBUTE_API_KEY")


def launch(port: int) -> None:
    """Serve until Ctrl-C or SIGTERM; raise SettingsError as `bot.sandbox.run` does."""
    refuse_real_credentials(os.environ, Path(".env"))
    with _listen(port) as listening:
        asyncio.run(_serve(listening))


def refuse_real_credentials(environ: Mapping[str, str], env_file: Path) -> None:
    """Raise SettingsError when a token or key is set, whatever the case of its name.

    The sandbox would never use it, but people who have one set may take the sandbox for their bot.
    """
    for source, values in (("the environment", environ), (str(env_file), _read(env_file))):
        found = [name for name in _REAL if any(_sets(key, name) for key in values if values[key])]
        if found:
            raise SettingsError(
                f"{' and '.join(found)} set in {source}: the sandbox never touches real"
                " credentials; run it from another folder, or without them."
            )


def _sets(key: str, name: str) -> bool:
    return key.upper() == name


def _read(env_file: Path) -> Mapping[str, str | None]:
    try:
        return dotenv_values(env_file, interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{env_file} cannot be read, so the sandbox cannot tell whether it holds real"
            " credentials: fix it, or run the sandbox from another folder."
        ) from error


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise SettingsError(
            f"the sandbox cannot listen on {LOOPBACK}:{port} ({error.strerror}): stop the other"
            " program, or choose another port with --port."
        ) from None


async def _serve(listening: socket.socket) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with World.open(with_service=True, access_chat_ids=(CHANNEL_ID,)) as world:
        world.telegram.flood_control.enabled = True
        for admin in ADMINS:
            await world.telegram.send(admin, "/start")  # else no notice could reach them
        runner = await start_page(world, listening)
        try:
            sys.stdout.write(f"Sandbox: http://{LOOPBACK}:{_port(listening)}  (Ctrl-C stops it)\n")
            sys.stdout.write(_addresses(world))
            sys.stdout.flush()
            await stop.wait()
        finally:
            await runner.cleanup()


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
