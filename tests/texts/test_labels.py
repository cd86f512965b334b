"""Labels of buttons fit one line of a phone, with values as real shops have them."""

import re
from pathlib import Path
from typing import Any

import pytest
from aiogram.types import InlineKeyboardButton

from bot.domain.durations import Duration
from bot.domain.money import STARS, Money
from bot.texts import LOCALES, Texts
from bot.texts.bundles import sources
from bot.texts.labels import ALONE, fits_row, fitting, row_columns
from bot.texts.visible import columns
from bot.usecases.outbox.wording import Wording
from handlers.telegram.ui.screen import side_by_side
from tests.texts.ftl import messages

TEXTS = Texts()
NAME = "Константин-Александр Преображенский-Воскресенский"
NAMES = ("name", "who", "what", "text", "title", "label", "language", "range")
VALUES: dict[str, list[object]] = {
    "paid": [Money(123_456_789, "RUB"), Money(123_456_789, "USD"), Money(12_345, STARS)],
    "price": [Money(123_456_789, "RUB"), Money(123_456_789, "USD"), Money(12_345, STARS)],
    "duration": [Duration(months=18), Duration(days=365), Duration(lifetime=True)],
    "id": [741_250_001],
    "emoji": ["⏸", "↩️"],
    "number": [10],
}
"""Values of the most usual width, and of the largest that shops have."""
KEYS = sorted(key for key in sources("en") if key.startswith(("button-", "label-")))
SHORTER = {
    "button-rehearsal-plan": "button-rehearsal-short",
    "button-shop-pay": "button-shop-pay-short",
    "button-shop-pay-extend": "button-shop-pay-short",
    "button-shop-pay-card": "button-shop-pay-card-short",
}


def filled(key: str, locale: str, name: str) -> list[dict[str, object]]:
    """Return the values that fill the text, each of them once."""
    uses = messages(locale)[key]
    choices: dict[str, list[object]] = {}
    for variable in sorted(uses.variables):
        if variable in VALUES:
            choices[variable] = VALUES[variable]
        elif variable in NAMES:
            choices[variable] = [name]
        elif variable in uses.variants and not uses.numbers & {variable}:
            plural = uses.variants[variable] & {"one", "few", "many"}
            keys = sorted(uses.variants[variable])
            choices[variable] = [1, 2, 5, 21, 12_345] if plural else list(keys)
        else:
            choices[variable] = [1, 2, 5, 21, 12_345]
    usual = {variable: values[0] for variable, values in choices.items()}
    return [
        {**usual, variable: value} for variable, values in choices.items() for value in values
    ] or [{}]


def all_filled(locale: str, name: str) -> list[tuple[str, dict[str, object]]]:
    return [(key, values) for key in KEYS for values in filled(key, locale, name)]


@pytest.mark.parametrize("locale", LOCALES)
def test_all_but_the_names_in_a_label_fits(locale: str) -> None:
    say, checked = Wording(TEXTS, locale), all_filled(locale, "Ann")
    assert len(checked) > len(KEYS) > 300
    for key, values in checked:
        shown = [say.plain(one, **values) for one in (key, SHORTER.get(key, key))]
        assert min(map(columns, shown)) <= ALONE, (key, shown)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_label_with_long_names_fits(locale: str) -> None:
    say = Wording(TEXTS, locale)
    for key, values in all_filled(locale, NAME):
        label = say.label(key, **values)
        assert columns(label) <= ALONE, (key, label)
        assert "…" in label or columns(say.plain(key, **values)) <= ALONE, key


@pytest.mark.parametrize(
    ("key", "values", "label"),
    [
        (
            "label-claim",
            {"who": NAME, "text": "оплатил вчера вечером с карты жены"},
            "🔎 Константин-Але…: оплатил вчера…",
        ),
        ("label-claim", {"who": "Ann", "text": "I paid"}, "🔎 Ann: I paid"),
        ("button-chat", {"title": "🇷🇺" * 20}, "🚪 " + "🇷🇺" * 15 + "…"),
        (
            "label-tariffs-product",
            {"place": "old", "duration": Duration(months=18), "name": "Книжный клуб «Сова»"},
            "18 months, old: Книжный клуб «Сов…",
        ),
        (
            "button-refund-confirm-paid",
            {"paid": Money(123_456_789, "RUB")},
            "Yes, refund RUB\N{NO-BREAK SPACE}1,234,567.89",
        ),
    ],
)
def test_a_long_name_is_cut_and_the_rest_stays(
    key: str, values: dict[str, Any], label: str
) -> None:
    assert Wording(TEXTS, "en").label(key, **values) == label


def test_a_label_without_names_loses_its_end() -> None:
    assert fitting(lambda: "x" * 40, {}) == "x" * 33 + "…"


PARTS = {
    *("label-purchase-paid", "label-purchase-numbered", "label-refund-whose"),
    *("label-products-range", "label-language-current"),
    *("label-products-filter-stars-range", "label-products-filter-price-range"),
}
"""Labels with a name that become part of another label, or whose values are short."""


def test_every_label_with_a_name_is_cut_where_it_is_made() -> None:
    sources = [path for folder in ("bot", "handlers") for path in Path(folder).rglob("*.py")]
    made = {
        key
        for path in sources
        for key in re.findall(r'plain\(\s*"((?:button|label)-[a-z-]+)"', path.read_text())
    }
    named = {key for key in KEYS if messages("en")[key].variables & set(NAMES)}
    assert made & named <= PARTS


_PIXELS = {
    " ": 3.7,
    "№": 17.0,
    **dict.fromkeys("г", 6.3),
    **dict.fromkeys("утхз", 7.7),
    **dict.fromkeys("сэеёачкья", 8.3),
    **dict.fromkeys("бровийлнп", 8.6),
    **dict.fromkeys("цдъ", 9.6),
    **dict.fromkeys("фм", 11.3),
    **dict.fromkeys("жыюшщ", 13.0),
}
"""The widths of Russian letters on the buttons of Telegram for Android (Roboto Medium, 15 px)."""
_OF_THREE = 79
"""The pixels for the text of each of three buttons in a row, on a screen that is 360 wide."""
_OF_TWO = 126
"""The same for each of two."""
_WORDS = ("навсегда", "вебинары", "мастерам", "новичкам", "семейный", "бессрочно", "школьники")


@pytest.mark.parametrize("word", _WORDS)
def test_a_russian_word_of_a_row_of_three_is_seen_whole(word: str) -> None:
    if columns(word) <= row_columns(3):
        assert sum(_PIXELS[letter] for letter in word) <= _OF_THREE


def test_short_words_still_share_a_row() -> None:
    assert sum(columns(word) <= row_columns(3) for word in _WORDS) == 5


_PLAN_NAMES = {
    "Мужской журнал": False,
    "ЖУРНАЛ МАМЫ": False,
    "Шахматная школа": False,
    "💎 Премиум клуб": False,
    "Базовый доступ": True,
    "Подписка на год": True,
    "Премиум": True,
    "Reading club": True,
}
"""Names of plans, and whether two of them share a row."""


@pytest.mark.parametrize(("name", "together"), _PLAN_NAMES.items())
def test_two_names_share_a_row_only_where_a_phone_shows_them_whole(
    name: str, together: bool
) -> None:
    rows = side_by_side([InlineKeyboardButton(text=name), InlineKeyboardButton(text=name)])
    assert len(rows) == (1 if together else 2)
    assert not together or _pixels(name) <= _OF_TWO


@pytest.mark.parametrize("letter", [*"жмфшщыюЖМФШЩЫЮ"])
@pytest.mark.parametrize(("buttons", "pixels"), [(2, 126), (3, 79)])
def test_names_of_the_widest_letters_are_seen_whole(letter: str, buttons: int, pixels: int) -> None:
    longest = max(count for count in range(1, 20) if fits_row(letter * count, buttons))
    assert _pixels(letter * longest) <= pixels


_PAIRED_KEYS = ("label-products-filter-", "button-purchase-copy-")
"""Labels of which two may share a row; the chosen one of a filter has a mark before it."""
_MARK = 13.0
_EMOJI = 18.0
_LATIN = 8.5


def _pixels(label: str) -> float:
    """Return the width of a Russian label; a capital letter is at most a fifth wider."""
    return sum(map(_width, label))


def _width(one: str) -> float:
    if one in _PIXELS or one.lower() in _PIXELS:
        return _PIXELS.get(one) or _PIXELS[one.lower()] * 1.2
    return _LATIN if one.isascii() else _EMOJI


def _paired_labels() -> list[str]:
    """Return the Russian labels of two in a row that have no values in them."""
    found = []
    for path in sorted(Path("bot/texts/ru").glob("*.ftl")):
        for message in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8")):
            if message.startswith(_PAIRED_KEYS):
                found += re.findall(r"(?:^[a-z-]+ =|\]) ([^{\n]+)$", message, re.M)
    return found


@pytest.mark.parametrize("label", _paired_labels())
def test_a_russian_label_of_a_row_of_two_is_seen_whole(label: str) -> None:
    marks = {"": 0.0} if label.startswith("📋") else {"": 0.0, "● ": _MARK}
    for mark, pixels in marks.items():
        if columns(mark + label) <= row_columns(2):
            assert _pixels(label) + pixels <= _OF_TWO
