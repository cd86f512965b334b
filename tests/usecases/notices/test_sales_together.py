"""A long list of sales in one notice is cut where Telegram would refuse it, and says so."""

from collections.abc import AsyncIterator, Iterable

import pytest

from tests.bodies import MOMENT, purchase
from tests.usecases.notices.stage import Stage, set_up

LONGEST, SALES = 3500, 12


@pytest.fixture
async def stage(tmp_path) -> AsyncIterator[Stage]:
    async with set_up(tmp_path) as stage:
        yield stage


async def _sell(stage: Stage, numbers: Iterable[int]) -> None:
    for number in numbers:
        await stage.receive(purchase(number, at=MOMENT + number))


async def _lines(stage: Stage) -> tuple[str, list[str]]:
    """Return the head of the notice, and the lines of its list."""
    message = await stage.compose_sales()
    assert message is not None
    head, _, listed = message.text.partition("\n\n")
    return head, listed.split("\n")


async def test_thirty_sales_are_listed_and_the_rest_is_counted(stage: Stage) -> None:
    await _sell(stage, range(1, 31))
    _, listed = await _lines(stage)
    assert len(listed) == 30
    assert listed[-1].startswith("• ")
    await _sell(stage, [31, 32])
    head, more = await _lines(stage)
    assert head.startswith("💰 <b>32 sales")
    assert more == [*listed, "… and 2 more: /purchases"]


async def _name(stage: Stage, number: int, size: int) -> None:
    """Give a product a name of few characters that takes `size` of them as Telegram HTML."""
    name = "&" * (size // 5) + "x" * (size % 5)
    await stage.shop.db.write(
        lambda tx: tx.execute(
            "UPDATE purchases SET product_name = ? WHERE purchase_id = ?", (name, number)
        )
    )


async def test_a_list_that_just_fits_is_whole_and_one_character_more_cuts_it(stage: Stage) -> None:
    await _sell(stage, range(1, SALES + 1))
    for number in range(1, SALES + 1):
        await _name(stage, number, 1)
    head, listed = await _lines(stage)
    free = LONGEST - len(head) - sum(len(line) + 1 for line in listed) + SALES
    share, rest = divmod(free, SALES)
    for number in range(1, SALES + 1):
        await _name(stage, number, share + rest if number == SALES else share)
    head, listed = await _lines(stage)
    assert len(listed) == SALES
    assert len("\n".join([head, *listed, ""])) == LONGEST + 1
    await _name(stage, SALES, share + rest + 1)
    _, cut = await _lines(stage)
    assert cut == [*listed[:-1], "… and 1 more: /purchases"]
