"""Where there is no Chromium, a laptop skips the page's tests and CI fails them."""

import pytest

from tests.sandbox.browser import chromium


@pytest.fixture(autouse=True)
def _nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)


def test_without_a_browser_the_test_is_skipped_with_its_reason() -> None:
    with pytest.raises(pytest.skip.Exception, match="install the package `chromium`"):
        chromium()


def test_without_a_browser_the_test_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="install the package `chromium`"):
        chromium()
