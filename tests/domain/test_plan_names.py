"""Names of plans as readers see them; keys are made of them, and never taken twice."""

import pytest

from bot.domain.plan_names import Description, description_of, key_of, same_name, tidy

LONG = "a" * 32


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Course A", (), "course-a"),
        ("Щука Ёж", (), "shchuka-ezh"),
        ("🙂", (), "plan-2"),
        ("🙂", ("plan-2",), "plan-3"),
        ("Pro", ("pro", "pro-2"), "pro-3"),
        (LONG + "b", (), LONG),
        ("(" + LONG, (), LONG),
        (LONG, (LONG,), "a" * 30 + "-2"),
        ("a" * 29 + " bbb", ("a" * 29 + "-bb",), "a" * 29 + "-2"),
        ("XaX" * 10 + "X-a", ("xax" * 10 + "x",), "xax" * 10 + "-2"),
    ],
)
def test_a_key_is_made_of_the_name(name: str, taken: tuple[str, ...], key: str) -> None:
    assert key_of(name, taken) == key
    assert len(key) <= 32


@pytest.mark.parametrize("hidden", ["\x07", "\N{ZERO WIDTH SPACE}", "\ud800"])
def test_a_name_is_typed_without_what_nobody_sees(hidden: str) -> None:
    assert tidy(f"P{hidden}ro") == "Pro"


def test_spaces_around_what_nobody_sees_are_one_space() -> None:
    assert same_name("P \N{BRAILLE PATTERN BLANK} ro", "P ro")
    assert not same_name("P ro", "Pro")


@pytest.mark.parametrize(
    ("typed", "html", "found"),
    [
        (" Tea\n& more ", None, Description("Tea & more")),
        ("Tea & more", "Tea &amp; more", Description("Tea & more")),
        ("Tea & more", "<b>Tea</b> &amp; more", Description("Tea & more", "<b>Tea</b> &amp; more")),
        ("\u2800", "<b>\u2800</b>", None),
        ("x" * 300, None, Description("x" * 300)),
        ("x" * 301, None, None),
    ],
)
def test_a_description_keeps_its_format_only_where_that_is_more_than_its_words(
    typed: str, html: str | None, found: Description | None
) -> None:
    assert description_of(typed, html) == found
