"""The page's texts, as one Fluent file for each language."""

from collections.abc import Mapping

from bot.texts import Texts

PREFIX = "console-"
"""The keys of the texts that the page shows begin so."""


def words(texts: Texts) -> Mapping[str, str]:
    """Return the texts of the page in each language that the bot speaks, as the chat would show
    them: those of TEXTS_DIR before the bot's own."""
    return {locale: texts.written(PREFIX, locale) for locale in texts.locales}
