"""Access by hand: what was shown is what happens, once, and the ledger stays true."""

import asyncio

import pytest

from bot.domain.durations import Duration, add_calendar
from bot.domain.models import PurchaseStatus
from bot.usecases.access.manual import FOR_LIFE, ByHand, Ending, Gift, end_of
from storage import grants
from tests.bodies import ANNA, MOMENT, purchase, refund
from tests.conftest import NOW

ADMIN = 9001
DAY = 86400
MONTH = Duration(months=1)
LIFETIME = Duration(lifetime=True)


@pytest.fixture
def by_hand(shop) -> ByHand:
    return ByHand(shop.db, shop.clock)


async def _give(by_hand: ByHand, duration: Duration, note: str | None = None) -> object:
    shown = await by_hand.preview_grant(ANNA, duration)
    return await by_hand.grant(Gift(ANNA, duration, end_of(shown.after), note), ADMIN)


async def _end(by_hand: ByHand, note: str | None = None) -> object:
    shown = await by_hand.preview_revoke(ANNA)
    return await by_hand.revoke(Ending(ANNA, end_of(shown.before), note), ADMIN)


async def test_a_stranger_gets_access_from_now_on(shop, by_hand):
    shown = await by_hand.preview_grant(ANNA, MONTH)
    assert (shown.person, shown.before, shown.has_access) == (None, None, False)
    assert await _give(by_hand, MONTH)
    assert await shop.subscription(ANNA) == shown.after
    assert shown.after.expires_at == add_calendar(NOW, 1, 0)
    assert await shop.notices("granted") == [ANNA]


async def test_it_is_added_to_what_was_paid_for(shop, by_hand):
    await shop.receive(purchase(1))
    await _give(by_hand, Duration(days=10))
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(MOMENT, 1, 10)
    await shop.receive(refund(1))
    assert (await shop.subscription(ANNA)).expires_at == NOW + 10 * DAY


async def test_two_taps_at_once_give_once(shop, by_hand):
    shown = await by_hand.preview_grant(ANNA, MONTH)
    gift = Gift(ANNA, MONTH, end_of(shown.after))
    given = await asyncio.gather(*(by_hand.grant(gift, ADMIN) for _ in range(5)))
    assert sum(one is not None for one in given) == 1
    assert (await shop.counts())["grants"] == 1


async def test_thinking_for_a_while_is_no_change_but_a_day_is(shop, by_hand):
    shown = await by_hand.preview_grant(ANNA, MONTH)
    gift = Gift(ANNA, MONTH, end_of(shown.after))
    shop.clock.move(DAY)
    assert await by_hand.grant(gift, ADMIN) is None
    shop.clock.move(600 - DAY)
    assert await by_hand.grant(gift, ADMIN)


async def test_a_purchase_meanwhile_makes_it_another_end(shop, by_hand):
    shown = await by_hand.preview_grant(ANNA, MONTH)
    await shop.receive(purchase(1))
    assert await by_hand.grant(Gift(ANNA, MONTH, end_of(shown.after)), ADMIN) is None


async def test_a_lifetime_needs_no_more(shop, by_hand):
    assert await _give(by_hand, LIFETIME)
    assert (await shop.subscription(ANNA)).expires_at is None
    assert await _give(by_hand, LIFETIME) is None
    assert await _give(by_hand, MONTH) is None
    assert (await shop.counts())["grants"] == 1


async def test_a_time_shown_is_not_a_lifetime(shop, by_hand):
    assert await by_hand.grant(Gift(ANNA, LIFETIME, NOW), ADMIN) is None
    assert await by_hand.grant(Gift(ANNA, MONTH, FOR_LIFE), ADMIN) is None


async def test_ending_takes_all_at_once_and_payments_stay_paid(shop, by_hand):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2))
    await _give(by_hand, MONTH)
    assert await _end(by_hand, "spam")
    assert await shop.subscription(ANNA) is None
    assert {one.status for one in await shop.purchases()} == {PurchaseStatus.APPLIED}
    assert await shop.notices("revoked") == [ANNA]
    found = await shop.db.read(lambda tx: grants.taken_back(tx, 1))
    assert (found.at, found.admin_id, found.reason) == (NOW, ADMIN, "spam")


async def test_a_refund_after_it_is_still_recorded(shop, by_hand):
    await shop.receive(purchase(1))
    await _end(by_hand)
    await shop.receive(refund(1))
    assert (await shop.purchase(1)).status is PurchaseStatus.REFUNDED
    assert await shop.notices("refunded") == [ANNA]
    assert await shop.subscription(ANNA) is None


async def test_who_buys_again_has_access_again(shop, by_hand):
    await shop.receive(purchase(1))
    await _end(by_hand)
    await shop.receive(purchase(2))
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(MOMENT, 1, 0)


async def test_what_was_used_up_long_ago_stays_as_it_was(shop, by_hand):
    await shop.receive(purchase(1))
    shop.clock.move(90 * DAY)
    await _give(by_hand, MONTH)
    await _end(by_hand)
    assert await shop.db.read(lambda tx: grants.taken_back(tx, 1)) is None
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(MOMENT, 1, 0)


async def test_without_access_there_is_nothing_to_end(shop, by_hand):
    assert await _end(by_hand) is None
    await shop.receive(purchase(1))
    shop.clock.move(90 * DAY)
    assert await _end(by_hand) is None
    assert await shop.notices("revoked") == []


async def test_access_that_was_not_shown_is_not_ended(shop, by_hand):
    await shop.receive(purchase(1))
    shown = await by_hand.preview_revoke(ANNA)
    await shop.receive(purchase(2))
    assert await by_hand.revoke(Ending(ANNA, end_of(shown.before)), ADMIN) is None
    assert await shop.subscription(ANNA)


async def test_of_two_who_end_it_the_first_one_counts(shop, by_hand):
    await _give(by_hand, LIFETIME)
    ended = await asyncio.gather(*(by_hand.revoke(Ending(ANNA, FOR_LIFE), n) for n in (1, 2)))
    assert sum(one is not None for one in ended) == 1
