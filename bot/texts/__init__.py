"""Every word the bot says, in English and Russian."""

from bot.texts.catalog import LOCALES, TextError, Texts
from bot.texts.values import Markup, Remaining, Url, When, Whole, clean

__all__ = ["LOCALES", "Markup", "Remaining", "TextError", "Texts", "Url", "When", "Whole", "clean"]
