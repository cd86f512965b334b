"""Carries out `tributary init --install` and `--uninstall`: the steps in their order."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.init import proposals
from bot.init.address import leads
from bot.init.install.account import Account
from bot.init.install.answers import SETTINGS, Answers, flags_of
from bot.init.install.before import NEEDED_MB, refuse_unfit
from bot.init.install.host import HOME, USER, VENV, Host
from bot.init.install.program import Command, Program
from bot.init.install.record import Notebook
from bot.init.install.service import Service, Unit
from bot.init.install.steps import Step, Work
from bot.init.install.talk import Talk
from bot.init.install.web_server import CHOICES, Listener, WebServer
from bot.init.options import FLAGS
from bot.init.terminal import Stopped, Terminal
from bot.probes.listeners import listener_at
from bot.probes.machine import Machine
from bot.probes.web import WebProbe
from bot.settings.settings import Settings
from bot.texts import Texts

_OK, _INTERRUPTED = 0, 130
_PASSED_ON = (*FLAGS.values(), "--shop")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything around the installation; tests replace parts of it."""

    host: Host = field(default_factory=Host)
    listener: Listener = listener_at
    user_id: int = field(default_factory=os.geteuid)
    needed_mb: int = NEEDED_MB
    ready_seconds: float = 60
    """How long the bot, and then its certificate, are waited for."""
    look_seconds: float = 1
    machine: Machine = field(default_factory=Machine)


def run(flags: Mapping[str, object], environ: Mapping[str, str]) -> int:
    """Install or uninstall; return the exit code. Raises SettingsError with one sentence, in the
    language of the terminal, where something has to be put right first."""
    terminal = Terminal.of_process()
    talk = Talk(terminal, Texts(proposals.terminal_language(environ)), flags.get("yes") is True)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return carry_out(flags, talk, Surroundings())


def carry_out(flags: Mapping[str, object], talk: Talk, around: Surroundings) -> int:
    """Install or uninstall, as the flags say; return the exit code. Raises SettingsError, also
    where a file can't be written."""
    try:
        if flags.get("uninstall"):
            uninstall(talk, around)
        else:
            install(flags, talk, around)
    except (Stopped, KeyboardInterrupt):
        with suppress(Stopped):
            talk.say("install-stopped", "!")
        return _INTERRUPTED
    except OSError as error:
        raise SettingsError(
            talk.text("install-file-failed", path=str(error.filename), reason=str(error.strerror))
        ) from None
    return _OK


def install(flags: Mapping[str, object], talk: Talk, around: Surroundings) -> None:
    """Do what isn't done yet, let the doctor look, and say what is left. Raises SettingsError."""
    refuse_unfit(around.host, talk, around.user_id, around.needed_mb)
    choice = str(flags.get("web_server") or "")
    if choice and choice not in CHOICES:
        talk.refuse("install-web-server-unknown")
    work = Work(around.host, Notebook(around.host), talk)
    answers = Answers(work, flags_of(flags, _PASSED_ON))
    talk.say("install-title", "")
    acted = [_do(step, talk) for step in _steps(work, answers, choice, around.listener)]
    asyncio.run(_wait(answers, talk, around))
    work.host.watched(_doctor_line(), environ={"HOME": HOME})
    if not any(acted):
        talk.say("install-unchanged", "✓")
    _say_left(answers, talk)


def uninstall(talk: Talk, around: Surroundings) -> None:
    """Undo what the record has, the last step first; settings and data stay."""
    if around.user_id != 0:
        talk.refuse("install-not-root")
    work = Work(around.host, Notebook(around.host), talk)
    if work.notes.is_empty:
        talk.say("install-nothing-here", "✓")
        return
    talk.say("install-uninstall-kept", "", path=HOME)
    talk.text("install-program-undone", path="")  # is read before the program's files are gone
    for step in _undone_in_order(work):
        step.undo()


def _steps(work: Work, answers: Answers, choice: str, listener: Listener) -> Sequence[Step]:
    site = WebServer(work, answers, choice, listener)
    return (Account(work), Program(work), Command(work), answers, site, Unit(work), Service(work))


def _undone_in_order(work: Work) -> Sequence[Step]:
    """Return the steps in the order of undoing: the program last, because it is running."""
    site = WebServer(work, Answers(work))
    return (Service(work), Unit(work), site, Command(work), Account(work), Program(work))


def _do(step: Step, talk: Talk) -> bool:
    """Do a step unless it is done; return whether something was done."""
    if step.is_done():
        talk.say(f"install-{step.name}-there", "✓", command=SETTINGS)
        return False
    talk.say(f"install-{step.name}")
    step.do()
    return True


async def _wait(answers: Answers, talk: Talk, around: Surroundings) -> None:
    """Wait until the bot can take payments, then until its address answers with a certificate."""
    probe, url = WebProbe(), f"http://{answers.local()}"
    talk.say("install-wait", url=url)
    async with _at_most(around.ready_seconds):
        while True:
            view = await probe.ready(url)
            if view is not None and view.is_ready:
                break
            await asyncio.sleep(around.look_seconds)
        talk.say("install-ready", "✓")
    address = answers.values().get("PUBLIC_URL")
    if address is None:
        return
    host = urlsplit(address).hostname or ""
    doubts = leads(host, await around.machine.resolve(host), around.machine.addresses())
    for said in doubts:
        talk.say(said.key, "!", **said.params)
        talk.say(said.step, "  →", **said.params)
    if not doubts:
        talk.say("install-wait-address", url=address)
        async with _at_most(around.ready_seconds):
            while True:
                if await probe.clock(address) is not None:
                    break
                await asyncio.sleep(around.look_seconds)


@asynccontextmanager
async def _at_most(seconds: float) -> AsyncIterator[None]:
    """Give up waiting after this time: the doctor says what is wrong."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            yield


def _doctor_line() -> tuple[str, ...]:
    return ("sh", "-ec", f"cd {HOME} && exec runuser -u {USER} -- {VENV}/bin/tributary doctor")


def _say_left(answers: Answers, talk: Talk) -> None:
    values, fields = answers.values(), Settings.model_fields
    url = values.get("PUBLIC_URL")
    path = values.get("TRIBUTE_WEBHOOK_PATH") or fields["tribute_webhook_path"].default
    if not values.get("ADMIN_IDS"):
        talk.say("install-no-owner", "!")
    if url is not None:
        talk.say("init-next-webhook", url=f"{url}{path}")
    talk.say("install-next-start")
