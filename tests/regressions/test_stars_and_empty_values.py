"""Stars are whole Stars in every spelling, and an empty optional value is a missing one."""

import pytest

from bot.domain.models import PurchaseStatus
from bot.domain.money import Money, currency_code
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from bot.usecases.reports.csv_tables import purchase_row
from tests.handlers.telegram.payments import deliver, deps
from tests.handlers.telegram.talk import ask, hear, words

SPELLINGS = ("stars", "Stars ", "⭐️", "★", "Stars", "STARS", "star", "xtr", "XTR", "tg_stars", "⭐")


async def test_stars_are_shown_and_summed_as_whole_stars_in_every_spelling(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    paid = {"product_id": 456, "amount": 500, "telegram_user_id": BUYER.id}
    for number, spelled in enumerate(SPELLINGS, start=1):
        await deliver(world, purchase_id=number, currency=spelled, **paid)
    notice = await hear(world, ADMIN.id, "💰")
    assert "500 ⭐" in words(notice).replace("\u00a0", " ")
    told = "\n".join(one.text for one in world.telegram.messages_to(ADMIN.id))
    assert "5.00" not in told
    statistics = words(await ask(world, ADMIN.id, "/stats")).replace("\u00a0", " ")
    assert f"{500 * len(SPELLINGS):,} ⭐" in statistics
    page = await deps(world).purchases.page(0, 20)
    assert {one.paid for one, _ in page.rows} == {Money(500, "XTR")}
    for one, _ in page.rows:
        cells = purchase_row(one, "access")
        assert "500" in cells
        assert "5.00" not in cells


@pytest.mark.parametrize("empty", ["", " ", None, 0])
async def test_an_empty_optional_value_holds_no_payment(world: World, empty: object) -> None:
    for number, field in enumerate(
        ("currency", "product_name", "telegram_username", "trb_user_id", "transaction_id"), start=1
    ):
        known = {"product_id": 456, "amount": 500, "currency": "usd"}
        facts = {**known, "telegram_user_id": BUYER.id, "purchase_id": number, field: empty}
        await deliver(world, **facts)
        card = await deps(world).purchases.card_by_purchase_id(number)
        assert card is not None
        assert card.purchase.status is PurchaseStatus.APPLIED, field


@pytest.mark.parametrize("code", ["usd", "EUR", "Rub", "starfish", "xyz"])
def test_other_currencies_keep_their_code(code: str) -> None:
    assert currency_code(code) == code.upper()
