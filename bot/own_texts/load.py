"""Makes the texts of a shop: the bot's, and those of TEXTS_DIR where that is set."""

from pathlib import Path

from bot.texts.catalog import Texts


def load_texts(default_locale: str, timezone: str, texts_dir: Path | None) -> Texts:
    """Return the texts; what is wrong in TEXTS_DIR is in their `own`, and never raised."""
    if texts_dir is None:
        return Texts(default_locale, timezone)
    from bot.own_texts.folder import load_own_texts  # shops without own texts need none of it

    return Texts(default_locale, timezone, own=load_own_texts(texts_dir, default_locale))
