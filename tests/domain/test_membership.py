"""The next step for a membership: every state, with access and without."""

import pytest

from bot.domain.membership import MembershipState as State
from bot.domain.membership import Right, Step, next_step, right_for


@pytest.mark.parametrize(
    ("state", "with_access", "without"),
    [
        (State.ASKING, Step.APPROVE, Step.DECLINE),
        (State.LETTING_IN, Step.APPROVE, Step.REMOVE),
        (State.INSIDE, None, Step.REMOVE),
        (State.REMOVING, Step.REINSTATE, Step.REMOVE),
        (State.OUT, None, None),
    ],
)
def test_access_decides_the_step(
    state: State, with_access: Step | None, without: Step | None
) -> None:
    assert next_step(state, has_access=True, decline_at=None, now=5) is with_access
    assert next_step(state, has_access=False, decline_at=None, now=5) is without


@pytest.mark.parametrize(("now", "step"), [(4, None), (5, Step.DECLINE), (6, Step.DECLINE)])
def test_a_join_request_without_access_leaves_time_to_pay(now: int, step: Step | None) -> None:
    assert next_step(State.ASKING, has_access=False, decline_at=5, now=now) is step


def test_each_step_needs_one_right() -> None:
    assert {step: right_for(step) for step in Step} == {
        Step.APPROVE: Right.INVITE,
        Step.DECLINE: Right.INVITE,
        Step.REMOVE: Right.REMOVE,
        Step.REINSTATE: Right.REMOVE,
    }
