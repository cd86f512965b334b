"""Reports what is wrong in TEXTS_DIR: to the admins, to the doctor, and in a terminal."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.checkup import Finding, ok, warning
from bot.texts import LOCALES, Texts, Whole
from bot.texts.problems import TextProblem, TextsReport
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.outbox import Outbox
from storage import facts
from storage.engine.database import Database

_DAY_SECONDS = 86400
_LANGUAGES = "languages"
"""The fact with the codes of all languages that have ever been added."""
_SHOWN_IN_NOTICE = 10
_SHOWN_BY_DOCTOR = 40
_MISSING_SHOWN = 12


@dataclass(frozen=True, slots=True)
class OwnTextReports:
    """Knows what was read at this start; None where TEXTS_DIR isn't set."""

    texts: TextsReport | None
    db: Database
    outbox: Outbox
    clock: Clock

    async def on_start(self) -> None:
        """Notify every admin of the mistakes, all in one notice; at most once a day however often
        the bot starts."""
        mistakes = self.texts.mistakes if self.texts is not None else ()
        if not mistakes:
            return
        shown = [problem_values(one) for one in mistakes[:_SHOWN_IN_NOTICE]]
        detail: dict[str, object] = {"problems": shown, "more": len(mistakes) - len(shown)}
        digest = hashlib.sha256(repr(mistakes).encode()).hexdigest()[:16]
        day = self.clock.now() // _DAY_SECONDS
        await self.outbox.notify_admins(NoticeKind.ADMIN_TEXTS, f"{digest}:{day}", detail)

    async def former_languages(self, present: tuple[str, ...]) -> tuple[str, ...]:
        """Return the added languages that were there at an earlier start, and aren't now."""
        before = set((await self.db.read(lambda tx: facts.get(tx, _LANGUAGES)) or "").split())
        added = set(present) - set(LOCALES)
        if added - before:
            known = " ".join(sorted(before | added))
            await self.db.write(lambda tx: facts.put(tx, _LANGUAGES, known))
        return tuple(sorted(before - added))


def problem_values(one: TextProblem) -> dict[str, str]:
    """Return the values of `texts-problem`; notices store them."""
    shown = {
        "place": one.place,
        "keyed": "yes" if one.key else "no",
        "name": one.key,
        "fault": one.fault.value,
        "detail": one.detail,
        "hinted": "yes" if one.hint else "no",
        "hint": one.hint,
        "level": one.level.value,
    }
    return {name: Whole(value) for name, value in shown.items()}


def findings(own: TextsReport | None) -> Iterator[Finding]:
    """Yield what the doctor says about TEXTS_DIR; nothing where it isn't set."""
    if own is None:
        return
    if own.counts:
        used = ", ".join(f"{locale} {count}" for locale, count in own.counts.items())
        yield ok("doctor-texts", languages=Whole(used))
    for one in own.problems[:_SHOWN_BY_DOCTOR]:
        yield warning("doctor-texts-problem", **problem_values(one))
    more = len(own.problems) - _SHOWN_BY_DOCTOR
    if more > 0:
        yield warning("doctor-texts-more", count=more)


def report(texts: Texts) -> Iterator[str]:
    """Yield a line for each problem, then for each language what is used and what it lacks."""
    own, locale = texts.own, texts.pick(None)
    if own is None:
        return
    for one in own.problems:
        yield texts.plain("texts-problem", locale, **problem_values(one))
    for language, count in own.counts.items():
        named = {"language": language, "count": count}
        missing = own.missing.get(language)
        if missing is None:
            yield texts.plain("texts-used", locale, **named)
            continue
        yield texts.plain("texts-used-of", locale, **named, all=count + len(missing))
        if missing:
            keys = ", ".join(missing[:_MISSING_SHOWN])
            more = ", …" if len(missing) > _MISSING_SHOWN else ""
            shown = {"keys": Whole(keys + more), "instead": texts.instead_of(language)}
            yield texts.plain(
                "texts-missing", locale, language=language, count=len(missing), **shown
            )
