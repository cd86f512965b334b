"""The end of a test that its time limit can't end: its process ends, and says where it hung.

pytest-timeout raises in a test once, and never again: not where the test takes no notice, nor while
the fixtures of a test that has failed are taken down. One that hung there held up a whole run until
somebody ended it, and nobody learned which test it was. pytest-xdist reports the test of a process
that ended as failed, and goes on in another one.
"""

import faulthandler
import os
from collections.abc import Generator

import pytest

_SPARE_SECONDS = 60.0
"""How much longer than its limit each phase of a test may take: time for it to wind up."""


class HardEnd:
    """The plugin; `spare_seconds` come on top of the limit of each test."""

    def __init__(self, config: pytest.Config, spare_seconds: float = _SPARE_SECONDS) -> None:
        self._spare = spare_seconds
        capture = config.pluginmanager.getplugin("capturemanager")
        with capture.global_and_fixture_disabled():
            self._errors = os.dup(2)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None]:
        self._begin(item)
        yield

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None]:
        self._begin(item)
        yield

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None]:
        self._begin(item)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()

    def _begin(self, item: pytest.Item) -> None:
        """Count from the start of this phase: pytest cancels the count where one has failed."""
        marked = item.get_closest_marker("timeout")
        limit = float(marked.args[0] if marked else item.config.getini("timeout"))
        faulthandler.dump_traceback_later(limit + self._spare, exit=True, file=self._errors)
