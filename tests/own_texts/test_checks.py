"""Each rule for own texts: the mistakes that it finds, and what it leaves alone."""

import ast
import shutil
from pathlib import Path

import pytest

from bot.own_texts import kinds
from bot.own_texts.variables import may_be_omitted
from bot.texts import LOCALES
from bot.texts.bundles import FOLDER
from bot.texts.problems import TextFault, TextLevel
from tests.own_texts.folders import details, found, levels, load
from tests.texts import test_labels
from tests.texts.ftl import messages
from tests.texts.test_keys_are_used import trees

UNUSED, FLAWED, NOTED = TextLevel.LEFT_OUT, TextLevel.FLAWED, TextLevel.NOTED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "texts"


@pytest.mark.parametrize(
    ("locale", "original"), [("en", "en"), ("ru", "ru"), ("de", "en"), ("uk", "ru")]
)
@pytest.mark.long
def test_all_texts_of_the_bot_pass_every_check(folder: Path, locale: str, original: str) -> None:
    shutil.copytree(FOLDER / original, folder / locale)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    texts = load(folder, {})
    assert found(texts) == []
    assert texts.own is not None
    assert texts.own.counts == {locale: len(messages("en"))}


@pytest.mark.parametrize(
    ("ftl", "fault", "detail"),
    [
        ("shop-hello = { $name", TextFault.SYNTAX, ('Expected token: "}"', "")),
        ("shop-plans Choose", TextFault.SYNTAX, ('Expected token: "="', "")),
        ("shop-plans =", TextFault.SYNTAX, ('Expected message "shop-plans" to have a value', "")),
        (
            "shop-plans = { $x ->\n    [a] b\n}",
            TextFault.SYNTAX,
            ("Expected one of the variants", ""),
        ),
        ("shop-plans = " + "{" * 20_000, TextFault.SYNTAX, ("too deeply nested", "")),
        ("shop-plans =\n    .title = Choose", TextFault.EMPTY, ("", "")),
        ('shop-plans = { "" }', TextFault.EMPTY, ("", "")),
        ("shop-plans = <b> </b>", TextFault.EMPTY, ("", "")),
        ("shop-hello = Hi { $nam }", TextFault.VARIABLE, ("{ $nam }", "{ $name }")),
        ("shop-plans = Hi { $you }", TextFault.VARIABLE, ("{ $you }", "")),
        ("shop-price = Cheap!", TextFault.LOST, ("{ $price }", "")),
        ("access-until = Open ({ $left } left).", TextFault.LOST, ("{ $when }", "")),
        ("broadcast-audience = all", TextFault.LOST, ("{ $group }", "")),
        ("shop-plans = { UPPER() }", TextFault.FUNCTION, ("UPPER()", "NUMBER()")),
        (
            "stats-plan = { $plan }: { NUMBER($count, usegrouping: 1) }",
            TextFault.FUNCTION,
            ("NUMBER(usegrouping: …)", "useGrouping"),
        ),
        ("access-ended = { DATETIME($when) }", TextFault.FUNCTION, ("DATETIME()", "NUMBER()")),
        ("shop-price = { NUMBER($price) }", TextFault.NO_NUMBER, ("{ $price }", "")),
        ("shop-plans = { shop-plan }", TextFault.REFERENCE, ("{ shop-plan }", "")),
        ("shop-hello = Hi {name}", TextFault.REFERENCE, ("{ name }", "{ $name }")),
        ("shop-plans = { -us }", TextFault.REFERENCE, ("{ -us }", "")),
        ("shop-plans = { terms-none.title }", TextFault.REFERENCE, ("{ terms-none.title }", "")),
        ("shop-plans = { shop-plans }", TextFault.CYCLE, ("shop-plans → shop-plans", "")),
        ("-us = { -us }\nshop-plans = { -us }", TextFault.CYCLE, ("-us → -us", "")),
        ('shop-plans = a{ "\\u0007" }', TextFault.CHARACTERS, ("U+0007", "")),
        ('shop-plans = a{ "\\uD83D" }', TextFault.CHARACTERS, ("U+FFFD", "")),
        ("shop-plans = \N{REPLACEMENT CHARACTER}", TextFault.CHARACTERS, ("U+FFFD", "")),
        ("command-buy =\n    Prices\n    here", TextFault.LINES, ("", "")),
        ("button-yes =\n    Oh\n    yes", TextFault.LINES, ("", "")),
        (f"command-buy = {'x' * 257}", TextFault.LONG, ("256", "")),
        (f"toast-changed = {'😀' * 101}", TextFault.LONG, ("200", "")),
        (f"product-sell-duration-placeholder = {'x' * 65}", TextFault.LONG, ("64", "")),
        (f"shop-plans = {'x' * 2001}", TextFault.LONG, ("2000", "")),
        (f"shop-plans = <b>{'x' * 50_000}", TextFault.LONG, ("2000", "")),
        ("shop-plans = " + "{ terms-none }" * 1001, TextFault.FAILS, ("Too many parts", "")),
    ],
)
@pytest.mark.long
def test_a_text_with_a_mistake_is_not_used(
    folder: Path, ftl: str, fault: TextFault, detail: tuple[str, str]
) -> None:
    texts = load(folder, {"en/shop.ftl": ftl + "\n"})
    said = details(texts).get(fault)
    assert said is not None, found(texts)
    assert said[0].startswith(detail[0])
    assert said[1] == detail[1]
    assert UNUSED in levels(texts).values()
    assert texts.render("shop-plans", "en") == "Choose a plan, then how long."


@pytest.mark.parametrize(
    "ftl",
    [
        "shop-plans = Choose <b>& pay</b>",
        "-us = The Book Club\nshop-plans = { -us }: choose",
        '-us = { $case ->\n    [of] clubs\n   *[a] club\n}\nshop-plans = { -us(case: "of") }',
        "-us = Club\n    .short = C\nshop-plans = { -us }",
        "greeting = Hi\nshop-plans = { greeting }",
        "shop-plan-price = • { $plan ->\n    [Pro] Best\n   *[other] { $plan }\n} { $prices }",
        "shop-plans = Choose\n    .hint = x\nterms-none = { shop-plans.hint }",
        "duration-days = { $count } d.",
        "duration-days = { $count ->\n    [0] no\n    [one] a day\n   *[other] { $count }\n}",
        "duration-days = { $count ->\n    [1] a day\n   *[other] { NUMBER($count) } days\n}",
        "access-theirs-none = nothing",
        "shop-plan-price = • { $plan ->\n    [Pro] The best\n   *[other] { $plan }\n} { $prices }",
        "access-until = Until { $when }. { $left } left",
        "# without $name\nshop-hello = Welcome!",
        "# Short: without $name, please.\nshop-hello = Welcome!",
        "# without $left\naccess-until = Until { $when }.",
        "button-back = < Back",
        "shop-hello =\n    👋\n\n    Hello, { $name }!",
        "## A comment\n# another\nshop-plans = x",
        "status-payments-latest = { $count ->\n    [one] The last\n   *[other] Only { $count }\n}",
        f"shop-plans = {'x' * 2000}",
    ],
)
@pytest.mark.long
def test_an_unusual_text_without_a_mistake_is_used(folder: Path, ftl: str) -> None:
    assert found(load(folder, {"en/shop.ftl": ftl + "\n"})) == []


@pytest.mark.long
def test_a_long_chain_or_a_bomb_of_references_stops_nothing(folder: Path) -> None:
    chain = "".join(f"a{n} = {{ a{n + 1} }}\n" for n in range(3000)) + "a3000 = x\n"
    bomb = "".join(f"b{n} = {{ b{n + 1} }}{{ b{n + 1} }}\n" for n in range(30)) + "b30 = x\n"
    ends = "shop-plans = { a0 }\nterms-none = { b0 }\n"
    texts = load(folder, {"en/shop.ftl": chain + bomb + ends})
    assert {(key, fault) for _, key, fault in found(texts)} == {
        ("shop-plans", TextFault.FAILS),
        ("terms-none", TextFault.FAILS),
    }


def test_a_text_that_needs_one_with_a_mistake_is_not_used_either(folder: Path) -> None:
    ftl = "-us = { -them }\n-them = { LOUD() }\nshop-plans = { -us }\nterms-none = { shop-plans }\n"
    faults = {key: fault for _, key, fault in found(load(folder, {"en/shop.ftl": ftl}))}
    assert faults == {
        "-them": TextFault.FUNCTION,
        "-us": TextFault.REFERENCE,
        "shop-plans": TextFault.REFERENCE,
    }


def test_markup_is_looked_at_in_every_variant_and_through_references(folder: Path) -> None:
    ftl = """\
shop-payment-held = { $count ->
    [one] <b>One
    [2] fine
   *[other] { $count } payments
}
-us = <b>Club
shop-plans = { -us }, choose
terms-none = { -us }</b>, read
"""
    faults = {key: fault for _, key, fault in found(load(folder, {"en/shop.ftl": ftl}))}
    assert faults == {"shop-payment-held": TextFault.MARKUP, "shop-plans": TextFault.MARKUP}


def test_the_line_of_a_mistake_is_its_own_in_a_text_of_several(folder: Path) -> None:
    ftl = """\
access-until =
    Open until { $when }
    and { $whenn }
    { $left } left

shop-plans =
    Choose
    <u>now
    <b>please</b>
"""
    assert found(load(folder, {"en/shop.ftl": ftl})) == [
        ("en/shop.ftl:3", "access-until", TextFault.VARIABLE),
        ("en/shop.ftl:8", "shop-plans", TextFault.MARKUP),
    ]


def test_a_key_that_is_there_twice_names_both_places(folder: Path) -> None:
    texts = load(folder, {"en/a.ftl": "terms-none = a\n", "en/b.ftl": "\nterms-none = b\n"})
    assert found(texts) == [("en/b.ftl:2", "terms-none", TextFault.TWICE)]
    assert details(texts)[TextFault.TWICE] == ("", "en/a.ftl:1")
    assert "hasn't published terms" in texts.render("terms-none", "en")


def test_a_missing_variant_is_a_mistake_and_one_that_never_comes_is_noted(folder: Path) -> None:
    ftl = """\
broadcast-audience = { $group ->
    [activ] subscribers
    [expired] former
   *[all] all
}
button-broadcast-audience = { $group ->
    [active] a
    [expired] b
    [ever] c
   *[rest] d
}
"""
    texts = load(folder, {"en/shop.ftl": ftl})
    assert found(texts) == [
        ("en/shop.ftl:1", "broadcast-audience", TextFault.VARIANT_LOST),
        ("en/shop.ftl:2", "broadcast-audience", TextFault.VARIANT_UNKNOWN),
        ("en/shop.ftl:9", "button-broadcast-audience", TextFault.VARIANT_UNKNOWN),
    ]
    assert texts.plain("button-broadcast-audience", "en", group="all") == "d"


def test_a_key_of_no_text_is_noted_with_the_nearest_one(folder: Path) -> None:
    texts = load(folder, {"en/shop.ftl": "shop-helo = Hi\nzzzzzzz-qqqqqqq = x\n"})
    assert set(levels(texts).values()) == {NOTED}
    assert [one.hint for one in texts.own.problems] == ["shop-hello", ""]  # type: ignore[union-attr]
    assert texts.own.mistakes == ()  # type: ignore[union-attr]
    assert texts.plain("zzzzzzz-qqqqqqq", "en") == "x"  # a feature of the owner's may use it


@pytest.mark.long
def test_thousands_of_unknown_keys_take_no_time(folder: Path) -> None:
    ftl = "".join(f"unknown-key-{number} = x\n" for number in range(5000))
    assert len(found(load(folder, {"en/shop.ftl": ftl}))) == 5000


def test_only_a_name_in_a_greeting_and_the_time_left_may_be_omitted() -> None:
    omitted = {
        (key, variable)
        for key, uses in messages("en").items()
        for variable in uses.variables
        if may_be_omitted(key, variable, uses.variables)
    }
    assert omitted == {
        ("shop-hello", "name"),
        *((f"access-{one}", "left") for one in ("until", "renews", "renews-besides")),
        *((f"access-theirs-{one}", "left") for one in ("until", "renews", "renews-besides")),
        *((f"stars-access-{one}", "left") for one in ("renews", "renews-besides")),
        *((f"stars-access-theirs-{one}", "left") for one in ("renews", "renews-besides")),
        ("broadcast-confirm-time", "left"),
        ("incident-slowed-until", "left"),
        ("profile-waits-limit", "left"),
    }


def test_an_omitted_name_is_noted_and_the_text_is_used(folder: Path) -> None:
    texts = load(folder, {"en/shop.ftl": "shop-hello = Welcome!\n"})
    assert details(texts) == {TextFault.OMITTED: ("{ $name }", "# without $name")}
    assert texts.render("shop-hello", "en", name="Ann") == "Welcome!"


def test_every_text_that_the_code_shows_without_markup_is_of_a_plain_kind() -> None:
    shown = {
        argument.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"plain", "label"}
        for argument in node.args
        if isinstance(argument, ast.Constant) and argument.value in messages("en")
    }
    assert len(shown) > 100
    only_its_letters_count = {"shop-offers-new"}  # handlers/telegram/admin/shop_face/hints.py
    assert {key for key in shown if not kinds.is_plain(key)} == only_its_letters_count


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_of_a_plain_kind_has_markup_and_no_text_is_too_long_for_its_kind(
    locale: str,
) -> None:
    for key, uses in messages(locale).items():
        for values in uses.samples("Ann"):
            text = test_labels.TEXTS.plain(key, locale, **values)
            assert not (kinds.is_plain(key) and "<" in text), key
            assert not (kinds.is_one_line(key) and "\n" in text), key
            assert len(text) <= kinds.longest(key), key
