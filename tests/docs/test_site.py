"""The manual as a site has every page, and nothing that isn't there."""

import re

from tests.docs.pages import NAMES, ROOT

_ENTRY = re.compile(r"^   (?:[^:<\n]+ <)?([\w./-]+?)>?$", re.MULTILINE)


def test_the_site_leads_to_each_page_once() -> None:
    index = (ROOT / "docs" / "site" / "index.rst").read_text(encoding="utf-8")
    pages = {name.removesuffix(".md") for name in NAMES}
    one_by_one = {name for name in pages if not re.fullmatch(r"docs/decisions/(?!README).+", name)}
    assert sorted(_ENTRY.findall(index)) == sorted(one_by_one)
    assert "\n   docs/decisions/*\n" in index
