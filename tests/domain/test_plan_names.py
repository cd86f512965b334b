"""Keys of plans are made of their names, and never taken twice."""

import pytest

from bot.domain.plan_names import key_of

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
        (LONG, (LONG,), "a" * 30 + "-2"),
        ("a" * 29 + " bbb", ("a" * 29 + "-bb",), "a" * 29 + "-2"),
        ("XaX" * 10 + "X-a", ("xax" * 10 + "x",), "xax" * 10 + "-2"),
    ],
)
def test_a_key_is_made_of_the_name(name: str, taken: tuple[str, ...], key: str) -> None:
    assert key_of(name, taken) == key
    assert len(key) <= 32
