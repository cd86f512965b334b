"""Renewing payments in Stars: their states, and the end of the time that a payment has paid."""

import pytest

from bot.domain.models import PersonId
from bot.domain.stars_renewals.renewal import (
    PERIOD_SECONDS,
    PaidTime,
    Renewal,
    RenewalChange,
    RenewalState,
    paid_time,
    state_after,
)

PAID_AT = 1_778_623_140
END = PAID_AT + PERIOD_SECONDS
CHARGED, CANCELED, ACTIVE = RenewalChange.CHARGED, RenewalChange.CANCELED, RenewalChange.ACTIVE
FAILED, STOPPED, ALLOWED = RenewalChange.FAILED, RenewalChange.STOPPED, RenewalChange.ALLOWED


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ([CHARGED], RenewalState.ACTIVE),
        ([CHARGED, CANCELED], RenewalState.CANCELED),
        ([CHARGED, CANCELED, ACTIVE], RenewalState.ACTIVE),
        ([CHARGED, FAILED], RenewalState.FAILED),
        ([CHARGED, FAILED, CHARGED], RenewalState.ACTIVE),
        ([CHARGED, STOPPED], RenewalState.STOPPED),
        ([CHARGED, STOPPED, CANCELED], RenewalState.STOPPED),
        ([CHARGED, STOPPED, FAILED], RenewalState.STOPPED),
        ([CHARGED, STOPPED, ALLOWED], RenewalState.ALLOWED),
        ([CHARGED, STOPPED, ALLOWED, CANCELED], RenewalState.CANCELED),
        ([CHARGED, STOPPED, ALLOWED, ACTIVE], RenewalState.ACTIVE),
        ([CHARGED, STOPPED, CHARGED], RenewalState.ACTIVE),
    ],
)
def test_the_state_follows_from_the_events(
    changes: list[RenewalChange], state: RenewalState
) -> None:
    assert state_after(changes) is state


@pytest.mark.parametrize(
    ("named", "time"),
    [
        (END, PaidTime(END, is_named=True)),
        (PAID_AT + 60, PaidTime(PAID_AT + 60, is_named=True)),  # Telegram's test servers
        (PAID_AT + 2 * PERIOD_SECONDS, PaidTime(PAID_AT + 2 * PERIOD_SECONDS, is_named=True)),
        (None, PaidTime(END)),
        (PAID_AT, PaidTime(END, is_odd=True)),
        (1, PaidTime(END, is_odd=True)),
        (PAID_AT + 2 * PERIOD_SECONDS + 1, PaidTime(END, is_odd=True)),
        (2**62, PaidTime(END, is_odd=True)),
    ],
)
def test_a_believable_end_counts_and_else_thirty_days(named: int | None, time: PaidTime) -> None:
    assert paid_time(named, PAID_AT) == time


def renewal(
    state: RenewalState = RenewalState.ACTIVE,
    paid_until: int | None = END,
    actor: str = "telegram",
) -> Renewal:
    return Renewal(
        id=1,
        order_id=1,
        telegram_user_id=PersonId(1),
        first_charge="charge",
        started_at=PAID_AT,
        state=state,
        asked=None,
        asked_at=None,
        title="1 month",
        stars=250,
        paid_until=paid_until,
        actor=actor,
    )


def test_only_one_that_renews_may_come_a_little_late() -> None:
    assert not renewal().is_over(END + 599)
    assert renewal().is_over(END + 600)
    assert renewal(RenewalState.CANCELED).is_over(END)
    assert renewal(paid_until=None).is_over(PAID_AT)


def test_a_renewal_is_due_around_its_end() -> None:
    assert [renewal().is_due(END + late) for late in (-3601, -3600, 86_399, 86_400)] == [
        False,
        True,
        True,
        False,
    ]
    assert not renewal(RenewalState.CANCELED).is_due(END)
    assert not renewal(paid_until=None).is_due(END)


def test_payers_undo_only_their_own_stop() -> None:
    assert renewal(RenewalState.STOPPED, actor="person:1").was_stopped_by_payer
    assert not renewal(RenewalState.STOPPED, actor="admin:2").was_stopped_by_payer
    assert not renewal(RenewalState.ALLOWED, actor="person:1").was_stopped_by_payer


def test_a_stopped_one_may_not_renew() -> None:
    may = {one for one in RenewalState if renewal(one).may_renew}
    assert may == {RenewalState.ACTIVE, RenewalState.FAILED, RenewalState.ALLOWED}
    assert renewal().price.amount_minor == 250
