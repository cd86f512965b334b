"""The simulated Telegram is as strict with renewals in Stars as the real one."""

from typing import Any

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import BUYER, REGRETS
from bot.sandbox.telegram.renewals import OVER, STOPPED_BY_BOT
from bot.sandbox.telegram.stars import FIRST_BALANCE, StarsSubscription
from bot.sandbox.world import World
from tests.handlers.telegram.stars_talk import subscribe
from tests.handlers.telegram.talk import hear
from tests.sandbox.test_telegram_stars import INVOICE, call

PERIOD = 2_592_000
LINK = {key: value for key, value in INVOICE.items() if key != "chat_id"}


async def test_a_link_to_an_invoice_may_renew_or_not(world: World) -> None:
    once = (await call(world, "createInvoiceLink", **LINK))["result"]
    renewing = (await call(world, "createInvoiceLink", **LINK, subscription_period=PERIOD))[
        "result"
    ]
    assert once.startswith("https://t.me/$")
    assert renewing != once
    found = [world.telegram.invoice_behind(one) for one in (once, renewing)]
    assert [one.period for one in found if one is not None] == [None, PERIOD]
    assert world.telegram.invoice_behind("https://t.me/$other") is None


_REFUSED_LINKS = (
    ({"subscription_period": 2_591_999}, "SUBSCRIPTION_PERIOD_INVALID"),
    ({"subscription_period": 86_400}, "SUBSCRIPTION_PERIOD_INVALID"),
    ({"prices": [{"label": "a", "amount": 10_001}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
    ({"prices": [{"label": "a", "amount": 0}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
    ({"currency": "USD"}, "PAYMENT_PROVIDER_INVALID"),
    ({"payload": ""}, 'parameter "payload" is required'),
    ({"title": "x" * 33}, "MEDIA_INVALID"),
    ({"provider_token": "1:TEST"}, "STARS_INVOICE_INVALID"),
)


async def test_a_link_that_telegram_would_refuse_is_refused(world: World) -> None:
    for changes, error in _REFUSED_LINKS:
        asked = {**LINK, "subscription_period": PERIOD, **changes}
        answer = await call(world, "createInvoiceLink", **asked)
        assert answer["description"] == f"Bad Request: {error}", (changes, error)


async def test_the_most_that_may_renew_is_taken(world: World) -> None:
    prices = [{"label": "a", "amount": 10_000}]
    asked = {**LINK, "prices": prices, "subscription_period": PERIOD}
    assert (await call(world, "createInvoiceLink", **asked))["ok"]
    asked = {**LINK, "prices": [{"label": "a", "amount": 10_001}]}
    assert (await call(world, "createInvoiceLink", **asked))["ok"]


async def _edit(world: World, one: StarsSubscription, **changes: Any) -> dict[str, Any]:
    asked = {
        "user_id": one.person_id,
        "telegram_payment_charge_id": one.charge_id,
        "is_canceled": True,
        **changes,
    }
    return await call(world, "editUserStarSubscription", **asked)


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"user_id": 5}, "user not found"),
        ({"user_id": REGRETS.id}, "USER_ID_INVALID"),
        ({"telegram_payment_charge_id": "other"}, "CHARGE_ID_INVALID"),
        (
            {"telegram_payment_charge_id": ""},
            'parameter "telegram_payment_charge_id" is required',
        ),
    ],
)
async def test_a_stop_that_telegram_would_refuse_is_refused(
    world: World, changes: dict[str, Any], error: str
) -> None:
    one = await subscribe(world)
    answer = await _edit(world, one, **changes)
    assert answer["description"] == f"Bad Request: {error}"
    assert one.renews


async def test_only_a_first_charge_stops_it_and_only_while_it_is_paid(world: World) -> None:
    one = await subscribe(world)
    world.move(seconds=PERIOD)
    [later] = world.telegram.renew_stars_due()
    answer = await _edit(world, one, telegram_payment_charge_id=later.charge_id)
    assert answer["description"] == "Bad Request: CHARGE_ID_INVALID"
    assert (await _edit(world, one))["ok"]
    world.move(seconds=PERIOD)
    assert (await _edit(world, one))["description"] == "Bad Request: CHARGE_ID_INVALID"


async def test_what_the_bot_has_stopped_only_it_may_allow_and_the_payer_switches_it_on(
    world: World,
) -> None:
    one = await subscribe(world)
    assert (await _edit(world, one))["ok"]
    assert world.telegram.cancel_subscription(one) == OVER
    assert world.telegram.resume_subscription(one) == STOPPED_BY_BOT
    assert (await _edit(world, one, is_canceled=False))["ok"]
    assert not one.renews
    assert world.telegram.resume_subscription(one) is None
    assert one.renews
    assert world.telegram.resume_subscription(one) == OVER


async def test_it_is_charged_as_time_passes_while_the_stars_suffice(
    world: World, clock: FixedClock
) -> None:
    one = await subscribe(world, stars=2_000)
    await world.pass_time(days=62)
    assert [charge.at for charge in world.telegram.charges[1:]] == [one.until - PERIOD + 1]
    assert world.telegram.balance(BUYER.id) == FIRST_BALANCE - 4_000
    assert one.failed
    assert len(world.telegram.charges) == 2
    assert world.telegram.next_stars_renewal_at() is None
    assert clock.now() > one.until


async def test_the_bot_is_not_asked_before_a_renewal_and_hears_what_it_is(world: World) -> None:
    await subscribe(world)
    asked = len(world.telegram.calls_of("answerPreCheckoutQuery"))
    await world.pass_time(days=31)
    await hear(world, BUYER.id, "It is renewed")
    assert len(world.telegram.calls_of("answerPreCheckoutQuery")) == asked
    [first, later] = [
        one.service["successful_payment"]
        for one in world.telegram.chat(BUYER.id)
        if one.service and "successful_payment" in one.service
    ]
    assert (first["is_recurring"], first["is_first_recurring"]) == (True, True)
    assert "is_first_recurring" not in later
    assert later["is_recurring"]
    assert later["invoice_payload"] == first["invoice_payload"]
    assert later["telegram_payment_charge_id"] != first["telegram_payment_charge_id"]
    ends = [one["subscription_expiration_date"] for one in (first, later)]
    assert ends[1] - ends[0] == PERIOD


async def test_an_unknown_link_is_nobody_s_to_pay(world: World) -> None:
    with pytest.raises(LookupError):
        await world.telegram.pay_link(BUYER.id, "https://t.me/$other")
    with pytest.raises(LookupError):
        await world.telegram.pay_link_twice(BUYER.id, "https://t.me/$other")
