"""All texts that people read, in English and Russian."""

from bot.texts.catalog import LOCALES, TextError, Texts
from bot.texts.values import (
    GAP,
    Markup,
    Remaining,
    Url,
    When,
    Whole,
    clean,
    folded,
    lines,
    paragraphs,
)

__all__ = [
    "GAP",
    "LOCALES",
    "Markup",
    "Remaining",
    "TextError",
    "Texts",
    "Url",
    "When",
    "Whole",
    "clean",
    "folded",
    "lines",
    "paragraphs",
]
