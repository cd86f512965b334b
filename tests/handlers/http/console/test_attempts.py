"""Failed logins slow their own address down, and nobody else."""

import pytest

from handlers.http.console.attempts import MOST_OF_ONE, Attempts


def _after(failures: list[tuple[str, float]]) -> Attempts:
    attempts = Attempts()
    for address, at in failures:
        attempts.failed(address, at)
    return attempts


def test_an_address_waits_until_its_failures_are_a_minute_old() -> None:
    attempts = _after([("192.0.2.1", float(at)) for at in range(MOST_OF_ONE)])
    assert attempts.wait_seconds("192.0.2.1", 9.0) == 51
    assert attempts.wait_seconds("192.0.2.2", 9.0) == 0
    assert attempts.wait_seconds("192.0.2.1", 59.9) == 1
    assert attempts.wait_seconds("192.0.2.1", 60.0) == 0


def test_one_fewer_may_go_on() -> None:
    attempts = _after([("192.0.2.1", 0.0)] * (MOST_OF_ONE - 1))
    assert attempts.wait_seconds("192.0.2.1", 1.0) == 0


@pytest.mark.parametrize(
    ("other", "waits"), [("2001:db8::ffff:1", 59), ("2001:db8:0:1::1", 0), ("unknown", 0)]
)
def test_an_ipv6_address_is_its_network(other: str, waits: int) -> None:
    attempts = _after([(f"2001:db8::{number}", 0.0) for number in range(MOST_OF_ONE)])
    assert attempts.wait_seconds(other, 1.0) == waits


def test_whoever_has_many_addresses_keeps_nobody_else_out() -> None:
    attempts = _after([(f"2001:db8:{number:x}::1", 0.0) for number in range(5000)])
    assert attempts.wait_seconds("198.51.100.1", 30.0) == 0
    assert attempts.wait_seconds("2001:db9::1", 30.0) == 0


def test_what_was_no_failure_is_forgotten() -> None:
    attempts = _after([("192.0.2.1", 0.0)] * MOST_OF_ONE)
    attempts.succeeded("192.0.2.1", 0.0)
    attempts.succeeded("192.0.2.2", 0.0)  # forgotten meanwhile
    assert attempts.wait_seconds("192.0.2.1", 1.0) == 0
    attempts.failed("192.0.2.1", 1.0)
    assert attempts.wait_seconds("192.0.2.1", 1.0) == 59


def test_a_flood_is_not_remembered_in_full() -> None:
    attempts = _after([(str(number), 0.0) for number in range(100_000)])
    assert len(attempts._failures) <= 1000
