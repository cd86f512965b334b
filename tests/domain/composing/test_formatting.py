"""Formatted words: a text with entities becomes the HTML that Telegram takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.composing.formatting import Entity, Formatting, Unformattable, to_html, trimmed
from bot.domain.shop_face.telegram_html import plain, problem

K = Formatting


@pytest.mark.parametrize(
    ("text", "entities", "html"),
    [
        ("a < b & c", [], "a &lt; b &amp; c"),
        ("one two", [Entity(K.BOLD, 0, 3)], "<b>one</b> two"),
        ("🦉 owl", [Entity(K.ITALIC, 3, 3)], "🦉 <i>owl</i>"),
        ("owl", [Entity(K.UNDERLINE, 0, 3), Entity(K.STRIKETHROUGH, 1, 1)], "<u>o<s>w</s>l</u>"),
        ("x", [Entity(K.SPOILER, 0, 1)], "<tg-spoiler>x</tg-spoiler>"),
        ("x", [Entity(K.CODE, 0, 1)], "<code>x</code>"),
        ("x", [Entity(K.PRE, 0, 1)], "<pre>x</pre>"),
        ("x", [Entity(K.PRE, 0, 1, "py")], '<pre><code class="language-py">x</code></pre>'),
        (
            "x",
            [Entity(K.LINK, 0, 1, 'https://a.example/?q="<')],
            '<a href="https://a.example/?q=&quot;&lt;">x</a>',
        ),
        ("x", [Entity(K.QUOTE, 0, 1)], "<blockquote>x</blockquote>"),
        ("x", [Entity(K.LONG_QUOTE, 0, 1)], "<blockquote expandable>x</blockquote>"),
        ("🙂", [Entity(K.EMOJI, 0, 2, "17")], '<tg-emoji emoji-id="17">🙂</tg-emoji>'),
        ("at 5", [Entity(K.MOMENT, 3, 1, "5")], 'at <tg-time unix="5">5</tg-time>'),
        (
            "at 5",
            [Entity(K.MOMENT, 3, 1, "-5 wDT"), Entity(K.BOLD, 3, 1)],
            'at <tg-time unix="-5" format="wDT"><b>5</b></tg-time>',
        ),
        (
            "ab",
            [Entity(K.CODE, 0, 2), Entity(K.BOLD, 0, 2), Entity(K.QUOTE, 0, 2)],
            "<blockquote><b><code>ab</code></b></blockquote>",
        ),
        ("ab", [Entity(K.BOLD, 1, 1), Entity(K.ITALIC, 0, 1)], "<i>a</i><b>b</b>"),
    ],
)
def test_entities_become_tags(text: str, entities: list[Entity], html: str) -> None:
    assert to_html(text, entities) == html


@pytest.mark.parametrize(
    "entities",
    [
        [Entity(K.BOLD, 0, 0)],
        [Entity(K.BOLD, -1, 2)],
        [Entity(K.BOLD, 3, 9)],
        [Entity(K.BOLD, 1, 1)],
        [Entity(K.BOLD, 0, 1)],
        [Entity(K.BOLD, 0, 3), Entity(K.ITALIC, 2, 2)],
        [Entity(K.CODE, 0, 3), Entity(K.ITALIC, 2, 1)],
        [Entity(K.BOLD, 0, 3), Entity(K.BOLD, 2, 1)],
        [Entity(K.QUOTE, 0, 3), Entity(K.LONG_QUOTE, 2, 1)],
        [Entity(K.LINK, 0, 2, "javascript:alert(1)")],
        [Entity(K.LINK, 0, 2)],
        [Entity(K.EMOJI, 0, 2, 'x"')],
        [Entity(K.MOMENT, 0, 2, "soon")],
    ],
)
def test_entities_that_no_app_sends_are_refused(entities: list[Entity]) -> None:
    with pytest.raises(Unformattable):
        to_html("🦉owl", entities)


@given(
    st.text(max_size=12),
    st.lists(
        st.builds(
            Entity,
            st.sampled_from(K),
            st.integers(-1, 20),
            st.integers(0, 20),
            st.sampled_from(["", "https://a.example", '"><b>', "12"]),
        ),
        max_size=4,
    ),
)
def test_whatever_is_taken_is_sound_and_keeps_the_words(text: str, found: list[Entity]) -> None:
    try:
        html = to_html(text, found)
    except Unformattable:
        return
    assert problem(html) is None
    assert plain(html) == text


def test_blanks_at_the_ends_go_and_take_their_formatting_along() -> None:
    found = [Entity(K.BOLD, 0, 4), Entity(K.ITALIC, 5, 3), Entity(K.CODE, 0, 2)]
    assert trimmed("  owl  \n", found) == ("owl", [Entity(K.BOLD, 0, 2)])
