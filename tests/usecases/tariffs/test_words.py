"""Own words of tariffs: what can't be some, what is stored and recorded, and broken markup."""

import asyncio
from pathlib import Path

import pytest

from bot.clock import FixedClock
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, TariffId
from bot.domain.records import NO_WORDS, NewTariff, TariffWords
from bot.usecases.tariffs.words import (
    TariffTexts,
    WordsProblem,
    described,
    flaws,
    named,
    problem_of,
    sound,
)
from storage import plans, tariff_texts
from storage.engine.database import open_database
from storage.engine.tx import Tx
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop, build_shop, seed
from tests.usecases.rows import AUDIT, rows

ADMIN, OTHER = ADMINS
MONTH, QUARTER, PRO_MONTH, NOWHERE = (TariffId(one) for one in (1, 2, 4, 99))
LATER = NOW + 100
STORED = "SELECT tariff_id, locale, name, description FROM tariff_texts ORDER BY 1, 2"


@pytest.fixture
def texts(shop: Shop) -> TariffTexts:
    """Return the own words of the shop's tariffs, some time after its start."""
    shop.clock.move(100)
    return TariffTexts(shop.db, shop.clock)


async def save(
    texts: TariffTexts, words: TariffWords, tariff_id: TariffId = MONTH, locale: str = "en"
) -> WordsProblem | None:
    """Save words where the admin has seen none."""
    return await texts.save(tariff_id, locale, words, NO_WORDS, ADMIN)


def test_words_are_kept_as_readers_see_them() -> None:
    words = TariffWords("Old", "old")
    assert named(words, " A\n week\u200b ") == TariffWords("A week", "old")
    typed = " <blockquote expandable>All <b>of it</b>\nnow</blockquote> "
    assert described(words, typed) == TariffWords("Old", "All <b>of it</b>\nnow")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (NO_WORDS, None),
        (TariffWords("x", "<b>y</b>"), None),
        (TariffWords("", "y"), WordsProblem.EMPTY),
        (TariffWords("\u2800 "), WordsProblem.EMPTY),
        (TariffWords("x", ""), WordsProblem.EMPTY),
        (TariffWords("x", "<b> </b>"), WordsProblem.EMPTY),
        (TariffWords("x" * 32), None),
        (TariffWords("x" * 33), WordsProblem.TOO_LONG),
        (TariffWords(description=f"<b>{'x' * 300}</b>"), None),
        (TariffWords(description="x" * 301), WordsProblem.TOO_LONG),
        (TariffWords("x" * 32, "x" * 301), WordsProblem.TOO_LONG),
        (TariffWords("x" * 33, "x" * 300), WordsProblem.TOO_LONG),
    ],
)
def test_words_can_be_read_and_have_a_length(
    words: TariffWords, problem: WordsProblem | None
) -> None:
    assert problem_of(words) is problem


async def test_each_language_has_words_of_its_own_and_each_change_is_in_the_audit(
    shop: Shop, texts: TariffTexts
) -> None:
    first, second = TariffWords("Trial", "All <b>of it</b> &amp; more"), TariffWords("Trial")
    assert await texts.save(MONTH, "en", first, NO_WORDS, ADMIN) is None
    assert await texts.save(MONTH, "ru", TariffWords("Проба"), NO_WORDS, ADMIN) is None
    shop.clock.move(1)
    assert await texts.save(MONTH, "en", second, first, OTHER) is None
    assert await texts.of(MONTH) == {"en": second, "ru": TariffWords("Проба")}
    assert await texts.save(MONTH, "en", NO_WORDS, second, OTHER) is None
    assert await texts.of(MONTH) == {"ru": TariffWords("Проба")}
    assert await texts.of(QUARTER) == {}
    assert await rows(shop, STORED) == [(1, "en", None, None), (1, "ru", "Проба", None)]
    assert await rows(shop, AUDIT) == [
        (LATER, "admin:9001", "tariff_named", "tariff:1", "Trial"),
        (LATER, "admin:9001", "tariff_described", "tariff:1", "All of it & more"),
        (LATER, "admin:9001", "tariff_named", "tariff:1", "Проба"),
        (LATER + 1, "admin:9002", "tariff_described", "tariff:1", None),
        (LATER + 1, "admin:9002", "tariff_named", "tariff:1", None),
    ]


async def test_the_first_of_two_admins_names_a_tariff_and_the_second_hears_of_it(
    shop: Shop, texts: TariffTexts
) -> None:
    wanted = [TariffWords("Trial"), TariffWords("Taste")]
    saved = (texts.save(MONTH, "en", one, NO_WORDS, ADMIN) for one in wanted)
    found = await asyncio.gather(*saved)
    assert set(found) == {None, WordsProblem.CHANGED}
    assert await texts.of(MONTH) == {"en": wanted[found.index(None)]}
    assert len(await rows(shop, AUDIT)) == 1


async def test_words_that_stand_there_already_are_no_change(shop: Shop, texts: TariffTexts) -> None:
    """Somebody else has saved the same: who hasn't seen that hears of it."""
    words = TariffWords("Trial", "All of it")
    assert await save(texts, words) is None
    assert await save(texts, words) is WordsProblem.CHANGED
    assert await texts.save(MONTH, "en", words, words, ADMIN) is None
    assert [one[2] for one in await rows(shop, AUDIT)] == ["tariff_named", "tariff_described"]


@pytest.mark.parametrize(
    ("tariff_id", "locale", "words", "problem"),
    [
        (QUARTER, "en", TariffWords("tRIAL"), WordsProblem.TAKEN),
        (QUARTER, "en", TariffWords("Тriаl", "x"), WordsProblem.TAKEN),
        (QUARTER, "en", TariffWords("x" * 33), WordsProblem.TOO_LONG),
        (QUARTER, "en", TariffWords(description=" "), WordsProblem.EMPTY),
        (NOWHERE, "en", TariffWords("Trial"), WordsProblem.GONE),
        (NOWHERE, "en", TariffWords(""), WordsProblem.GONE),
        (NOWHERE, "en", NO_WORDS, WordsProblem.GONE),
    ],
)
async def test_words_that_cannot_be_the_tariff_s_change_nothing(
    shop: Shop,
    texts: TariffTexts,
    tariff_id: TariffId,
    locale: str,
    words: TariffWords,
    problem: WordsProblem,
) -> None:
    assert await save(texts, TariffWords("Trial")) is None
    assert await texts.check(tariff_id, locale, words) is problem
    assert await save(texts, words, tariff_id, locale) is problem
    assert await rows(shop, STORED) == [(1, "en", "Trial", None)]
    assert len(await rows(shop, AUDIT)) == 1


async def test_a_name_is_free_in_another_language_and_plan_and_for_the_tariff_that_has_it(
    shop: Shop, texts: TariffTexts
) -> None:
    pro = await shop.db.write(lambda tx: plans.insert(tx, "pro"))
    await shop.tariffs.bind(500, NewTariff(pro, Duration(months=1)), ADMIN)
    trial = TariffWords("Trial")
    assert await save(texts, trial) is None
    for tariff_id, locale in ((QUARTER, "ru"), (PRO_MONTH, "en"), (MONTH, "en")):
        assert await texts.check(tariff_id, locale, trial) is None
        seen = trial if (tariff_id, locale) == (MONTH, "en") else NO_WORDS
        assert await texts.save(tariff_id, locale, trial, seen, ADMIN) is None
    assert await texts.check(QUARTER, "en", NO_WORDS) is None
    assert await texts.check(QUARTER, "en", TariffWords("Triall")) is None


async def test_markup_that_telegram_would_refuse_is_named_and_left_out(
    tmp_path: Path, clock: FixedClock
) -> None:
    stored = {
        MONTH: {"en": TariffWords("Trial", "<b>All"), "ru": TariffWords("Проба", "<b>Всё</b>")},
        QUARTER: {"en": TariffWords("Long"), "ru": TariffWords(None, "<i>")},
    }

    def break_some(tx: Tx) -> None:
        for tariff_id, by_locale in stored.items():
            for locale, words in by_locale.items():
                tariff_texts.put(tx, tariff_id, locale, words)
        plans.set_description(tx, FIRST_PLAN, "en", "All", "<b>All")
        plans.set_description(tx, plans.insert(tx, "pro"), "ru", "Всё", "<b>Всё</b>")

    async with open_database(tmp_path / "broken.db") as db:
        await seed(build_shop(db, clock), ("1 month", 456), ("3 months", 457))
        await db.write(break_some)
        found = await db.read(lambda tx: list(flaws(tx)))
        read = await db.read(sound)
    original, plain = (f"has broken markup, so buyers get {it}" for it in ("the original", "it"))
    assert found == [
        f"The owner's description of tariff 1 (en) {original}: “<b>” is never closed.",
        f"The owner's description of tariff 2 (ru) {original}: “<i>” is never closed.",
        f"The description of plan 1 (en) {plain} without: “<b>” is never closed.",
    ]
    assert read == {
        MONTH: {"en": TariffWords("Trial"), "ru": TariffWords("Проба", "<b>Всё</b>")},
        QUARTER: {"en": TariffWords("Long"), "ru": NO_WORDS},
    }
