"""Markup is taken where Telegram takes it, and refused where Telegram refuses or drops it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.own_texts.markup import END, VALUE, flaw_of, flaw_of_words, without
from bot.sandbox.telegram.markup import TAGS, MarkupError, parse_html
from bot.texts.problems import TextFault

VALID = [
    "plain & simple",
    "<b>a &lt; <i>b</i></b> &#x27; &amp;",
    '<a href="https://x.example/?a=1&amp;b=2">c</a>',
    "<a href='tg://user?id=5'>d</a> <a href=t.me>e</a>",
    f'<a href="tg://user?id={VALUE}id{END}">f</a> <a href="{VALUE}url{END}">g</a>',
    '<a href="t.me/shop" target="_blank">h</a>',
    '<span class="tg-spoiler">i</span><tg-spoiler>j</tg-spoiler>',
    "<blockquote expandable>k</blockquote><B>l</B >",
    '<pre><code class="language-python">m</code></pre>',
    '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
    f'<tg-time unix="{VALUE}at{END}" format="Dt">n</tg-time>',
    "1 > 2",
]
INVALID = [
    ("<b>a", TextFault.MARKUP, "<b>"),
    ("a</b>", TextFault.MARKUP, "</b>"),
    ("<b><i>a</b></i>", TextFault.MARKUP, "</b>"),
    ("<b>a</b", TextFault.MARKUP, "</b"),
    ("a < b", TextFault.MARKUP, "< b"),
    ("a<br>b", TextFault.MARKUP, "<br>"),
    ("a<b/>b", TextFault.MARKUP, "<b/>"),
    ("<!-- a -->b", TextFault.MARKUP, "<!-- a -->"),
    ("<p>a</p>", TextFault.MARKUP, "<p>"),
    ("<span>a</span>", TextFault.MARKUP, "<span>"),
    ("<tg-emoji>a</tg-emoji>", TextFault.MARKUP, "<tg-emoji>"),
    ('<tg-time unix="now">a</tg-time>', TextFault.MARKUP, '<tg-time unix="now">'),
    ('<a href="https://x.example>a</a>', TextFault.MARKUP, "<a href="),
    ("a&nbsp;b", TextFault.MARKUP, "&nbsp;"),
    (f"<b{VALUE}x{END}>a", TextFault.MARKUP, "<b{ $x }>"),
    ("<a>a</a>", TextFault.LINK, "href"),
    ('<a href="">a</a>', TextFault.LINK, "href"),
    ('<a href="shop">a</a>', TextFault.LINK, "shop"),
    ('<a href="/shop">a</a>', TextFault.LINK, "/shop"),
    ('<a href="@shop">a</a>', TextFault.LINK, "@shop"),
    ('<a href="https://">a</a>', TextFault.LINK, "https://"),
    ('<a href="http://localhost/">a</a>', TextFault.LINK, "http://localhost/"),
    ('<a href="https://a b.example">a</a>', TextFault.LINK, "https://a b.example"),
    ('<a href="javascript:alert(1)">a</a>', TextFault.LINK, "javascript:alert(1)"),
    ('<a href="mailto:a@b.example">a</a>', TextFault.LINK, "mailto:a@b.example"),
    ('<a href="https://[">a</a>', TextFault.LINK, "https://["),
]


@pytest.mark.parametrize("text", VALID)
def test_what_telegram_takes_is_taken(text: str) -> None:
    assert flaw_of(text) is None


@pytest.mark.parametrize(("text", "fault", "detail"), INVALID)
def test_what_telegram_does_not_take_is_named(text: str, fault: TextFault, detail: str) -> None:
    flaw = flaw_of(text)
    assert flaw is not None
    assert (flaw.fault, flaw.detail) == (fault, detail)
    assert flaw.source in text


_PARTS = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        *("<", ">", "</", "&", "&lt;", "&#12;", '"', "'", "=", " ", "a", "ё", "/", "b"),
        *('<a href="https://x.example">', '<span class="tg-spoiler">', "<code class='x'>"),
    ]
)


@given(st.lists(_PARTS, max_size=12).map("".join))
def test_nothing_is_taken_that_telegram_refuses(text: str) -> None:
    try:
        parse_html(text)
    except MarkupError:
        assert flaw_of(text) is not None


@pytest.mark.parametrize(
    ("text", "in_html", "detail"),
    [
        ("‹ Back", True, None),
        ("< Back", False, None),
        ("Terms & Co", True, None),
        ("2 &copy", True, None),
        ("< Back", True, "<"),
        ("My <b>access</b>", False, "<b>"),
        ("a<br/>b", False, "<br/>"),
        (f"<a href='{VALUE}url{END}'>", False, "<a href='{ $url }'>"),
        ("Terms &amp; Co", False, "&amp;"),
        ("&#128077;", False, "&#128077;"),
    ],
)
def test_words_without_markup_are_read_as_they_are_typed(
    text: str, in_html: bool, detail: str | None
) -> None:
    flaw = flaw_of_words(text, in_html=in_html)
    assert (flaw.detail if flaw else None) == detail


def test_a_text_is_measured_without_its_tags() -> None:
    assert without("<b>a</b> &lt; <a href='https://x.example'>b</a>") == "a & b"
