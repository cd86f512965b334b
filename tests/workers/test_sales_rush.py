"""In a rush, admins read at once of what needs them, and of the sales together."""

import asyncio
import re

import pytest

from bot.usecases.outbox.outbox import Outbox
from tests.bodies import ANNA, CLARA, purchase, refund
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import OutboxHarness

ADMIN = ADMINS[0]


def texts(harness: OutboxHarness, person: int = ADMIN) -> list[str]:
    return [
        one.text.replace("\N{NO-BREAK SPACE}", " ") for one in harness.telegram.messages_to(person)
    ]


async def sell(harness: OutboxHarness, numbers: range) -> None:
    for number in numbers:
        await harness.shop.receive(
            purchase(number, telegram_user_id=20_000 + number, product_name=f"Course {number}!")
        )


def courses(found: list[str]) -> list[int]:
    """Return the numbers of the courses that the texts name, in order."""
    return [int(number) for text in found for number in re.findall(r"Course (\d+)!", text)]


@pytest.mark.fault("T14", "3,000 sales queued, then a payment that is held")
@pytest.mark.long
async def test_a_held_payment_is_read_within_five_seconds_of_three_thousand_sales(
    harness: OutboxHarness,
) -> None:
    await sell(harness, range(1, 3001))
    async with harness.running():
        await asyncio.sleep(0.5)
        read = {admin: len(texts(harness, admin)) for admin in ADMINS}
        await harness.shop.receive(purchase(4000, product_id=999))
        for admin in ADMINS:
            await harness.telegram.wait_for(admin, lambda one: "waiting for you" in one.text)
    for admin in ADMINS:  # who reads one message a second
        meanwhile = texts(harness, admin)[read[admin] :]
        assert any("waiting for you" in text for text in meanwhile[:5])


@pytest.mark.fault("T14", "60 sales queued, then a payment that is held")
async def test_what_needs_an_admin_overtakes_the_sales(harness: OutboxHarness) -> None:
    await sell(harness, range(1, 61))
    await harness.shop.receive(purchase(4000, product_id=999))
    await Outbox(harness.shop.db, harness.clock, ADMINS).notify_admins(
        "admin-error", "x", {"what": "KeyError"}
    )
    async with harness.running():
        await harness.telegram.wait_for(
            ADMIN, lambda one: "Sale" in one.text or "sales" in one.text
        )
    first, second, *_ = texts(harness)
    assert "waiting for you" in first
    assert "KeyError" in second


@pytest.mark.fault("T14", "60 sales at once, some of them refunded before the notice")
async def test_many_sales_are_one_message_and_none_is_missing_or_named_twice(
    harness: OutboxHarness,
) -> None:
    await sell(harness, range(1, 61))
    await harness.shop.receive(refund(7, telegram_user_id=20_007))
    await harness.until_idle()
    (digest, *_) = [text for text in texts(harness) if "sales in" in text]
    assert digest.startswith("💰 59 sales in 1 minute")
    assert "Together: $295" in digest
    listed = courses([digest])
    cut = re.search(r"… and (\d+) more: /purchases", digest)
    assert cut is not None
    assert len(listed) + int(cut[1]) == 59
    assert listed == [one for one in range(1, 61) if one != 7][: len(listed)]
    assert not any("Sale:" in text for text in texts(harness))
    states = await harness.states()
    assert states["sent"].count("admin-sale") == 59 * len(ADMINS)
    assert states["cancelled"].count("admin-sale") == len(ADMINS)


@pytest.mark.long
async def test_every_buyer_still_gets_a_message_of_their_own(harness: OutboxHarness) -> None:
    for number in range(1, 9):
        buyer = ANNA if number % 2 else CLARA
        await harness.shop.receive(purchase(number, telegram_user_id=buyer))
    async with harness.running():
        for buyer in (ANNA, CLARA):
            while len(texts(harness, buyer)) < 4:
                await asyncio.sleep(0.05)
    assert len([text for text in texts(harness) if "8 sales" in text]) == 1


@pytest.mark.long
async def test_up_to_five_sales_a_minute_have_a_message_each(harness: OutboxHarness) -> None:
    await sell(harness, range(1, 6))
    async with harness.running():
        while len(texts(harness)) < 5:
            await asyncio.sleep(0.05)
    assert courses(texts(harness)) == [1, 2, 3, 4, 5]
    assert not any("sales in" in text for text in texts(harness))


@pytest.mark.long
async def test_sales_that_come_one_by_one_are_collected_beyond_five_a_minute(
    harness: OutboxHarness,
) -> None:
    async with harness.running():
        for number in range(1, 10):
            await sell(harness, range(number, number + 1))
            await asyncio.sleep(1.1)
        await harness.telegram.wait_for(ADMIN, lambda one: "Course 9!" in one.text, timeout=30)
    found = texts(harness)
    assert sorted(courses(found)) == list(range(1, 10))
    assert len(found) < 9


async def test_a_notice_of_many_that_fails_is_sent_later_with_all_of_them(
    harness: OutboxHarness,
) -> None:
    await sell(harness, range(1, 11))
    # Each time: on a busy machine the second try comes before everything else has gone.
    harness.telegram.fail("sendMessage", status=500, chat_id=ADMIN, times=99)
    await harness.until_idle()
    assert not texts(harness)
    harness.telegram.clear_failures()
    await sell(harness, range(11, 13))
    harness.clock.move(60)
    await asyncio.sleep(1.1)
    await harness.until_idle()
    (digest,) = texts(harness)
    assert courses([digest]) == list(range(1, 13))
