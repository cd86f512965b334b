"""The Telegram simulator's HTML parser accepts and refuses the same as Telegram's own."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.telegram.markup import TAGS, MarkupError, parse_html, trimmed

REFUSED = [
    ("&#57311;", "Text contains invalid Unicode characters after decoding HTML entities"),
    ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ("1 <br/> 2", 'Unsupported start tag "br/" at byte offset 2'),
    ("3 < 5 > 4", 'Unsupported start tag "" at byte offset 2'),
    ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
    ("<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
    ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
    ("<i ", 'Unclosed start tag "i" at byte offset 0'),
    ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
    ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
    ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
    ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
    (
        "🏟 🏟&lt;<i>a</em   >",
        'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"',
    ),
    ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("<tg-time>a</tg-time>", "Invalid date-time specified"),
    ('<tg-time unix="soon">a</tg-time>', "Invalid date-time specified"),
    ('<tg-time unix="5" format="dT d">a</tg-time>', "Invalid date-time format specified"),
    ('<tg-time unix="5" format="rt">a</tg-time>', "Invalid date-time format specified"),
    ('<tg-time unix="5" format="td">a</tg-time>', "Invalid date-time format specified"),
    ('<tg-time unix="5">a', 'Can\'t find end tag corresponding to start tag "tg-time"'),
    ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
]

ACCEPTED = [
    ("", "", []),
    ("&ge;&lt;&gt;&amp;&quot;&laquo;&#12345678;&", '&ge;<>&"&laquo;&#12345678;&', []),
    ("5 > 4 &#x41;&#66;", "5 > 4 AB", []),
    ("🏟 🏟<i>🏟 &lt🏟</i>", "🏟 🏟🏟 <🏟", [("italic", 5, 6)]),
    ("<B>a</b><i>b</>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
    ("<i>🏟 &gt;<b aba = caba>x</b></i>", "🏟 >x", [("italic", 0, 5), ("bold", 4, 1)]),
    ("<b></b>", "", []),
    ('<span class = "tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
    ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
    ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
    ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
    ("<a href='javascript:x'>a</a>", "a", []),
    (
        '<b>b<tg-time unix="5" format="Dt">a</tg-time></b>',
        "ba",
        [("bold", 0, 2), ("date_time", 1, 1)],
    ),
    ('<tg-time unix="5">a</tg-time>', "a", [("date_time", 0, 1)]),
    ('<tg-time unix="2147483648" format="r">a</tg-time>', "a", []),
    ('<code><tg-time unix="5">a</tg-time></code>', "a", [("code", 0, 1)]),
    ('<a href="t.me"><tg-time unix="5">a</tg-time></a>', "a", [("text_link", 0, 1)]),
]


@pytest.mark.parametrize(("html", "why"), REFUSED)
def test_malformed_html_is_refused_in_telegrams_words(html: str, why: str) -> None:
    with pytest.raises(MarkupError) as refusal:
        parse_html(html)
    assert str(refusal.value).startswith(why)


@pytest.mark.parametrize(("html", "plain", "entities"), ACCEPTED)
def test_well_formed_html_becomes_text_and_entities(
    html: str, plain: str, entities: list[tuple[str, int, int]]
) -> None:
    parsed = parse_html(html)

    assert parsed.plain == plain
    assert [(e["type"], e["offset"], e["length"]) for e in parsed.entities] == entities


@pytest.mark.parametrize("tag", sorted(TAGS.keys() - {"a", "span"}))
def test_every_supported_tag_makes_its_entity(tag: str) -> None:
    assert parse_html(f"<{tag}>x</{tag}>").entities[0]["type"] == TAGS[tag]


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<a href="https://t.me/x?a=1&amp;b=2">x</a>', "https://t.me/x?a=1&b=2"),
        ("<a href=tg://user?id=7>x</a>", None),
        ('<a href="tg://user?id=7">x</a>', "tg://user?id=7"),
        ("<a>telegram.org</a>", "http://telegram.org/"),
    ],
)
def test_links(html: str, url: str | None) -> None:
    if url is None:
        with pytest.raises(MarkupError, match="Unexpected end of name token"):
            parse_html(html)
    else:
        assert parse_html(html).entities[0]["url"] == url


def test_code_in_pre_names_the_language_of_one_entity() -> None:
    parsed = parse_html('<pre><code class="language-sh">ls</code></pre>')

    assert parsed.entities == ({"type": "pre", "offset": 0, "length": 2, "language": "sh"},)


def test_white_space_at_the_ends_goes_and_entities_move_along() -> None:
    parsed = trimmed(parse_html(" \n<b> a</b><i>b </i> <u> </u>"))

    assert parsed.plain == "ab"
    assert [(e["offset"], e["length"]) for e in parsed.entities] == [(0, 1), (1, 1)]


@given(st.text())
def test_any_escaped_text_comes_through_as_it_was(text: str) -> None:
    assert parse_html(f"<b>{escape(text)}</b>").plain.replace("&#x27;", "'") == text


@given(st.text(alphabet="<>/abi &;=\"'#x1"))
def test_any_text_parses_or_is_refused_but_never_breaks_the_parser(text: str) -> None:
    try:
        parse_html(text)
    except MarkupError as refusal:
        assert str(refusal)  # noqa: PT017 - both outcomes are right, a third is not


@pytest.mark.parametrize("shape", ["", "r", "w", "d", "D", "t", "T", "wDT", "Dt", "dt"])
def test_a_moment_keeps_its_time_and_its_format(shape: str) -> None:
    (entity,) = parse_html(f'<tg-time unix="1795000000" format="{shape}">x</tg-time>').entities
    assert (entity["unix_time"], entity["date_time_format"]) == (1795000000, shape)


def test_an_older_server_knows_no_moments() -> None:
    with pytest.raises(MarkupError, match='Unsupported start tag "tg-time" at byte offset 3'):
        parse_html('at <tg-time unix="5">x</tg-time>', {"date_time"})
