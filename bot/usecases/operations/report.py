"""Prints findings in a terminal: those of the doctor, and of the check before an upgrade."""

from collections.abc import Iterable

from bot.domain.checkup import Finding, Level
from bot.texts import Texts


def report(texts: Texts, findings: Iterable[Finding]) -> str:
    """Return one line for each finding, and below it the next step; in the default language."""
    locale = texts.pick(None)
    lines = []
    for finding in findings:
        what = texts.plain(finding.key, locale, **finding.params)
        lines.append(f"{finding.level:<8} {_hanging(what)}")
        if finding.level is not Level.OK:
            step = texts.plain(f"{finding.key}-step", locale, **finding.params)
            lines.append(f"         → {_hanging(step)}")
    return "\n".join(lines) + "\n"


def is_broken(findings: Iterable[Finding]) -> bool:
    return any(finding.level is Level.BROKEN for finding in findings)


def _hanging(text: str) -> str:
    return text.replace("\n", "\n         ")
