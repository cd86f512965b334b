"""Texts are found, filled in and escaped; a missing one is an error, never a silent gap."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from fluent.runtime.types import fluent_number

from bot.domain.models import HeldReason
from bot.texts import LOCALES, Markup, TextError, Texts, Url
from bot.texts.bundles import Number, originals

FTL = """
hello = Hello <b>{ $name }</b>
count = { $n } things
grouped = { NUMBER($n, useGrouping: 1) }
counted = { $n } { $n ->
    [one] day
   *[other] days
}
held = { $reason ->
    [no_buyer] nobody
   *[other] something
}
nothing =
    .attribute = only an attribute
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a few texts for these tests."""
    for locale in LOCALES:
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "common.ftl").write_text(FTL, encoding="utf-8")
    return tmp_path


@pytest.fixture
def texts(folder: Path) -> Texts:
    return Texts(folder=folder)


def test_a_stranger_s_name_is_shown_as_text(texts: Texts) -> None:
    evil = """<a href="tg://user?id=1">'&"""
    assert texts.render("hello", "en", name=evil) == (
        "Hello <b>&lt;a href=&quot;tg://user?id=1&quot;&gt;&#x27;&amp;</b>"
    )


def test_plain_text_is_cleaned_but_not_escaped(texts: Texts) -> None:
    assert texts.plain("hello", "en", name="A\u202e & B\n") == "Hello <b>A & B</b>"


def test_markup_passes_unescaped_and_a_rendered_text_is_markup(texts: Texts) -> None:
    inner = texts.render("hello", "en", name="<")
    assert texts.render("hello", "en", name=inner) == "Hello <b>Hello <b>&lt;</b></b>"
    assert texts.render("hello", "en", name=Markup("<i>x</i>")) == "Hello <b><i>x</i></b>"


def test_an_address_is_escaped_but_never_cut(texts: Texts) -> None:
    url = f"https://shop.example/?a=1&b={'x' * 100}"
    assert url.replace("&", "&amp;") in texts.render("hello", "en", name=Url(url))


def test_a_number_is_shown_without_grouping_so_that_it_can_be_copied(texts: Texts) -> None:
    assert texts.render("count", "en", n=152362) == "152362 things"
    assert texts.render("count", "ru", n=152362) == "152362 things"
    assert texts.render("grouped", "en", n=152362) == "152,362"


@pytest.mark.parametrize("number", [0, 7, 1234, 10**18, -3])
def test_a_number_is_written_as_babel_writes_it_in_every_language(number: int) -> None:
    for identifier in locale_identifiers():
        locale = Locale.parse(identifier)
        usual = fluent_number(number, useGrouping=False).format(locale)
        assert Number(number).format(locale) == usual, identifier


def test_a_text_may_group_a_number_and_choose_by_it(texts: Texts) -> None:
    assert texts.render("grouped", "en", n=-152362) == "-152,362"
    assert [texts.render("counted", "en", n=one) for one in (1, 21)] == ["1 day", "21 days"]
    assert [texts.render("counted", "ru", n=one) for one in (1, 21)] == ["1 day", "21 day"]


def test_an_enum_selects_its_variant(texts: Texts) -> None:
    assert texts.render("held", "en", reason=HeldReason.NO_BUYER) == "nobody"
    assert texts.render("held", "en", reason=HeldReason.UNBOUND) == "something"


@pytest.mark.parametrize(
    ("key", "locale", "said"),
    [
        ("absent", "en", "no text “absent” in “en”"),
        ("hello", "de", "no text “hello” in “de”"),
        ("hello", "en", "the text “hello” in “en”: Unknown external: name"),
        ("nothing", "en", "the text “nothing” in “en” is empty"),
    ],
)
def test_a_missing_text_or_value_is_an_error(
    texts: Texts, key: str, locale: str, said: str
) -> None:
    with pytest.raises(KeyError) as missing:
        texts.render(key, locale)
    assert isinstance(missing.value, TextError)
    assert str(missing.value) == said


@pytest.mark.parametrize("value", [None, True, 1.5, ["a"], b"a"])
def test_a_value_that_no_text_can_hold_is_an_error(texts: Texts, value: object) -> None:
    with pytest.raises(TypeError, match="a text cannot hold a "):
        texts.render("hello", "en", name=value)


@pytest.mark.parametrize(
    ("ftl", "said"),
    [
        ("# A comment.\nbroken $x\n", "more.ftl in “ru” cannot be read at “broken $x”"),
        ("hello = again", "“hello” is there twice in “ru” (more.ftl)"),
    ],
)
def test_a_bad_file_is_refused_at_the_start(folder: Path, ftl: str, said: str) -> None:
    (folder / "ru" / "more.ftl").write_text(ftl, encoding="utf-8")
    with pytest.raises(TextError, match=re.escape(said)):
        Texts(folder=folder)


def test_a_text_is_parsed_when_it_is_first_shown(folder: Path) -> None:
    """A mistake in another text of its file shows that nothing else is."""
    (folder / "ru" / "more.ftl").write_text("bad = { $x\ngood = {  1  }!\n", encoding="utf-8")
    texts = Texts(folder=folder)
    assert texts.has("bad", "ru")
    assert texts.render("good", "ru") == "1!"
    for show in (originals("ru", folder).parse_all, lambda: texts.render("bad", "ru")):
        with pytest.raises(TextError, match=r"“bad” in “ru” cannot be read at “bad = { "):
            show()


def test_a_text_can_refer_to_texts_and_terms_of_other_files(folder: Path) -> None:
    (folder / "en" / "a.ftl").write_text("first = { second }\n", encoding="utf-8")
    (folder / "en" / "z.ftl").write_text(
        "second = Buy at { -shop }\n# A term.\n-shop = Ann’s\n", encoding="utf-8"
    )
    assert Texts(folder=folder).render("first", "en") == "Buy at Ann’s"


def test_threads_that_show_a_text_for_the_first_time_together_read_the_same(folder: Path) -> None:
    many = "".join(f"text-{number} = {{ $n }} of {{ hello }}\n" for number in range(200))
    (folder / "en" / "many.ftl").write_text(many, encoding="utf-8")
    texts, together = Texts(folder=folder), Barrier(4)

    def shown(_: int) -> list[str]:
        together.wait()
        return [texts.render(f"text-{one}", "en", n=one, name="Ann") for one in range(200)]

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(shown, range(4)))
    assert found == [[f"{one} of Hello <b>Ann</b>" for one in range(200)]] * 4


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("ru", "ru"),
        ("RU", "ru"),
        ("ru-RU", "ru"),
        ("en_GB", "en"),
        ("de", "ru"),
        ("", "ru"),
        (None, "ru"),
        ("rue", "ru"),
    ],
)
def test_a_known_language_is_picked_and_the_default_for_others(
    code: str | None, locale: str
) -> None:
    assert Texts("ru").pick(code) == locale


def test_the_default_is_english() -> None:
    assert Texts().pick("uk") == "en"
