"""A text that an owner doesn't have, or that fails, is read in the language that comes next."""

from datetime import date
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from structlog.testing import capture_logs

from bot.domain.durations import Duration
from bot.domain.models import PersonId
from bot.domain.money import Money
from bot.domain.records import Person
from bot.own_texts.load import load_texts
from bot.texts import Markup, Remaining, Texts, When
from bot.texts.bundles import Bundle, OwnBundles
from bot.texts.problems import TextFault
from bot.usecases.outbox.wording import Wording, locale_of
from bot.usecases.reports.chart import chart
from bot.usecases.reports.statistics import Days
from tests.conftest import NOW
from tests.own_texts.folders import found, load

DAY = 86400
UKRAINIAN = """\
-shop = Крамниця
shop-hello = { -shop }: вітаємо, { $name }!
access-until = До { $when }, ще { $left }.
shop-offer = { $duration } — { $price }
shop-payment-held = { $count ->
    [one] { $count } платіж
    [few] { $count } платежі
   *[many] { $count } платежів
}
notice-admin-feature-left-out = { $file }: { feature-fault }
stats-plan = { $plan }: { NUMBER($count, useGrouping: 1) }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "texts"


@pytest.fixture
def texts(folder: Path) -> Texts:
    return load(folder, {"uk/shop.ftl": UKRAINIAN, "ru/a.ftl": "button-back = ‹ Обратно\n"})


def test_an_own_text_goes_before_the_original_and_the_others_stay(texts: Texts) -> None:
    assert found(texts) == []
    assert texts.plain("button-back", "ru") == "‹ Обратно"
    assert texts.plain("button-back", "en") == "‹ Back"
    assert texts.plain("button-yes", "ru") == "Да"
    assert texts.locales == ("en", "ru", "uk")


def test_an_added_language_counts_and_writes_dates_and_prices_as_it_does(texts: Texts) -> None:
    months = Duration(months=5)
    said = texts.plain("shop-offer", "uk", duration=months, price=Money(123_450, "UAH"))
    assert said.replace("\xa0", " ") == "5 місяців — 1 234,50 ₴"
    shown = texts.plain(
        "access-until", "uk", when=When(1_778_623_140), left=Remaining(NOW, NOW + 33 * DAY)
    )
    assert " ".join(shown.split()) == "До 12 травня 2026 р., 21:59 UTC, ще 1 місяць і 2 дні."
    held = [texts.plain("shop-payment-held", "uk", count=count) for count in (1, 3, 11, 21)]
    assert held == ["1 платіж", "3 платежі", "11 платежів", "21 платіж"]
    assert texts.plain("stats-plan", "uk", plan="x", count=12345) == "x: 12\xa0345"


def test_its_own_words_for_lengths_of_time_go_before_those_of_cldr(folder: Path) -> None:
    ftl = (
        UKRAINIAN + "duration-months = { $count } міс.\nduration-both = { $first } та { $second }\n"
    )
    texts = load(folder, {"uk/shop.ftl": ftl})
    left = Remaining(NOW, NOW + 33 * DAY)
    shown = texts.plain("access-until", "uk", when=When(NOW), left=left)
    assert shown.endswith("ще 1 міс. та 2 дні.")


@pytest.mark.parametrize(
    ("default", "back", "moment"),
    [("en", "‹ Back", "12 May 2026, 21:59 UTC"), ("ru", "‹ Назад", "12 мая 2026, 21:59 UTC")],
)
def test_a_missing_text_is_that_of_the_default_language_whole(
    folder: Path, default: str, back: str, moment: str
) -> None:
    texts = load(folder, {"uk/shop.ftl": UKRAINIAN}, default)
    assert texts.plain("button-back", "uk") == back
    assert moment in texts.plain("access-ended", "uk", when=When(1_778_623_140))


def test_the_default_language_may_be_an_added_one(folder: Path) -> None:
    texts = load(folder, {"uk/shop.ftl": UKRAINIAN, "de/a.ftl": "button-yes = Ja\n"}, "uk")
    assert found(texts) == []
    assert texts.pick(None) == texts.pick("fr") == "uk"
    assert texts.render("shop-hello", "de", name="Ann") == "Крамниця: вітаємо, Ann!"
    assert texts.plain("button-back", "de") == "‹ Back"
    assert texts.plain("button-back", "ru") == "‹ Назад"


def test_a_default_language_that_is_not_there_is_reported_and_english_counts(folder: Path) -> None:
    texts = load(folder, {"uk/shop.ftl": "shop-plans = x <b>\n"}, "uk")
    assert found(texts) == [
        ("DEFAULT_LOCALE=uk", "", TextFault.DEFAULT_LOCALE),
        ("uk/", "", TextFault.NO_TEXTS),
        ("uk/shop.ftl:1", "shop-plans", TextFault.MARKUP),
    ]
    assert (texts.pick(None), texts.locales) == ("en", ("en", "ru"))


def test_a_country_s_texts_come_before_those_of_the_language(folder: Path) -> None:
    files: dict[str, str | bytes] = {
        "pt/a.ftl": "button-yes = Sim\nbutton-back = ‹ Voltar\n",
        "pt-BR/a.ftl": "button-yes = É isso\n",
    }
    texts = load(folder, files)
    assert texts.plain("button-yes", "pt-br") == "É isso"
    assert texts.plain("button-back", "pt-br") == "‹ Voltar"
    assert texts.plain("button-cancel", "pt-br") == "Cancel"
    assert [texts.pick(code) for code in ("pt-br", "pt-PT", "pt", "PT_BR")] == [
        *("pt-br", "pt", "pt", "pt-br")
    ]


def test_a_country_s_texts_serve_the_language_where_it_has_no_others(folder: Path) -> None:
    texts = load(folder, {"pt_BR/a.ftl": "button-yes = Sim\n", "en-GB/a.ftl": "button-yes = Aye\n"})
    assert [texts.pick(code) for code in ("pt", "pt-pt", "en", "en-gb", "en-us", "", "-")] == [
        *("pt-br", "pt-br", "en", "en-gb", "en", "en", "en")
    ]
    assert texts.plain("button-back", "en-gb") == "‹ Back"


def test_a_text_that_refers_to_one_which_the_language_lacks_shows_the_original(
    texts: Texts,
) -> None:
    said = texts.render("notice-admin-feature-left-out", "uk", file="x", fault="syntax", detail="y")
    assert said == "x: it isn't valid Python: y"
    assert not texts.has("feature-fault", "uk")


def test_a_text_that_fails_all_the_same_gives_way_to_the_original() -> None:
    bundle = Bundle("en")
    ftl = 'shop-hello = { $other }\nshop-access = { NUMBER($access, minimumFractionDigits: "x") }\n'
    bundle.add(FluentParser().parse(ftl).body)
    texts = Texts(own=OwnBundles({"en": bundle}))
    with capture_logs() as logged:
        assert texts.render("shop-hello", "en", name="Ann") == "👋 Hello, <b>Ann</b>!"
        for _ in range(2):
            assert texts.render("shop-access", "en", access=Markup("Open.")) == "✅ Open."
    assert [one["key"] for one in logged] == ["shop-hello", "shop-access"]


def test_languages_are_named_in_themselves_or_as_the_owner_names_them(folder: Path) -> None:
    ftl = "button-yes = x\nlabel-language-be = Беларуская (тарашкевіца)\n"
    texts = load(
        folder, {"uk/a.ftl": UKRAINIAN, "be/a.ftl": ftl, "pt_BR/a.ftl": "button-yes = x\n"}
    )
    assert found(texts) == []
    assert [texts.language_name(one) for one in texts.locales] == [
        *("English", "Русский", "Беларуская (тарашкевіца)", "Português (Brasil)", "Українська")
    ]


def test_the_language_that_a_person_chose_counts_while_it_is_there(texts: Texts) -> None:
    person = Person(PersonId(1), "Ann", None, "ru", "uk", NOW, NOW, None)
    assert locale_of(person, texts) == "uk"
    assert locale_of(person, Texts()) == "ru"


def test_a_chart_has_english_words_where_its_font_lacks_the_letters(folder: Path) -> None:
    files: dict[str, str | bytes] = {
        "pt-BR/a.ftl": "chart-people = pessoas\n",
        "ja/a.ftl": "chart-people = 人\n",
    }
    texts = load(folder, files)
    days = Days((date(2026, 5, 1),), {"EUR": (100,)}, (1,))
    labels = {
        locale: (made.panels[-1].y_label, made.days)
        for locale in ("pt-br", "ja")
        for made in [chart(Wording(texts, locale), days, "UTC")]
    }
    assert labels == {"pt-br": ("pessoas", ("1 mai.",)), "ja": ("people", ("1 May",))}


def test_without_the_setting_there_is_nothing_to_report() -> None:
    assert load_texts("ru", "UTC", None).own is None
