"""The bot's profile: what can stand in each spot, how long, and when a wish is tried again."""

from dataclasses import replace

import pytest

from bot.domain.models import PersonId
from bot.domain.shop_face.profile import (
    NOTHING,
    Part,
    Present,
    Spot,
    Wish,
    WishState,
    is_too_long,
    is_visible,
    length,
    tidy,
)

WAITING = Wish(
    id=1,
    bot_id=2,
    spot=Spot(Part.NAME),
    content=Present("Club"),
    is_original=False,
    asked_at=1000,
    admin_id=PersonId(9001),
    state=WishState.WAITING,
)
LATER = replace(WAITING, tries=1, tried_at=1000, retry_seconds=60)


def test_only_the_picture_is_the_same_in_all_languages() -> None:
    assert [one for one in Part if not one.has_languages] == [Part.PICTURE]


@pytest.mark.parametrize(
    ("spot", "may_be_empty"),
    [
        (Spot(Part.NAME), False),
        (Spot(Part.NAME, "ru"), True),
        (Spot(Part.ABOUT), True),
        (Spot(Part.PICTURE), True),
    ],
)
def test_only_the_name_for_everyone_has_to_stand_there(spot: Spot, may_be_empty: bool) -> None:
    assert spot.may_be_empty is may_be_empty


def test_neither_words_nor_a_picture_is_nothing() -> None:
    shown = [NOTHING, Present(), Present(""), Present("Club"), Present(picture_id=0)]
    assert [one.is_empty for one in shown] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("wish", "now", "seconds"),
    [
        (WAITING, 1000, 0),
        (LATER, 1000, 60),
        (LATER, 1059, 1),
        (LATER, 1060, 0),
        (LATER, 5000, 0),
        (LATER, 10, 60),
    ],
)
def test_a_wish_is_tried_again_when_its_wait_is_over(wish: Wish, now: int, seconds: int) -> None:
    assert wish.seconds_left(now) == seconds


def test_a_name_is_in_one_line_and_other_words_keep_theirs() -> None:
    typed = " Our \n club\n"
    assert [tidy(one, typed) for one in (Part.NAME, Part.ABOUT, Part.DESCRIPTION)] == [
        "Our club",
        "Our \n club",
        "Our \n club",
    ]


@pytest.mark.parametrize(
    ("part", "longest"),
    [(Part.NAME, 64), (Part.ABOUT, 120), (Part.DESCRIPTION, 512), (Part.PICTURE, 0)],
)
def test_words_are_as_long_as_telegram_counts_them(part: Part, longest: int) -> None:
    assert length("ab😀") == 4
    assert not is_too_long(part, "x" * longest)
    assert is_too_long(part, "x" * (longest + 1))
    assert is_too_long(part, "😀" * (longest // 2 + 1))


@pytest.mark.parametrize(
    ("words", "visible"), [("", False), (" \n\u200b", False), (" \u200bx ", True), ("😀", True)]
)
def test_blanks_and_invisible_signs_alone_are_nothing_to_read(words: str, visible: bool) -> None:
    assert is_visible(words) is visible
