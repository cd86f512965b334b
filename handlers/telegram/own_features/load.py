"""Loads an owner's own features from FEATURES_DIR; a file that fails is left out, and only that."""

import sys
from collections.abc import Callable, Collection, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import structlog
from aiogram import Dispatcher, Router

from bot.domain.features import FeatureFault, FeatureProblem, OwnCommand, OwnFeatures
from handlers.telegram.own_features.commands import answered_commands, named_commands, repeated
from handlers.telegram.own_features.files import LeftOutError, feature_files, read_source
from handlers.telegram.own_features.guards import guards_of

log = structlog.get_logger(__name__)

_PREFIX = "tributary_own_features_"
"""Before the names of the modules, so that none hides one of the bot's or of Python's."""


@dataclass(frozen=True, slots=True)
class LoadedFeatures:
    """The routers of the features, to be included after the bot's own, and what to report."""

    routers: tuple[Router, ...] = ()
    summary: OwnFeatures = field(default_factory=OwnFeatures)


@dataclass(frozen=True, slots=True)
class _Feature:
    file: str
    router: Router
    commands: tuple[OwnCommand, ...]


def load_features(
    folder: Path | None, bot_commands: Callable[[], Collection[str]]
) -> LoadedFeatures:
    """Load each file of the folder. The bot's own commands are asked for only if there is one: to
    collect them takes as long as building the dispatcher.

    Never raises for what a file does: the shop has to open whatever is in that folder.
    """
    if folder is None:
        return LoadedFeatures()
    try:
        files = feature_files(folder)
    except LeftOutError as error:
        return _summed_up([], [error.problem(str(folder))])
    if str(folder) not in sys.path:
        sys.path.append(str(folder))  # last, so that a helper hides no module of Python's
    features: list[_Feature] = []
    problems: list[FeatureProblem] = []
    occupied = set(bot_commands())
    for path in files:
        try:
            feature = _load(path, occupied, [one.router for one in features])
        except LeftOutError as error:
            problems.append(error.problem(path.name))
        else:
            features.append(feature)
            occupied |= answered_commands([feature.router])
            occupied |= {command.name for command in feature.commands}
    return _summed_up(features, problems)


def _summed_up(features: list[_Feature], problems: list[FeatureProblem]) -> LoadedFeatures:
    for problem in problems:
        log.warning(
            "own feature left out", file=problem.file, fault=problem.fault, detail=problem.detail
        )
    if features:
        log.info("own features loaded", files=[feature.file for feature in features])
    guards = (guard for one in features for guard in guards_of(one.file, one.router))
    return LoadedFeatures(
        tuple(feature.router for feature in features),
        OwnFeatures(
            tuple(feature.file for feature in features),
            tuple(command for feature in features for command in feature.commands),
            tuple(problems),
            tuple(guards),
        ),
    )


def _load(path: Path, taken: Collection[str], others: Collection[Router]) -> _Feature:
    """Run one file and return its feature; raise LeftOutError where it has none."""
    module = _run(path, read_source(path))
    commands = named_commands(getattr(module, "COMMANDS", {}))
    router = _router(module)
    if any(router is other for other in others):
        raise LeftOutError(FeatureFault.NO_ROUTER)
    command = repeated(router, commands, taken)
    if command is not None:
        raise LeftOutError(FeatureFault.REPEATED, command)
    return _Feature(path.name, router, commands)


def _run(path: Path, source: bytes) -> ModuleType:
    """Run the source as a module of its own. Nothing is read from or written to a cache: only these
    bytes were examined."""
    module = ModuleType(_PREFIX + path.stem)
    module.__file__ = str(path)
    try:
        code = compile(source, str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        where = f"line {error.lineno}: " if error.lineno else ""
        raise LeftOutError(FeatureFault.SYNTAX, f"{where}{error.msg}") from None
    except Exception as error:  # noqa: BLE001  (a NUL: ValueError; too deeply nested: MemoryError)
        raise LeftOutError(FeatureFault.SYNTAX, str(error) or "too deeply nested") from None
    sys.modules[module.__name__] = module  # dataclasses and pydantic look their module up there
    try:
        exec(code, module.__dict__)  # noqa: S102  (an owner's own code, as its settings are)
    except BaseException as error:  # noqa: BLE001  (whatever foreign code raises, exits too)
        del sys.modules[module.__name__]
        raise _failed(path, error) from None
    return module


def _router(module: ModuleType) -> Router:
    make = getattr(module, "router", None)
    if not callable(make):
        raise LeftOutError(FeatureFault.NO_ROUTER)
    try:
        made = make()
    except BaseException as error:  # noqa: BLE001  (whatever foreign code raises, exits too)
        raise _failed(Path(module.__file__ or ""), error) from None
    if isinstance(made, Coroutine):
        made.close()  # `async def router()`: a coroutine that nobody awaits would warn
    if (
        not isinstance(made, Router)
        or isinstance(made, Dispatcher)
        or made.parent_router is not None
    ):
        raise LeftOutError(FeatureFault.NO_ROUTER)
    return made


def _failed(path: Path, error: BaseException) -> LeftOutError:
    """Log the whole error; the admins read its kind and where it happened, not its text: that may
    hold a secret of the owner's."""
    log.warning("own feature failed", file=path.name, exc_info=error)
    line = _line_in(path, error)
    where = f", line {line}" if line is not None else ""
    missing = f" ({error.name})" if isinstance(error, ImportError) and error.name else ""
    return LeftOutError(FeatureFault.FAILED, f"{type(error).__name__}{missing}{where}")


def _line_in(path: Path, error: BaseException) -> int | None:
    """Return the last line of this file that the error passed."""
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == str(path):
            line = step.tb_lineno
        step = step.tb_next
    return line
