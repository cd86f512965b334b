"""Texts speak of you, the bot and the owner, in the quotes and the words of their language."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.texts import LOCALES, Texts
from bot.usecases.outbox.kinds import NoticeKind
from tests.texts.ftl import FOLDER

_MARKUP = re.compile(r"<code>[^<]*</code>|</?[a-z]+[^<>]*>")

# The bot never speaks of itself as “I” or “we”.
_SPEAKERS = {
    "en": r"\b(?:I|I'm|I've|I'll|we|us|our|ours|me|my|mine|myself)\b",
    "ru": r"\b(?:я|меня|мне|мной|мы|нас|нам|нами|наш(?:[аеиу]\w*)?)\b"
    r"|\b(?:мо[йяеёи]|моего|моей|моих|моим|мою)\b"
    r"|\w{3}(?:аем|яем|уем)\b",
}
# A button is said by the person who presses it, a command by the person who sends it.
_PERSONS_OWN_WORDS = {"button-consent-agree", "button-status", "command-status"}

# Words with a better one in the glossary, besides those that tests/docs/english.py counts.
_WORDS = {
    "en": {
        r"\btariffs?\b": "price, how long; only the command /tariffs is called so",
        r"\bsellers?\b": "owner",
        r"\b(?:tell|told|telling)\b": "notify, report, say",
    },
    "ru": {
        r"\bпродав(?:ец|ца|цу|цом|це)\b": "владелец",
        r"\bзвони\w+\b": "вебхуки приходят",
    },
}


class Prose(Visitor):
    """The words of a message, without its variables, function calls and variant names."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802  (named by the library)
        self.parts.append(node.value)


@cache
def spoken(locale: str) -> dict[str, str]:
    """Return the prose of each text of the locale, without markup and without words to be typed."""
    found = {}
    for path in sorted((FOLDER / locale).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                prose = Prose()
                prose.visit(entry)
                found[entry.id.name] = _MARKUP.sub("", " ".join(prose.parts))
    return found


def saying(locale: str, pattern: str) -> Iterator[str]:
    """Yield the keys of the texts that contain this; commands such as /tariffs don't count."""
    for key, text in spoken(locale).items():
        if re.search(pattern, re.sub(r"/[a-z]+", "", text), re.IGNORECASE):
            yield key


def test_the_reader_of_texts_leaves_out_names_and_markup() -> None:
    english = spoken("en")
    assert "tariff" in "".join(english)  # a key
    assert english["today-tariff-until"].strip() == "For subscribers. You have:  , until  ."
    assert "href" not in english["person-link"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_bot_never_speaks_of_itself_as_i_or_we(locale: str) -> None:
    assert set(saying(locale, _SPEAKERS[locale])) - _PERSONS_OWN_WORDS == set()


@pytest.mark.parametrize(
    ("locale", "pattern", "better"),
    [(locale, pattern, better) for locale in LOCALES for pattern, better in _WORDS[locale].items()],
)
def test_texts_use_the_words_of_the_glossary(locale: str, pattern: str, better: str) -> None:
    assert set(saying(locale, pattern)) == set(), f"better: {better}"


@pytest.mark.parametrize(("locale", "quotes"), [("en", "«»"), ("ru", "“”")])
def test_quotes_are_those_of_the_language(locale: str, quotes: str) -> None:
    """In comments too: they are read beside the texts."""
    wrong = {
        path.name: line
        for path in (FOLDER / locale).glob("*.ftl")
        for line in path.read_text(encoding="utf-8").splitlines()
        if set(quotes) & set(line)
    }
    assert wrong == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_quotes_are_never_straight(locale: str) -> None:
    assert [key for key, text in spoken(locale).items() if '"' in text] == []


@pytest.mark.parametrize(("locale", "opening", "closing"), [("en", "“", "”"), ("ru", "«", "»")])
def test_quotes_are_closed(locale: str, opening: str, closing: str) -> None:
    uneven = [
        key for key, text in spoken(locale).items() if text.count(opening) != text.count(closing)
    ]
    assert uneven == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_notice_to_a_person_is_never_called_one_for_admins(locale: str) -> None:
    """An admin reads of it where it couldn't be delivered; a broadcast's report counts its own."""
    texts, to_people = Texts(), [one for one in NoticeKind if not one.startswith("admin-")]
    others = texts.plain("undeliverable-about", locale, kind=NoticeKind.ADMIN_SALE)
    for kind in to_people:
        if kind is not NoticeKind.BROADCAST:
            assert texts.plain("undeliverable-about", locale, kind=kind) != others, kind
