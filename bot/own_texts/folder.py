"""Loads TEXTS_DIR: reads it, checks it, and returns the texts that can be used."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import structlog
from fluent.syntax import ast

from bot.own_texts.check import LanguageCheck
from bot.own_texts.entries import parse
from bot.own_texts.files import read_folder
from bot.own_texts.known import Known
from bot.texts.bundles import Bundle, Entry, OwnBundles, sources
from bot.texts.catalog import Texts
from bot.texts.languages import LOCALES
from bot.texts.problems import TextFault, TextProblem, TextsReport

log = structlog.get_logger(__name__)

_MOST_LOGGED = 50


def load_own_texts(folder: Path, default_locale: str) -> OwnBundles:
    """Read and check the folder; never raises for what is in it: the shop has to open."""
    # Bundles of its own: what only the check parses is forgotten after it.
    known = Known({locale: Bundle(locale, sources(locale)) for locale in LOCALES})
    contents = read_folder(folder)
    parsed = parse(contents.sources, known.keys)
    problems = [*contents.problems, *parsed.problems]
    checks = [
        LanguageCheck(locale, parsed.entries.get(locale, {}), known, default_locale)
        for locale in sorted(contents.languages)
    ]
    for check in checks:
        check.run()
        if not check.keys and check.locale not in LOCALES:
            file = f"{contents.languages[check.locale]}/"
            problems.append(TextProblem(file, 0, "", TextFault.NO_TEXTS))
    used = {
        one.locale: one for one in checks if one.keys or (one.locale in LOCALES and one.entries)
    }
    _measure(used, default_locale)
    problems += [one for check in checks for one in check.problems]
    if default_locale not in {*LOCALES, *used}:
        name = f"DEFAULT_LOCALE={default_locale}"
        problems.append(TextProblem(name, 0, "", TextFault.DEFAULT_LOCALE))
    report = _report(used, known, problems)
    _log(report)
    return OwnBundles(_without_places(used), report)


def _measure(used: Mapping[str, LanguageCheck], default_locale: str) -> None:
    bundles = {locale: check.bundle() for locale, check in used.items()}
    texts = Texts(default_locale, own=OwnBundles(bundles))
    for check in used.values():
        check.measure(texts)


def _report(
    used: Mapping[str, LanguageCheck], known: Known, problems: Iterable[TextProblem]
) -> TextsReport:
    missing = {
        locale: tuple(sorted(known.keys - set(check.keys)))
        for locale, check in used.items()
        if locale not in LOCALES
    }
    return TextsReport(
        {locale: len(check.keys) for locale, check in used.items() if check.keys},
        missing,
        tuple(sorted(problems, key=lambda one: one.order)),
    )


def _log(report: TextsReport) -> None:
    for one in report.problems[:_MOST_LOGGED]:
        log.warning(
            "own text problem",
            place=one.place,
            key=one.key,
            fault=one.fault.value,
            detail=one.detail,
            effect=one.level.value,
        )
    log.info("own texts loaded", used=dict(report.counts), problems=len(report.problems))


def _without_places(used: Mapping[str, LanguageCheck]) -> dict[str, Bundle]:
    """Return the bundles as they are kept: what only the checks needed takes memory."""
    return {locale: check.bundle(_without_place) for locale, check in used.items()}


def _without_place(entry: Entry) -> Entry:
    kept: Entry = entry.clone()
    kept.comment = None
    _forget_places(kept)
    return kept


def _forget_places(node: object) -> None:
    if isinstance(node, list):
        for one in node:
            _forget_places(one)
    elif isinstance(node, ast.BaseNode):
        for one in vars(node).values():
            _forget_places(one)
        if isinstance(node, ast.SyntaxNode):
            node.span = None
