"""Hints about words below a preview: what may not be as the admin meant it. None of them refuses
anything."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from aiogram.enums import MessageEntityType
from aiogram.types import Message

from bot.domain.shop_face.telegram_html import plain
from bot.texts import Markup
from bot.usecases.outbox.wording import Wording

_TYPED_TAG = re.compile(r"</?(?:b|i|u|s|a|code|pre|strong|em|br|p|blockquote|tg-spoiler)\b[^>]*>")
_FEWEST_LETTERS = 12
"""Fewer say nothing about a language: a name, a brand, “OK”."""


def about_words(html: str, locale: str, shown: Iterable[Message], say: Wording) -> Iterator[Markup]:
    """Yield the hints about words for readers of a language; `shown` is the preview as Telegram has
    sent it, if it was sent."""
    sent = list(shown)
    if "<tg-emoji" in html and sent and not any(map(_shows_custom_emoji, sent)):
        yield say("face-hint-emoji")
    if has_typed_tags(plain(html)):
        yield say("face-hint-html")
    if looks_foreign(plain(re.sub(r"\{[^}]*\}", "", html)), locale, say):
        yield say("face-hint-language", language=say.texts.language_name(locale))


def _shows_custom_emoji(message: Message) -> bool:
    entities = [*(message.entities or ()), *(message.caption_entities or ())]
    return any(one.type == MessageEntityType.CUSTOM_EMOJI for one in entities)


def has_typed_tags(words: str) -> bool:
    """Return whether somebody has typed HTML."""
    return _TYPED_TAG.search(words) is not None


def looks_foreign(words: str, locale: str, say: Wording) -> bool:
    """Return whether the words are in another script than the bot's own in this language."""
    theirs, ours = _script(words), _script(_words_of(locale, say))
    return theirs is not None and theirs != ours


def _words_of(locale: str, say: Wording) -> str:
    """Return words of the bot in this language: at least its name, where it was added."""
    if say.texts.has("shop-offers-new", locale):
        return say.texts.plain("shop-offers-new", locale)
    return say.texts.language_name(locale) * _FEWEST_LETTERS


def _script(text: str) -> str | None:
    """Return the script of most letters; None where there are too few."""
    letters = [one for one in text if one.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return None
    found = Counter(unicodedata.name(one, "").partition(" ")[0] for one in letters)
    return found.most_common(1)[0][0]
