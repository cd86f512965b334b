"""The command line: `python -m bot run | init | sandbox | doctor | backup | restore | …`.

Each command imports what only it needs: `run` needs none of the others' parts, and has to prepare
before most classes are made.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot import __version__
from bot.clock import SystemClock
from bot.domain.checkup import Finding
from bot.errors import SettingsError, StorageError, StorageUnavailable
from bot.own_texts.load import load_texts
from bot.runtime import gc_tuning, lazy_types, light_cldr, light_dataclasses, light_tls, logs
from bot.runtime.shipped import shipped_file
from bot.settings.env_file import check_folder
from bot.settings.settings import Settings, load_settings
from bot.texts import LOCALES, TextError, Texts
from bot.texts.bundles import originals

T = TypeVar("T")
_OK, _FOUND_SOMETHING, _REFUSED, _INTERRUPTED = 0, 1, 2, 130
_SWITCH_SECONDS = 0.001
"""How long the writer's thread waits until Python makes the loop give way (5 ms by default).
A commit takes 3 ms; with a much shorter wait the switches would cost more than they save."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; an error that the owner can fix is one sentence on
    stderr, and code 2."""
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        check_folder()
        return command(arguments)
    except (SettingsError, StorageError, TextError) as error:
        sys.stderr.write(f"tributary: {error}\n")
        return _REFUSED
    except StorageUnavailable as error:
        sys.stderr.write(f"tributary: Nothing can be stored ({error}); fix that, then try again.\n")
        return _REFUSED
    except KeyboardInterrupt:
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tributary",
        description="Sells access to your service through Tribute, from a Telegram bot.",
        epilog="Settings come from the environment and from .env in this folder;"
        f" {shipped_file('.env.example') or '.env.example'} lists them.",
    )
    parser.add_argument("--version", action="version", version=f"tributary {__version__}")
    parser.set_defaults(command=_run, new_shop=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    start = _add(commands, "run", _run, "start the bot and the webhook server (the default)")
    start.add_argument(
        "--new-shop",
        action="store_true",
        help="begin a new, empty shop, although there seems to have been one before",
    )
    _add_init(commands)
    sandbox = _add(
        commands, "sandbox", _sandbox, "try everything on this machine, without any account"
    )
    sandbox.add_argument(
        "--port", default="8080", help="where the page is served (default: %(default)s)"
    )
    sandbox.add_argument(
        "--plans", action="store_true", help="sell two plans, Basic and Pro, which includes Basic"
    )
    sandbox.add_argument(
        "--texts", metavar="FOLDER", type=Path, help="show your own texts and languages of FOLDER"
    )
    sandbox.add_argument(
        "--new-shop", action="store_true", help="begin with a shop in which nothing is set up"
    )
    backup = _add(
        commands, "backup", _backup, "copy the database to a new file, also while the bot runs"
    )
    backup.add_argument("dest", metavar="DEST", type=Path, help="a new file, or a folder for it")
    restore = _add(
        commands, "restore", _restore, "replace the database with a copy; stop the bot first"
    )
    restore.add_argument("source", metavar="SRC", type=Path, help="a file that `backup` made")
    _add(
        commands,
        "doctor",
        _doctor,
        "examine settings, connections, products and data, and say what to do: exit code 0 or 1",
    )
    _add(
        commands,
        "check",
        _check,
        "verify the ledger in DATABASE_PATH, and all texts, also in TEXTS_DIR: exit code 0, 1 or 2",
    )
    _add(
        commands,
        "upgrade-check",
        _upgrade_check,
        "say what this version would change in the shop of this folder, and change nothing:"
        " exit code 0 or 1",
    )
    return parser


def _add_init(commands: Any) -> None:
    """Add the first start; its questions are the flags. A secret is better given as `-`."""
    init = _add(commands, "init", _init, "ask for the settings, check each, and write .env")
    line = "; - reads it from a line of standard input"
    for flag, value, sentence in (
        ("--bot-token", "TOKEN", f"the bot's token{line}"),
        ("--tribute-key", "KEY", f"the key from Tribute{line}"),
        ("--public-url", "URL", "the bot's https address"),
        ("--admin-id", "ID", "the owner's Telegram id"),
        ("--shop", "new|moved", "whether a new shop begins, or one moves here"),
        ("--timezone", "NAME", "the time zone, like Europe/Moscow"),
        ("--locale", "en|ru", "the language for people with another"),
        ("--port", "PORT", "the port to listen on"),
        ("--web-server", "caddy|nginx|none", "which one gets the site, with --install"),
    ):
        init.add_argument(flag, metavar=value, help=sentence)
    for flag, sentence in (
        ("--install", "as root on Debian or Ubuntu: set up everything on this machine, and start"),
        ("--uninstall", "undo what --install did; the data stay"),
    ):
        init.add_argument(flag, action="store_true", help=sentence)
    init.add_argument(
        "--yes",
        action="store_true",
        help="take every default, leave out what has none, and let a flag replace what is there",
    )


def _add(
    commands: Any, name: str, command: Callable[[argparse.Namespace], int], sentence: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=sentence, description=f"{sentence[0].upper()}{sentence[1:]}."
    )
    parser.set_defaults(command=command)
    return parser


def _run(arguments: argparse.Namespace) -> int:
    settings = _settings()
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc_tuning.slow_down()
    light_dataclasses.install()
    light_cldr.install()
    light_tls.install()
    lazy_types.install()
    from bot.app import serve  # only now: it imports most classes, and aiogram

    run_loop(serve(settings, new_shop=arguments.new_shop))
    return _OK


def _check(_arguments: argparse.Namespace) -> int:
    from bot.usecases.operations import ledger_check
    from storage.engine.database import open_read_only

    settings = _settings()
    texts = _check_texts(settings)
    with open_read_only(settings.database_path) as tx:
        findings = ledger_check.check(tx)
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    if not findings:
        sys.stdout.write(f"ok: the ledger in {settings.database_path} is consistent\n")
    return texts or (_FOUND_SOMETHING if findings else _OK)


def _check_texts(settings: Settings) -> int:
    """Print what is wrong with the texts, before the ledger, which a new shop doesn't have yet."""
    for locale in LOCALES:
        originals(locale).parse_all()
    if settings.texts_dir is None:
        return _OK
    from bot.usecases.operations import own_texts

    texts = load_texts(settings.default_locale, settings.timezone, settings.texts_dir)
    for line in own_texts.report(texts):
        sys.stdout.write(f"{line}\n")
    if texts.own is not None and texts.own.mistakes:
        return _REFUSED
    sys.stdout.write(f"ok: the texts in {settings.texts_dir} can be used\n")
    return _OK


def _backup(arguments: argparse.Namespace) -> int:
    from bot.usecases.operations import backups, copies_folder

    settings = _settings()
    target: Path = arguments.dest
    if target.is_dir():
        target /= copies_folder.file_name(SystemClock().now())
    backups.make(settings.database_path, target)
    sys.stdout.write(f"ok: {target} is a copy of {settings.database_path} that passed the checks\n")
    return _OK


def _restore(arguments: argparse.Namespace) -> int:
    from bot.usecases.operations import backups

    settings = _settings()
    kept = backups.restore(arguments.source, settings.database_path, SystemClock().now())
    if kept is not None:
        sys.stdout.write(f"The previous database is kept as {kept}\n")
    sys.stdout.write(
        f"ok: {settings.database_path} is now the copy {arguments.source}. Start the bot: it"
        " records payments at once, and sends nothing before an admin has answered its question.\n"
    )
    return _OK


def _doctor(_arguments: argparse.Namespace) -> int:
    logs.setup()  # until the settings are known, and if they can't be read
    lazy_types.install()
    from bot import checkup  # only now: it imports aiogram, which has to come after install()

    try:
        settings = _settings()
    except SettingsError as error:
        texts, findings = Texts(), checkup.refused(error)
    else:
        texts = load_texts(settings.default_locale, settings.timezone, settings.texts_dir)
        findings = run_loop(checkup.examine(settings, texts))
    return _report(texts, findings)


def _upgrade_check(_arguments: argparse.Namespace) -> int:
    from bot.settings.review import review_settings
    from bot.usecases.operations.upgrade_check import UpgradeCheck

    logs.setup()
    settings = review_settings()
    texts, places = Texts(), settings.places
    if places is not None:
        texts = load_texts(places.default_locale, places.timezone, places.texts_dir)
    return _report(texts, UpgradeCheck(settings, texts.own).findings())


def _report(texts: Texts, findings: Sequence[Finding]) -> int:
    from bot.usecases.operations.report import is_broken, report

    sys.stdout.write(report(texts, findings))
    return _FOUND_SOMETHING if is_broken(findings) else _OK


def _init(arguments: argparse.Namespace) -> int:
    logs.setup("ERROR")
    if arguments.install or arguments.uninstall:
        from bot.init.install import start as installation

        return installation.run(vars(arguments), os.environ)
    from bot.init import start  # only here: `run` needs nothing of it

    return start.run(vars(arguments), os.environ)


def _sandbox(arguments: argparse.Namespace) -> int:
    logs.setup()
    from bot.sandbox import run

    run(
        arguments.port,
        with_plans=arguments.plans,
        texts_dir=arguments.texts,
        new_shop=arguments.new_shop,
    )
    return _OK


def _settings() -> Settings:
    settings = load_settings()
    logs.setup(settings.log_level, settings.log_format, settings.secrets)
    return settings


def run_loop(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine and return its result; on uvloop where that is installed."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


if __name__ == "__main__":
    sys.exit(main())
