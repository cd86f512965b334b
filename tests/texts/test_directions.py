"""Names in a right-to-left script turn nothing around that stands beside them."""

import pytest

from bot.texts import Texts, Url
from bot.texts.directions import FSI, PDI, isolated
from bot.texts.visible import button_columns, columns, cut

DANA, SAMIR, ANNA = "דנה כהן", "سمير", "Анна"


@pytest.mark.parametrize("name", [DANA, SAMIR, f"{DANA} 12", f"A {SAMIR}"])
def test_words_of_the_other_direction_stand_between_isolates(name: str) -> None:
    assert isolated(name, "en") == isolated(name, "ru") == f"{FSI}{name}{PDI}"


@pytest.mark.parametrize("name", ["Anna", ANNA, "12", "", "👩‍💻", "李雷"])
def test_other_words_stay_as_they_are(name: str) -> None:
    assert isolated(name, "en") == name


def test_in_a_language_from_right_to_left_it_is_the_other_way_round() -> None:
    assert isolated(DANA, "he") == DANA
    assert isolated("Anna", "he") == isolated("Anna", "ar") == f"{FSI}Anna{PDI}"
    assert isolated("12", "he") == "12"


def test_every_text_keeps_the_names_in_it_apart() -> None:
    texts = Texts()
    for shown in (
        texts.render("console-people-open-telegram", "en"),
        texts.render("product-quoted", "en", what="Anna"),
    ):
        assert FSI not in shown
    assert f"{FSI}{DANA}{PDI}" in texts.render("product-quoted", "en", what=DANA)
    assert f"{FSI}&lt;{SAMIR}&gt;{PDI}" in texts.render("product-quoted", "ru", what=f"<{SAMIR}>")
    assert f"{FSI}{SAMIR}{PDI}" in texts.plain("product-quoted", "en", what=SAMIR)
    nested = texts.plain("product-quoted", "en", what=f"{FSI}{DANA}")  # a stranger's own isolate
    assert nested.count(FSI) == nested.count(PDI) == 1
    address = f"https://example.com/{DANA}"
    assert FSI not in texts.render("product-quoted", "en", what=Url(address))


def test_isolates_take_no_place() -> None:
    apart = isolated(DANA, "en")
    assert columns(apart) == columns(DANA) == 7
    assert columns(f"{apart} 12") == columns(f"{DANA} 12")
    assert button_columns(apart) == button_columns(DANA)
    assert cut(apart, 7) == apart
    assert columns(cut(f"{apart} and others", 10)) <= 10
    assert columns(FSI + PDI) == 0
