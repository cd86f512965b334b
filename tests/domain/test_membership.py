"""The next step for a membership: every state, with access and without."""

from dataclasses import replace

import pytest

from bot.domain.membership import AccessChat, Right, Step, next_step, right_for
from bot.domain.membership import MembershipState as State


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


SOUND = AccessChat(
    1, -100, "Club", None, may_invite=True, may_remove=True, is_gone=False, is_listed=True
)


@pytest.mark.parametrize(
    ("chat", "may_invite", "may_remove", "has_problem"),
    [
        (SOUND, True, True, False),
        (replace(SOUND, may_invite=False), False, True, True),
        (replace(SOUND, may_remove=False), True, False, True),
        (replace(SOUND, is_gone=True), False, False, True),
    ],
)
def test_a_chat_without_a_right_has_a_problem_and_one_that_is_gone_allows_nothing(
    chat: AccessChat, may_invite: bool, may_remove: bool, has_problem: bool
) -> None:
    assert (chat.allows(Right.INVITE), chat.allows(Right.REMOVE)) == (may_invite, may_remove)
    assert chat.has_problem is has_problem
