"""Own texts that count, and labels: the forms that a language needs, and the width of a phone."""

import re
from pathlib import Path

import pytest

from bot.own_texts import widths
from bot.own_texts.plurals import forms, lacking
from bot.texts.problems import TextFault, TextLevel
from tests.own_texts.folders import details, found, levels, load
from tests.texts import test_labels

UNUSED, FLAWED, NOTED = TextLevel.LEFT_OUT, TextLevel.FLAWED, TextLevel.NOTED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "texts"


@pytest.mark.parametrize(
    ("locale", "forms_given", "missing"),
    [
        ("en", "[one] a *[other] b", None),
        ("en", "*[other] b", "[one]"),
        ("ru", "[one] a *[other] b", "[few], [many]"),
        ("ru", "[one] a [few] b *[many] c", None),
        ("ru", "[one] a [few] b [many] c *[other] d", None),
        ("uk", "[one] a *[other] b", "[few], [many]"),
        ("ar", "[one] a [two] b *[other] c", "[zero], [few], [many]"),
        ("pl", "[1] a [few] b *[many] c", None),
        ("fr", "[1] a *[other] b", None),
        ("ja", "*[other] b", None),
        ("en", "[on] a *[other] b", "[one]"),
    ],
)
def test_the_forms_of_counting_that_the_language_needs(
    folder: Path, locale: str, forms_given: str, missing: str | None
) -> None:
    variants = forms_given.replace("[", "\n    [").replace("*\n    ", "\n   *")
    variants = variants.replace("] ", "] { $count } ")
    ftl = f"duration-days = {{ $count ->{variants}\n}}\n"
    texts = load(folder, {f"{locale}/time.ftl": ftl})
    plural = details(texts).get(TextFault.PLURAL)
    assert (plural[0] if plural else None) == missing
    assert texts.own is not None
    assert texts.own.counts == {locale: 1}


def test_a_form_of_counting_inside_a_term_is_looked_at_too(folder: Path) -> None:
    ftl = "-days = { $count ->\n    [one] день\n   *[other] днів\n}\n"
    ftl += "shop-plans = { -days(count: 5) }\n"
    assert found(load(folder, {"uk/x.ftl": ftl})) == [("uk/x.ftl:1", "-days", TextFault.PLURAL)]


def test_the_forms_are_those_that_numbers_up_to_100_000_ask_for() -> None:
    assert forms("es").keys() == {"one", "other"}
    assert forms("ar").keys() == {"zero", "one", "two", "few", "many", "other"}
    assert lacking("ru", {"1", "few", "many"}, "many") == ["one"]  # 21 is one, too


@pytest.mark.parametrize(
    ("locale", "variants", "lost"),
    [
        ("en", "[one] a day *[other] days", True),
        ("en", "[one] a day *[other] { $count } days", False),
        ("ru", "[one] { $count } день [few] дня *[many] { $count } дней", True),
        ("ru", "[one] день [few] { $count } дня *[many] { $count } дней", False),
        ("he", "[one] יום [two] יומיים *[other] { $count } ימים", False),
        ("en", "[0] none [5] five *[other] { $count } days", False),
    ],
)
def test_a_number_that_one_variant_forgets_is_missed(
    folder: Path, locale: str, variants: str, lost: bool
) -> None:
    """A variant for one number alone may say it in words."""
    ftl = re.sub(r" ?(\*?\[)", r"\n    \1", variants)
    ftl = ftl.replace("    *", "   *")
    texts = load(folder, {f"{locale}/x.ftl": f"duration-days = {{ $count ->{ftl}\n}}\n"})
    assert (TextFault.LOST in details(texts)) == lost, found(texts)


def test_a_price_that_one_variant_forgets_is_missed(folder: Path) -> None:
    ftl = (
        "shop-plan-price = { $plan ->\n    [Pro] The best\n   *[other] { $plan }: { $prices }\n}\n"
    )
    assert details(load(folder, {"en/x.ftl": ftl})) == {TextFault.LOST: ("{ $prices }", "")}


def test_a_wide_label_is_used_and_reported(folder: Path) -> None:
    ftl = """\
button-shop-open = See all of our wonderful prices now
button-shop-pay = Yes, I would like to pay — { $duration } · { $price }
button-shop-pay-short = Pay { $duration } · { $price }!!!!!!!!!!
button-person = 👤👤👤👤👤👤👤👤👤👤👤👤👤👤👤👤 { $name }
"""
    texts = load(folder, {"en/shop.ftl": ftl})
    assert {key for _, key, fault in found(texts) if fault is TextFault.WIDE} == {
        *("button-shop-open", "button-shop-pay", "button-shop-pay-short", "button-person")
    }
    assert set(levels(texts).values()) == {FLAWED}
    assert texts.plain("button-shop-open", "en") == "See all of our wonderful prices now"


def test_a_label_of_an_added_language_is_measured_with_its_own_words(folder: Path) -> None:
    ftl = """\
duration-months = { $count } Monaten der gewohnten Zeitrechnung
button-shop-pay-card-priced = 💳 { $duration } · { $price }
"""
    texts = load(folder, {"de/shop.ftl": ftl})
    assert [fault for _, _, fault in found(texts)] == [TextFault.WIDE]


def test_the_bounds_are_those_of_the_bot_s_own_labels() -> None:
    assert {name: list(one) for name, one in widths.VALUES.items()} == test_labels.VALUES
    assert widths.NAMES == test_labels.NAMES
    assert widths.SHORTER == test_labels.SHORTER
