"""An admin reads where a product's name says another duration than the chosen one."""

import pytest

from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.admin.products.test_sell import ask_for_other
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, words


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("product", "person_id", "typed", "warning"),
    [
        (530, ADMIN.id, "45 days", "⚠️ The product's name says “1 month”, and you chose 45 days."),
        (512, ADMIN.id, "год", "⚠️ The product's name says “1 месяц”, and you chose 1 year."),
        (
            *(512, SECOND_ADMIN.id, "навсегда"),
            "⚠️ В названии продукта сказано «1 месяц», а вы выбрали срок: навсегда.",
        ),
        (530, ADMIN.id, "1 month", None),
        (512, ADMIN.id, "30 days", None),
    ],
)
async def test_a_name_with_another_duration_is_pointed_out_and_can_be_sold_all_the_same(
    world: World, product: int, person_id: int, typed: str, warning: str | None
) -> None:
    await ask_for_other(world, product, person_id)
    question = await ask(world, person_id, typed)
    assert ("⚠️" in question.text) == (warning is not None)
    assert warning is None or warning in words(question)
    await tap(world, question, question.buttons[0].text, person_id)
    assert words(question).startswith("✅")


async def test_a_name_with_another_duration_is_pointed_out_at_a_held_payment_too(
    world: World,
) -> None:
    await ask(world, ADMIN.id, "/help")
    await buy(world, product=530)
    notice = await hear(world, ADMIN.id, "AI Assistant")
    await tap(world, notice, notice.buttons[0].text)
    await tap(world, notice, "Bind product 530…")
    await tap(world, notice, "1 year")
    assert "⚠️ The product's name says “1 month”, and you chose 1 year." in words(notice)
