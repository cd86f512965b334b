"""All texts that people read: in English, in Russian, and in the languages that an owner adds."""

from bot.texts.bundles import TextError
from bot.texts.catalog import Texts
from bot.texts.languages import LOCALES
from bot.texts.values import (
    GAP,
    Markup,
    Named,
    Remaining,
    ShopTime,
    Url,
    When,
    Whole,
    clean,
    folded,
    lines,
    paragraphs,
    quoted,
)

__all__ = [
    "GAP",
    "LOCALES",
    "Markup",
    "Named",
    "Remaining",
    "ShopTime",
    "TextError",
    "Texts",
    "Url",
    "When",
    "Whole",
    "clean",
    "folded",
    "lines",
    "paragraphs",
    "quoted",
]
