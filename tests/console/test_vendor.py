"""The libraries shipped with the console are the published files, each with its licence."""

import hashlib
from pathlib import Path

import pytest

VENDOR = Path("bot/console/vendor")
PUBLISHED = {
    "fluent-bundle.js": "08fc26d9b0d7e43c8c96eeb4757a94cc48ce2b4c36b5547ebc415dc7dc94f39c",
    "uplot.js": "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
    "uplot.css": "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
}
"""SHA-256 of `index.js` of @fluent/bundle 0.19.1, and of `uPlot.iife.min.js` and `uPlot.min.css` in
`dist/` of uplot 1.6.32."""
LICENCES = {"fluent-bundle-license.txt": "Apache License", "uplot-license.txt": "MIT License"}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_shipped_library_is_what_its_authors_published(name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == PUBLISHED[name]


def test_nothing_else_is_shipped_and_each_licence_is_there() -> None:
    assert {one.name for one in VENDOR.iterdir()} == {*PUBLISHED, *LICENCES}
    for name, title in LICENCES.items():
        assert title in (VENDOR / name).read_text(encoding="utf-8")
