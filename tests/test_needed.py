"""Tests whose program is missing are skipped on a laptop and fail in CI."""

import shutil

import pytest

from tests.needed import program


@pytest.fixture(autouse=True)
def _nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.delenv("CI", raising=False)


def test_without_a_program_the_test_is_skipped_with_its_reason() -> None:
    with pytest.raises(pytest.skip.Exception, match="install the package `chromium`"):
        program("chromium", "chromium", "chromium-browser")


def test_without_a_program_the_test_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="install the package `chromium`"):
        program("chromium", "chromium", "chromium-browser")
