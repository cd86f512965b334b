"""Checks that `tests/quick.py` spares time and changes no answer."""

import gc
import signal

import pytest

from bot.runtime import gc_tuning
from tests.quick import name_of_signal, read_name


def _handler(number: int, frame: object) -> None: ...


@pytest.mark.parametrize("kind", [signal.Handlers, signal.Signals])
@pytest.mark.parametrize(
    "value", [_handler, None, 0, 1, signal.SIGINT, signal.SIG_DFL, signal.SIG_IGN, 9999]
)
def test_signals_and_handlers_are_what_python_calls_them(value: object, kind: type) -> None:
    assert (found := name_of_signal(value, kind)) == (usual := read_name(value, kind))
    assert type(found) is type(usual)


def test_no_handler_is_described_in_an_error() -> None:
    class Handler:
        def __call__(self, number: int, frame: object) -> None: ...

        def __repr__(self) -> str:
            raise AssertionError("described")

    handler, before = Handler(), signal.getsignal(signal.SIGUSR1)
    signal.signal(signal.SIGUSR1, handler)
    assert signal.getsignal(signal.SIGUSR1) is handler
    assert signal.signal(signal.SIGUSR1, before) is handler


def test_garbage_is_looked_for_and_more_seldom_than_in_the_bot() -> None:
    assert gc.isenabled()
    assert gc.get_threshold()[0] > gc_tuning._YOUNG
