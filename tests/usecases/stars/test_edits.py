"""The buttons that stop a renewal or allow it again: one call a press, honest about its answer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.domain.models import PersonId
from bot.domain.stars import StarsRefundError, StarsRefusal
from bot.domain.stars_renewals.renewal import (
    PERIOD_SECONDS,
    Asked,
    RenewalError,
    RenewalRefusal,
    RenewalState,
)
from bot.usecases.stars.renewals import EditOutcome, admin, person
from tests.bodies import ANNA
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import rows
from tests.usecases.stars.subscriber import Subscriber, subscriber
from tests.usecases.stars.till import open_till

END = NOW + PERIOD_SECONDS
ME, OWNER = person(PersonId(ANNA)), admin(ADMINS[0])


@dataclass
class Telegram:
    """Stands for Telegram: what it was asked for, and how it answers."""

    asked: list[tuple[int, str, bool]] = field(default_factory=list)
    error: RenewalError | None = None
    before_answer: Callable[[], Any] | None = None

    async def edit_renewal(
        self, telegram_user_id: int, charge_id: str, *, is_canceled: bool
    ) -> None:
        self.asked.append((telegram_user_id, charge_id, is_canceled))
        if self.before_answer is not None:
            await self.before_answer()
        if self.error is not None:
            raise self.error


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def anna(shop: Shop, telegram: Telegram) -> Subscriber:
    """Return somebody who has paid what renews."""
    found = await subscriber(open_till(shop, telegram))
    await found.begins()
    return found


async def edit(anna: Subscriber, asked: Asked, actor: str = ME) -> EditOutcome:
    return await anna.till.renewals.edit((await anna.renewal()).id, asked, actor)


async def test_its_payer_stops_it_and_takes_that_back(anna: Subscriber, telegram: Telegram) -> None:
    assert await edit(anna, Asked.STOP) is EditOutcome.DONE
    assert telegram.asked == [(ANNA, "charge-1", True)]
    renewal = await anna.renewal()
    assert (renewal.state, renewal.was_stopped_by_payer) == (RenewalState.STOPPED, True)
    assert (await anna.access()).renews_at is None
    assert await anna.till.shop.notices("stars-renewal") == []
    assert await anna.till.shop.notices("admin-stars-renewal") == list(ADMINS)
    assert await edit(anna, Asked.ALLOW) is EditOutcome.DONE
    assert telegram.asked[1:] == [(ANNA, "charge-1", False)]
    assert (await anna.renewal()).state is RenewalState.ALLOWED
    assert (await anna.access()).renews_at is None
    assert await anna.says("active")
    assert (await anna.access()).renews_at == END


async def test_an_admin_stops_it_and_its_payer_cannot_take_that_back(
    anna: Subscriber, telegram: Telegram
) -> None:
    assert await edit(anna, Asked.STOP, OWNER) is EditOutcome.DONE
    assert await anna.till.shop.notices("stars-renewal") == [ANNA]
    assert await anna.till.shop.notices("admin-stars-renewal") == [ADMINS[1]]
    assert await edit(anna, Asked.ALLOW) is EditOutcome.ALREADY
    assert len(telegram.asked) == 1
    assert await edit(anna, Asked.ALLOW, admin(ADMINS[1])) is EditOutcome.DONE
    assert await rows(
        anna.till.shop, "SELECT actor, action FROM audit WHERE subject LIKE 'p%'"
    ) == [
        (OWNER, "stars_renewal_stopped"),
        (admin(ADMINS[1]), "stars_renewal_allowed"),
    ]


async def test_what_does_not_renew_any_more_is_not_asked_about(
    anna: Subscriber, telegram: Telegram
) -> None:
    assert await edit(anna, Asked.ALLOW) is EditOutcome.ALREADY
    assert await anna.says("canceled")
    assert await edit(anna, Asked.STOP) is EditOutcome.ALREADY
    anna.till.shop.clock.move(PERIOD_SECONDS + 600)
    assert await edit(anna, Asked.STOP) is EditOutcome.ALREADY
    assert await anna.till.renewals.edit(99, Asked.STOP, ME) is EditOutcome.ALREADY
    assert telegram.asked == []


async def test_without_the_first_payment_nothing_can_be_asked(
    shop: Shop, telegram: Telegram
) -> None:
    anna = await subscriber(open_till(shop, telegram))
    await anna.pays("renewal", NOW)
    assert await edit(anna, Asked.STOP) is EditOutcome.NO_CHARGE
    assert telegram.asked == []


@pytest.mark.parametrize("refusal", [RenewalRefusal.NOT_POSSIBLE, RenewalRefusal.LATER])
async def test_a_refusal_changes_nothing(
    anna: Subscriber, telegram: Telegram, refusal: RenewalRefusal
) -> None:
    telegram.error = RenewalError(refusal, "no")
    assert await edit(anna, Asked.STOP) == EditOutcome(refusal)
    renewal = await anna.renewal()
    assert (renewal.state, renewal.asked) == (RenewalState.ACTIVE, None)


async def test_an_unclear_answer_stays_unknown_until_it_is_asked_again(
    anna: Subscriber, telegram: Telegram
) -> None:
    telegram.error = RenewalError(RenewalRefusal.UNCLEAR, "cut")
    assert await edit(anna, Asked.STOP) is EditOutcome.UNCLEAR
    assert (await anna.renewal()).asked is Asked.STOP
    assert await edit(anna, Asked.STOP) is EditOutcome.BUSY
    telegram.error = None
    anna.till.shop.clock.move(30)
    assert await edit(anna, Asked.STOP) is EditOutcome.DONE
    assert (await anna.renewal()).asked is None
    assert len(telegram.asked) == 2


async def test_two_presses_at_once_ask_telegram_once(anna: Subscriber, telegram: Telegram) -> None:
    outcomes = await asyncio.gather(*(edit(anna, Asked.STOP) for _ in range(3)))
    assert sorted(outcomes) == ["busy", "busy", "done"]
    assert len(telegram.asked) == 1


async def test_what_is_asked_is_on_disk_before_the_call(
    anna: Subscriber, telegram: Telegram
) -> None:
    seen: list[Asked | None] = []

    async def look() -> None:
        seen.append((await anna.renewal()).asked)

    telegram.before_answer = look
    await edit(anna, Asked.STOP)
    assert seen == [Asked.STOP]


async def test_a_refund_stops_the_renewal_first(anna: Subscriber, telegram: Telegram) -> None:
    [purchase] = await anna.till.shop.purchases()
    await anna.till.renewals.stop_before_refund(purchase.id, ADMINS[0])
    assert telegram.asked == [(ANNA, "charge-1", True)]
    assert (await anna.renewal()).state is RenewalState.STOPPED
    await anna.till.renewals.stop_before_refund(purchase.id, ADMINS[0])
    assert len(telegram.asked) == 1


@pytest.mark.parametrize("refusal", list(RenewalRefusal))
async def test_nothing_is_refunded_while_it_may_renew(
    anna: Subscriber, telegram: Telegram, refusal: RenewalRefusal
) -> None:
    telegram.error = RenewalError(refusal, "no")
    [purchase] = await anna.till.shop.purchases()
    with pytest.raises(StarsRefundError) as raised:
        await anna.till.renewals.stop_before_refund(purchase.id, ADMINS[0])
    assert raised.value.refund_text_key == f"stars-refund-error-{StarsRefusal.RENEWAL}"
    assert not raised.value.outcome_unknown


async def test_what_failed_may_be_refunded_although_telegram_stops_nothing(
    anna: Subscriber, telegram: Telegram
) -> None:
    assert await anna.says("failed")
    telegram.error = RenewalError(RenewalRefusal.NOT_POSSIBLE, "over")
    [purchase] = await anna.till.shop.purchases()
    await anna.till.renewals.stop_before_refund(purchase.id, ADMINS[0])
    assert len(telegram.asked) == 1
