"""Both languages have the same messages with the same values, in HTML that Telegram accepts."""

import re

import pytest

from bot.texts import LOCALES, Texts
from tests.texts.ftl import FOLDER, messages

# Telegram, Bot API, “HTML style”: these tags, nested properly; `<` and `&` only as entities.
_TAG = re.compile(
    r"<(/?)(b|strong|i|em|u|ins|s|strike|del|code|pre|tg-spoiler|blockquote|a)"
    r"((?: href=\"[^\"<>]+\"| expandable)?)>"
)
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);")
STRANGER = '<b>Ann & "Bob" O\'Neil</i>\u202e'
TEXTS = Texts()


def flaw(text: str) -> str | None:
    """Return the part of this HTML that Telegram would refuse, or None."""
    open_tags: list[str] = []
    for closing, name, attributes in _TAG.findall(text):
        if not closing:
            if (name == "a") != ("href" in attributes):
                return f"<{name}{attributes}>"
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return f"</{name}> closes nothing"
    if open_tags:
        return f"<{open_tags[-1]}> stays open"
    rest = _ENTITY.sub("", _TAG.sub("", text))
    if stray := re.search("[<&]", rest):
        return f"a bare {stray[0]}"
    return None if rest.strip() and len(rest) <= 4096 else "empty or too long"


@pytest.mark.parametrize(
    "text",
    [
        "<b>a",
        "a</b>",
        "<b><i>a</b></i>",
        "a < b",
        "a & b",
        "<br>",
        "<a>a</a>",
        '<b href="x">a</b>',
        " ",
    ],
)
def test_the_checker_itself_finds_flaws(text: str) -> None:
    assert flaw(text)


def test_the_checker_itself_accepts_valid_html() -> None:
    assert flaw('<b>a &lt; <i>b</i></b> <a href="https://x/?a=1&amp;b=2">&#x27;c</a>') is None


def test_all_locales_have_the_same_files() -> None:
    names = {frozenset(path.name for path in (FOLDER / one).glob("*.ftl")) for one in LOCALES}
    assert len(names) == 1


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_a_locale_has_the_messages_of_the_first_one(locale: str) -> None:
    assert messages(LOCALES[0]).keys() ^ messages(locale).keys() == set()


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_every_message_takes_the_values_of_the_first_locale(locale: str) -> None:
    first, other = messages(LOCALES[0]), messages(locale)
    different = {
        key: (first[key].variables, other[key].variables)
        for key in first.keys() & other.keys()
        if first[key].variables != other[key].variables
    }
    assert different == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_valid_html_with_any_name_of_a_stranger(locale: str) -> None:
    flaws = {
        key: found
        for key, uses in messages(locale).items()
        for sample in uses.samples(STRANGER)
        if (found := flaw(TEXTS.render(key, locale, **sample)))
    }
    assert flaws == {}


def test_russian_counts_with_all_its_plural_forms() -> None:
    lacking = {
        key: keys
        for key, uses in messages("ru").items()
        for keys in uses.variants.values()
        if keys & {"one", "few", "many"} and not {"one", "few", "many"} <= keys
    }
    assert lacking == {}


def test_russian_says_each_number_with_its_own_form_of_the_noun() -> None:
    """21 is *one* too, so only `[1]` may leave its number out; before a noun, a length is any."""
    wrong = [
        line
        for path in sorted((FOLDER / "ru").glob("*.ftl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if ("[one]" in line and "$" not in line) or re.search(r"\$length[^{}]*\} [а-яё]{3}", line)
    ]
    assert wrong == []
