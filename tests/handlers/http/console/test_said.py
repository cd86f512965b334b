"""The chat's words for the console: without markup, and without a picture before a line."""

import pytest

from handlers.http.console.api.said import said, sentence


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("⏸ <b>Held</b>\n\n• a &lt;b&gt;", ["Held", "a <b>"]),
        ("⛔️ No\n👩🏽‍💻 Yes\n1️⃣ One", ["No", "Yes", "1️⃣ One"]),
        ("$9.99 · €5\n500 ⭐", ["$9.99 · €5", "500 ⭐"]),
        (
            "“Club”, (x)\n-5\n+1\n…\n#12 @anna /start",
            ["“Club”, (x)", "-5", "+1", "…", "#12 @anna /start"],
        ),
        ("⭐ 5", ["5"]),
        ("ℹ️ It is made to order", ["It is made to order"]),
        ("", []),
        ("👉", []),
    ],
)
def test_a_line_begins_with_its_words(markup: str, lines: list[str]) -> None:
    assert said(markup) == lines
    assert sentence(markup) == " ".join(lines)
