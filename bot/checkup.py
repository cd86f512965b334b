"""`python -m bot doctor`: runs the doctor, with or without a running bot."""

from bot.clients import Probes, telegram_bot, tribute_client
from bot.clock import SystemClock
from bot.domain.checkup import Finding, broken
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
