"""Names keep their emoji and their letters, and lose what is invisible for no good reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import clean
from bot.texts.visible import columns, cut, visible

JOINER, NON_JOINER = "\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"
KEPT = [
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "❤️‍🔥",
    "👩🏽‍🚀",
    "🧑🏿‍🤝‍🧑🏻",
    "🏴‍☠️",
    "👨‍⚕️ Anna",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿 England",
    "1️⃣",
    "می‌خواهم",
    "क्‍ष",
    "ක්‍රි",
    "രാമന്‍കെ",
]
DROPPED = [
    (f"A{JOINER}nna", "Anna"),
    (f"Ан{NON_JOINER}на", "Анна"),
    (f"{JOINER}{JOINER}👩", "👩"),
    (f"👩{JOINER}", "👩"),
    (f"👩{JOINER}{JOINER}👧", f"👩{JOINER}👧"),
    (f"👩{JOINER}A", "👩A"),
    (f"م{NON_JOINER}a", "مa"),
    ("a\u202eb\u2066c\u200bd\ufeffe\u2060f", "abcdef"),
    ("A\U000e0041\U000e0042", "A"),
    ("🏴\U000e0067\U000e007f\U000e0067", "🏴\U000e0067\U000e007f"),
]


@pytest.mark.parametrize("name", KEPT)
def test_emoji_and_names_stay_whole(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(("typed", "kept"), DROPPED)
def test_invisible_tricks_are_dropped(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_no_emoji_is_cut_in_half() -> None:
    family = "👩‍👩‍👧‍👦"
    assert clean("x" * 60 + family) == "x" * 60 + "…"
    assert clean("x" * 62 + "👍🏽y") == "x" * 62 + "…"
    assert len(clean(family * 20)) <= 64


@given(
    st.text(
        st.sampled_from(f"aя👩👍🏽\ufe0f{JOINER}{NON_JOINER}\u202e\u200b🏴\U000e0067\U000e007fم"),
        max_size=90,
    )
)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text, 1000)
    assert clean(once, 1000) == once
    assert not {"\u202e", "\u200b"} & set(once)
    assert len(clean(text)) <= 64


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("Anna", 4),
        ("Ёж", 2),
        ("e\N{COMBINING ACUTE ACCENT}", 1),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩‍👩‍👧‍👦", 2),
        ("🇷🇺🇩🇪", 4),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),
        ("⭐", 2),
        ("⏸", 2),
        ("↩️", 2),
        ("✉️", 2),
        ("1️⃣", 2),
        ("漢字", 4),
        ("1\N{NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}₽", 10),
        ("№ 5 ©", 5),
    ],
)
def test_an_emoji_takes_two_columns_and_marks_none(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("Anna", 4, "Anna"),
        ("Annabel", 4, "Ann…"),
        ("Book Club — 1 month", 12, "Book Club…"),
        ("ab👩‍👩‍👧‍👦", 4, "ab👩‍👩‍👧‍👦"),
        ("ab👩‍👩‍👧‍👦c", 4, "ab…"),
        ("🇷🇺🇩🇪🇫🇷", 5, "🇷🇺🇩🇪…"),
        ("🇷🇺🇩🇪🇫🇷", 4, "🇷🇺…"),
        ("e\N{COMBINING ACUTE ACCENT}" * 5, 4, "e\N{COMBINING ACUTE ACCENT}" * 3 + "…"),
        ("किकिकि", 2, "कि…"),
    ],
)
def test_a_label_is_cut_between_characters(text: str, limit: int, kept: str) -> None:
    assert cut(text, limit) == kept


@given(
    st.text(st.sampled_from("aя👩👍🏽🇷🇺е\u0301漢\ufe0f —" + JOINER), max_size=60),
    st.integers(2, 40),
)
def test_a_cut_label_is_never_wider_than_its_limit(text: str, limit: int) -> None:
    assert columns(cut(text, limit)) <= limit


@given(st.text(st.characters() | st.sampled_from("aя👩 \u200b\u202e\ufe0f\x00\ud800" + JOINER)))
def test_a_text_without_anything_invisible_needs_no_look_at_each_character(text: str) -> None:
    assert clean(text, len(text)) == " ".join(visible(" ".join(text.split())).split())
