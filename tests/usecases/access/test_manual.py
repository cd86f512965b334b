"""Manual grants and revokes do exactly once what their preview showed."""

import asyncio

import pytest

from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN
from bot.usecases.access.manual import FOR_LIFE, GrantOrder, ManualGrants, RevokeOrder, end_of
from tests.bodies import ANNA, MOMENT, purchase, refund
from tests.conftest import NOW

ADMIN = 9001
DAY = 86400
MONTH = Duration(months=1)
LIFETIME = Duration(lifetime=True)


@pytest.fixture
def manual_grants(shop) -> ManualGrants:
    return ManualGrants(shop.db, shop.clock)


async def _grant(
    manual_grants: ManualGrants, duration: Duration, note: str | None = None
) -> object:
    shown = await manual_grants.preview_grant(ANNA, FIRST_PLAN, duration)
    return await manual_grants.grant(
        GrantOrder(ANNA, FIRST_PLAN, duration, end_of(shown.after), note), ADMIN
    )


async def _revoke(manual_grants: ManualGrants, note: str | None = None) -> object:
    shown = await manual_grants.preview_revoke(ANNA, FIRST_PLAN)
    return await manual_grants.revoke(
        RevokeOrder(ANNA, FIRST_PLAN, end_of(shown.before), note), ADMIN
    )


async def test_a_person_the_bot_never_met_gets_access_from_now_on(shop, manual_grants):
    shown = await manual_grants.preview_grant(ANNA, FIRST_PLAN, MONTH)
    assert (shown.person, shown.before, shown.has_access) == (None, None, False)
    assert await _grant(manual_grants, MONTH)
    assert await shop.subscription(ANNA) == shown.after
    assert shown.after.expires_at == add_calendar(NOW, 1, 0)
    assert await shop.notices("granted") == [ANNA]


async def test_a_manual_grant_is_added_to_paid_access(shop, manual_grants):
    await shop.receive(purchase(1))
    await _grant(manual_grants, Duration(days=10))
    assert (await shop.subscription(ANNA)).expires_at == add_calendar(MOMENT, 1, 10)
    await shop.receive(refund(1))
    assert (await shop.subscription(ANNA)).expires_at == NOW + 10 * DAY


async def test_several_presses_at_once_grant_once(shop, manual_grants):
    shown = await manual_grants.preview_grant(ANNA, FIRST_PLAN, MONTH)
    order = GrantOrder(ANNA, FIRST_PLAN, MONTH, end_of(shown.after))
    granted = await asyncio.gather(*(manual_grants.grant(order, ADMIN) for _ in range(5)))
    assert sum(one is not None for one in granted) == 1
    assert (await shop.counts())["grants"] == 1


async def test_a_preview_stays_valid_for_minutes_but_not_for_a_day(shop, manual_grants):
    shown = await manual_grants.preview_grant(ANNA, FIRST_PLAN, MONTH)
    order = GrantOrder(ANNA, FIRST_PLAN, MONTH, end_of(shown.after))
    shop.clock.move(DAY)
    assert await manual_grants.grant(order, ADMIN) is None
    shop.clock.move(600 - DAY)
    assert await manual_grants.grant(order, ADMIN)


async def test_a_purchase_after_the_preview_makes_it_invalid(shop, manual_grants):
    shown = await manual_grants.preview_grant(ANNA, FIRST_PLAN, MONTH)
    await shop.receive(purchase(1))
    assert (
        await manual_grants.grant(GrantOrder(ANNA, FIRST_PLAN, MONTH, end_of(shown.after)), ADMIN)
        is None
    )


async def test_a_lifetime_takes_no_further_grant(shop, manual_grants):
    assert await _grant(manual_grants, LIFETIME)
    assert (await shop.subscription(ANNA)).expires_at is None
    assert await _grant(manual_grants, LIFETIME) is None
    assert await _grant(manual_grants, MONTH) is None
    assert (await shop.counts())["grants"] == 1


async def test_a_preview_with_an_end_and_one_for_life_are_not_interchangeable(shop, manual_grants):
    assert await manual_grants.grant(GrantOrder(ANNA, FIRST_PLAN, LIFETIME, NOW), ADMIN) is None
    assert await manual_grants.grant(GrantOrder(ANNA, FIRST_PLAN, MONTH, FOR_LIFE), ADMIN) is None


async def test_without_access_there_is_nothing_to_revoke(shop, manual_grants):
    assert await _revoke(manual_grants) is None
    await shop.receive(purchase(1))
    shop.clock.move(90 * DAY)
    assert await _revoke(manual_grants) is None
    assert await shop.notices("revoked") == []


async def test_access_that_the_preview_did_not_show_is_not_revoked(shop, manual_grants):
    await shop.receive(purchase(1))
    shown = await manual_grants.preview_revoke(ANNA, FIRST_PLAN)
    await shop.receive(purchase(2))
    assert (
        await manual_grants.revoke(RevokeOrder(ANNA, FIRST_PLAN, end_of(shown.before)), ADMIN)
        is None
    )
    assert await shop.subscription(ANNA)


async def test_of_two_admins_who_revoke_at_once_only_one_succeeds(shop, manual_grants):
    await _grant(manual_grants, LIFETIME)
    revoked = await asyncio.gather(
        *(manual_grants.revoke(RevokeOrder(ANNA, FIRST_PLAN, FOR_LIFE), n) for n in (1, 2))
    )
    assert sum(one is not None for one in revoked) == 1
