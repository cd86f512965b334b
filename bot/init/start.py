"""Carries out `tributary init`: the questions in their order, the file, and what comes next."""

import asyncio
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SettingsError
from bot.init import address, credentials, options, owner, proposals, shop
from bot.init.answers import Said
from bot.init.code import Pace
from bot.init.credentials import Credentials
from bot.init.desk import Desk
from bot.init.options import Options
from bot.init.shop import Arrival, Serving
from bot.init.terminal import Stopped, Terminal
from bot.probes.machine import Machine
from bot.settings.settings import load_settings
from bot.texts import Texts
from bot.usecases.operations import command_lines

_OK, _INTERRUPTED = 0, 130
_ENDED_BY = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything around the dialogue; tests replace parts of it."""

    terminal: Terminal
    path: Path = Path(".env")
    machine: Machine = field(default_factory=Machine)
    pace: Pace = field(default_factory=Pace)


def run(flags: Mapping[str, object], environ: Mapping[str, str]) -> int:
    """Ask, check and write; return the exit code.

    Raises SettingsError with one sentence, in the language of the terminal, where nobody can be
    asked and something has to be put right first.
    """
    terminal = Terminal.of_process()
    texts = Texts(proposals.terminal_language(environ))
    # Ctrl-C also ends what a shell has started in the background, with SIGINT ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        chosen = options.read(flags, environ, sys.stdin)
        with terminal.held():
            asyncio.run(_until_ended(chosen, texts, Surroundings(terminal)))
    except (Stopped, KeyboardInterrupt, asyncio.CancelledError):
        with suppress(Stopped):
            terminal.say(f"\n{texts.plain('init-stopped', texts.pick(None))}")
        return _INTERRUPTED
    return _OK


async def _until_ended(chosen: Options, texts: Texts, around: Surroundings) -> None:
    """Run the dialogue. SIGTERM, SIGQUIT and a lost connection end it as Ctrl-C does: the terminal
    shows again what is typed."""
    task = asyncio.current_task()
    if task is not None:
        for number in _ENDED_BY:
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await dialogue(chosen, texts, around)


async def dialogue(chosen: Options, texts: Texts, around: Surroundings) -> None:
    """Ask every question once, in an order in which each can use the answers before it."""
    desk = Desk(around.terminal, chosen, texts, around.path)
    desk.say(Said("init-title"))
    for sentence in desk.unknown():
        desk.say(Said("init-file-unknown", {"sentence": sentence}), "!")
    found = Credentials()
    await credentials.ask_token(desk, found)
    await credentials.ask_key(desk, found)
    await address.ask_address(desk, around.machine)
    serving = await shop.look(desk, found)
    arrival = await shop.ask_arrival(desk, serving)
    await owner.ask_owner(desk, found, serving, arrival, around.pace)
    await proposals.ask_zone(desk, found, around.machine)
    await proposals.ask_language(desk, found, texts.pick(None))
    await proposals.ask_port(desk, serving, around.machine)
    desk.finish()
    _close(desk, found, serving, arrival)


def _close(desk: Desk, found: Credentials, serving: Serving, arrival: Arrival) -> None:
    """Say what is left. Raises SettingsError where the bot would refuse the file."""
    desk.terminal.say()
    path = {"path": str(desk.file.path.absolute())}
    desk.say(Said("init-written" if desk.changed else "init-unchanged", path), "✓")
    try:
        load_settings(desk.file.path)
    except SettingsError as error:
        reason = next(iter(desk.unknown()), str(error))
        raise SettingsError(desk.text("init-refused", reason=reason)) from None
    if "ADMIN_IDS" not in desk.values:
        desk.say(Said("init-no-owner", {}, "init-no-owner-step"), "!")
    goes_on = desk.options.environ.get(options.STARTED_BY) == options.INSTALL
    if serving.runs_here and not goes_on:
        desk.say(Said("init-next-restart"), "→")
        return
    for said in _before_a_start(desk, serving, arrival):
        desk.say(said, "→")
    if not goes_on:
        for said in _next(desk, found):
            desk.say(said, "→")


def _before_a_start(desk: Desk, serving: Serving, arrival: Arrival) -> list[Said]:
    """Return what the bot would refuse its first start for."""
    steps = []
    if arrival is Arrival.MOVED:
        steps.append(Said("init-next-restore", {"path": str(desk.database_path().absolute())}))
    if arrival is Arrival.NEW and serving.was_before:
        steps.append(Said("init-next-new-shop", {"command": command_lines.new_shop()["systemd"]}))
    return steps


def _next(desk: Desk, found: Credentials) -> list[Said]:
    url, host = desk.values.get("PUBLIC_URL"), desk.setting("HOST")
    steps = []
    if url is not None:
        port = desk.values.get("PORT") or desk.setting("PORT")
        steps.append(Said("init-next-proxy", {"url": url, "local": f"{host}:{port}"}))
    steps.append(Said("init-next-run"))
    if url is not None:
        steps.append(Said("init-next-webhook", {"url": url + desk.setting("TRIBUTE_WEBHOOK_PATH")}))
    if found.bot is not None:
        steps.append(Said("init-next-start", {"username": found.bot.username}))
    return steps
