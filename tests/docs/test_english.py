"""The English of the project: old habits don't come back (the rules are in CONTRIBUTING.md)."""

import pytest

from tests.docs.english import files, in_text, tells

REACHED = 15
"""How many tells are left in the whole tree; whoever removes one lowers this number."""


def test_the_tells_only_get_fewer() -> None:
    found = tells(files())
    assert len(found) <= REACHED, "\n".join(map(str, found))
    assert len(found) == REACHED, f"only {len(found)} are left: lower REACHED"


def test_the_whole_tree_is_read() -> None:
    read = set(files())
    assert {
        "README.md",
        "bot/app.py",
        ".env.example",
        "Makefile",
        "bot/texts/en/common.ftl",
    } <= read


@pytest.mark.parametrize(
    "line",
    [
        "# The owner shall be told",
        "It is folded anew.",
        "Tribute renews it by itself.",
        "for who wants to call them too",
        "of whom Tribute has said nothing",
        "says what to mend",
        '"""What was given up, and when."""',
        "# Who is paid up gets no reminder.",
        "It goes on. Whoever has blocked the bot is left out.",
        "class TelegramDoor:",
        "def take_back(tx: Tx) -> None:",
        "deps.by_hand.grant(gift)",
        "the night shift",
    ],
)
def test_a_tell_is_found(line: str) -> None:
    assert list(in_text("some.py", line))


@pytest.mark.parametrize(
    "line",
    [
        "# The owner should be notified.",
        "It is folded again.",
        "Who should get access?",
        '"""What is wrong with it?"""',
        "People who blocked the bot are skipped.",
        'CHAT_JOIN_REQUEST = "chat-knock"',
        "a mendicant, an outdoor shop, a gatekeeper's bedroom",
    ],
)
def test_plain_english_is_left_alone(line: str) -> None:
    assert list(in_text("some.py", line)) == []


def test_a_question_may_take_two_lines() -> None:
    assert list(in_text("some.md", "What does a purchase\npass on its way? Many files.")) == []
    assert list(in_text("some.md", "What a purchase\npasses on its way. Many files."))
