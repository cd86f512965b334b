"""`python -m bot doctor`: runs the doctor, with or without a running bot, and prints its report."""

from collections.abc import Iterable

from bot.clients import Probes, telegram_bot, tribute_client
from bot.clock import SystemClock
from bot.domain.checkup import Finding, Level, broken
from bot.errors import SettingsError
from bot.own_texts.load import load_texts
from bot.settings.settings import Settings
from bot.texts import Texts, Whole
from bot.usecases.operations.doctor import Doctor
from handlers.telegram import load_all_features


async def examine(settings: Settings, texts: Texts | None = None) -> list[Finding]:
    """Examine everything and change nothing: the bot may run meanwhile. `texts` are those of the
    settings, if they are loaded already."""
    texts = texts or load_texts(settings.default_locale, settings.timezone, settings.texts_dir)
    tribute = tribute_client(settings, attempts=1)
    async with telegram_bot(settings) as bot, tribute:
        own = load_all_features(settings.features_dir).summary
        probes, clock = Probes(bot), SystemClock()
        return await Doctor(
            settings,
            clock,
            tribute,
            probes,
            own_features=own,
            own_texts=texts.own,
            default_locale=texts.pick(None),
        ).examine()


def refused(error: SettingsError) -> list[Finding]:
    """Return the one finding for settings that can't be used: without them nothing else can be
    examined."""
    return [broken("doctor-settings-broken", reason=Whole(str(error)))]


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
