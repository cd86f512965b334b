"""Fixtures for tests of Stars: a shop that sells a month for them, and Telegram's list of them."""

import pytest

from bot.usecases.stars.reconcile import StarsReconciliation
from tests.usecases.conftest import Shop
from tests.usecases.stars.telegram_list import TelegramList, reconciliation
from tests.usecases.stars.till import Till, open_till


@pytest.fixture
async def till(shop: Shop) -> Till:
    till = open_till(shop)
    await till.price()
    return till


@pytest.fixture
def telegram() -> TelegramList:
    return TelegramList()


@pytest.fixture
def stars(till: Till, telegram: TelegramList) -> StarsReconciliation:
    return reconciliation(till, telegram)
