"""The app's clock goes by the servers where the machine is wrong, and notices when it goes back."""

import pytest

from bot.clock import CheckedClock, FixedClock
from tests.conftest import NOW

DAY = 86400


@pytest.fixture
def machine() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def checked(machine: FixedClock) -> CheckedClock:
    return CheckedClock(machine)


def test_a_machine_that_no_server_contradicts_is_believed(
    machine: FixedClock, checked: CheckedClock
) -> None:
    assert checked.now() == NOW
    checked.hear("telegram", NOW - 60)
    machine.move(3600)
    assert checked.now() == NOW + 3600
    assert checked.seconds_ahead() == 0


@pytest.mark.parametrize("off", [3 * 60, -3 * 60, 40 * DAY, -30 * DAY, 400 * DAY])
def test_the_servers_time_counts_while_the_machine_is_off_by_minutes_or_more(
    machine: FixedClock, checked: CheckedClock, off: int
) -> None:
    checked.hear("telegram", NOW)
    machine.jump(off)
    assert checked.now() == NOW
    assert checked.seconds_ahead() == off
    machine.move(20)
    assert checked.now() == NOW + 20
    machine.jump(-off)
    assert checked.now() == NOW + 20
    assert checked.seconds_ahead() == 0
    assert checked.set_backs == 0


def test_one_server_that_agrees_with_the_machine_is_enough(checked: CheckedClock) -> None:
    checked.hear("telegram", NOW + 40 * DAY)
    checked.hear("tribute", NOW)
    assert checked.now() == NOW


def test_the_time_is_sure_once_a_server_names_it_or_the_machine_has_gone_back(
    machine: FixedClock, checked: CheckedClock
) -> None:
    checked.now()
    assert not checked.is_sure()
    machine.jump(-DAY)
    checked.now()
    assert checked.is_sure()
    checked.hear("telegram", NOW - DAY)
    assert checked.is_sure()
    checked.hear("telegram", NOW + 40 * DAY)
    checked.hear("tribute", NOW - 40 * DAY)
    assert not checked.is_sure()


def test_servers_that_disagree_prove_nothing(checked: CheckedClock) -> None:
    checked.hear("telegram", NOW + 40 * DAY)
    checked.hear("tribute", NOW - 40 * DAY)
    assert checked.now() == NOW
    assert checked.seconds_ahead() == 0


def test_an_answer_that_was_under_way_for_long_is_the_worse_witness(checked: CheckedClock) -> None:
    checked.hear("telegram", NOW + DAY - 50)
    checked.hear("tribute", NOW + DAY)
    assert checked.now() == NOW + DAY


def test_an_answer_during_which_the_machine_slept_is_no_witness(
    machine: FixedClock, checked: CheckedClock
) -> None:
    telegram, tribute = checked.asking("telegram"), checked.asking("tribute")
    machine.move(61)
    telegram(NOW)
    machine.move(31 * DAY)
    tribute(NOW)
    assert checked.now() == NOW + 31 * DAY + 61
    assert not checked.is_sure()


def test_the_answer_to_a_long_poll_is_a_witness(machine: FixedClock, checked: CheckedClock) -> None:
    telegram = checked.asking("telegram")
    machine.move(35)
    machine.jump(DAY)
    telegram(NOW + 35)
    assert checked.now() == NOW + 35


def test_a_clock_near_the_limit_does_not_go_to_and_fro(
    machine: FixedClock, checked: CheckedClock
) -> None:
    machine.jump(100)
    checked.hear("telegram", NOW)
    assert checked.now() == NOW
    for off in (-20, -20, 20, 20, -20):
        machine.jump(off)
        assert checked.now() == NOW
    machine.jump(-60)
    assert checked.seconds_ahead() == 0
    assert checked.now() == NOW + 20


@pytest.mark.parametrize("seconds", [1, 300, 40 * DAY])
def test_each_step_back_is_noticed_by_whoever_reads_the_clock_next(
    machine: FixedClock, checked: CheckedClock, seconds: int
) -> None:
    noticed: list[int] = []
    checked.on_set_back(lambda: noticed.append(checked.set_backs))
    for _ in range(3):
        machine.move(seconds)
        checked.now()
        machine.move(-seconds)
        checked.now()
        checked.now()
    assert noticed == [1, 2, 3]


def test_answers_a_moment_old_set_nothing_back(machine: FixedClock, checked: CheckedClock) -> None:
    machine.jump(DAY)
    for late in (0, 3, 1, 5, 0):
        checked.hear("telegram", NOW - late)
        checked.now()
    assert checked.set_backs == 0
    checked.hear("telegram", NOW - 60)
    checked.now()
    assert checked.set_backs == 1
