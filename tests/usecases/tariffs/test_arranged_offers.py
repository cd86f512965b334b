"""Buyers are offered the tariffs as an admin has arranged them."""

from bot.domain.decisions.ordering import Step
from bot.usecases.tariffs.arrangement import Arrangement
from bot.usecases.tariffs.words import TariffTexts
from storage import tariffs
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.tariffs.test_arrangement import FOREVER, MONTH, QUARTER


async def test_buyers_are_offered_the_tariffs_as_they_are_arranged(shop: Shop) -> None:
    arrangement = Arrangement(shop.db, shop.clock)
    assert await arrangement.move(FOREVER, Step.UP, ADMINS[0])
    assert await arrangement.hide(MONTH, ADMINS[0])
    on_sale = await shop.db.read(tariffs.on_sale)
    assert [one.tariff.id for one in on_sale] == [FOREVER, QUARTER]


def test_own_words_are_those_of_the_same_shop(shop: Shop) -> None:
    assert Arrangement(shop.db, shop.clock).texts == TariffTexts(shop.db, shop.clock)
