"""Tests that everything unreadable in a webhook is explained in the person's own language."""

import json
from typing import Any

import pytest

from bot.texts import LOCALES, Texts
from bot.tribute import events
from bot.usecases.attention.unreadable import problems
from bot.usecases.outbox.wording import Wording
from tests.bodies import ABSENT, event, purchase

TEXTS = Texts()
DEEP = b'{"a":' * 10_000 + b"1" + b"}" * 10_000
BODIES: list[bytes] = [
    b"",
    b"\xff",
    b"[]",
    DEEP,
    b"{}",
    event("new_digital_product", None),
    event("new_digital_product", []),
    b'{"name":"new_digital_product","payload":{"a":' + b"9" * 5000 + b"}}",
    b'{"name":"new_digital_product","payload":{"amount":NaN}}',
    b'{"name":"new_digital_product","payload":{"product_name":"\\u0000"}}',
    b'{"name":"new_digital_product","payload":{"\\ud800":1}}',
    b'{"name":"new_digital_product","payload":{"amount":1,"amount":2}}',
    b'{"name":"new_digital_product","payload":{"a b":1,"a b":2}}',
]
BROKEN: list[dict[str, Any]] = [
    {"product_id": ABSENT},
    {"product_id": "no. 456"},
    {"product_id": True},
    {"purchase_id": "no. 1"},
    {"amount": -1},
    {"amount": 1.5},
    {"currency": "$"},
]


@pytest.mark.parametrize("body", [*BODIES, *(purchase(**change) for change in BROKEN)])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_problem_of_the_reader_has_a_text_in_each_language(body: bytes, locale: str) -> None:
    found = events.read(body)
    assert found.problems
    say = Wording(TEXTS, locale)
    lines = problems(say, "; ".join(found.problems))
    assert lines
    assert not set(lines) & {f"• {problem}" for problem in found.problems}


def test_an_unknown_problem_is_shown_as_it_is() -> None:
    assert problems(Wording(TEXTS, "en"), "the moon is wrong side up") == [
        "• the moon is wrong side up"
    ]


def test_each_problem_is_one_line() -> None:
    body = json.dumps({"name": "new_digital_product", "payload": {"product_id": 1.5}}).encode()
    lines = problems(Wording(TEXTS, "en"), "; ".join(events.read(body).problems))
    assert lines == [
        "• <code>product_id</code> isn't what it should be.",
        "• Nothing in it tells this purchase from another one.",
    ]
