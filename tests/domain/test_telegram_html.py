"""Tests for Telegram's HTML as text: sound or not, its length, names in it."""

import pytest

from bot.domain.shop_face.telegram_html import (
    LONGEST_NAME,
    length,
    plain,
    problem,
    utf16_length,
    with_name,
)


@pytest.mark.parametrize(
    "html",
    [
        "plain &lt;words&gt; &amp; more",
        "<b>bold <i>both</i></b>",
        '<a href="https://a.b/?x=1&amp;y=2">link</a>',
        '<tg-emoji emoji-id="5368324170671202286">🎈</tg-emoji>',
        "<blockquote expandable>long</blockquote>",
        '<pre><code class="language-python">x</code></pre>',
        '<tg-time unix="1" format="Dt">then</tg-time>',
        "",
    ],
)
def test_sound_markup_has_no_problem(html):
    assert problem(html) is None


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("<b>open", "“<b>” is never closed"),
        ("closed</b>", "“</b>” closes nothing"),
        ("<b><i>crossed</b></i>", "“</b>” closes nothing"),
        ("<h1>title</h1>", "“<h1>” is no tag of Telegram's"),
        ("1 < 2", "“<” is no tag of Telegram's"),
        ('<a href="x" "y">z</a>', "is no tag of Telegram's"),
        ("<b", "is no tag of Telegram's"),
        (f"<{'x' * 50}>", f"“<{'x' * 39}” is no tag of Telegram's"),
        (f'</b id="{"x" * 50}">', f'“</b id="{"x" * 32}” closes nothing'),
    ],
)
def test_broken_markup_is_named(html, says):
    assert says in (problem(html) or "")


def test_length_counts_no_markup_and_a_name_as_the_longest():
    assert length("<b>🎈</b> &amp;") == 4
    assert length("Hi {name} and { ИМЯ }") == utf16_length("Hi  and ") + 2 * LONGEST_NAME
    assert plain("<b>1 &lt; 2</b>") == "1 < 2"


def test_a_name_stands_in_its_places_and_in_no_address():
    html = '<a href="https://a.b/{name}">{Name}</a>, {имя}!'
    assert with_name(html, 'A <b> & "C"') == (
        '<a href="https://a.b/{name}">A &lt;b&gt; &amp; &quot;C&quot;</a>,'
        " A &lt;b&gt; &amp; &quot;C&quot;!"
    )


def test_a_long_name_is_cut_to_what_was_counted_for_it():
    assert with_name("{name}", "🎈" * 40) == "🎈" * 32
    assert with_name("{name}", "a" * 65) == "a" * 64
