"""Links in the pages lead somewhere, and both READMEs are short, complete and alike."""

import re

import pytest

from tests.docs.pages import (
    NAMES,
    PAGES,
    ROOT,
    anchors,
    block_languages,
    blocks,
    headings,
    inline_code,
    links,
    local_links,
    read,
    targets,
)

READMES = ("README.md", "README.ru.md")
MANUAL = (
    "docs/settings.md",
    "docs/texts.md",
    "docs/commands.md",
    "docs/payments.md",
    "docs/private-chats.md",
    "docs/admins.md",
    "docs/broadcasts-and-numbers.md",
    "docs/recurring.md",
    "docs/stars.md",
    "docs/operations.md",
    "docs/backups.md",
    "docs/upgrade.md",
    "docs/packages.md",
    "docs/features.md",
    "docs/api-and-webhooks.md",
    "SECURITY.md",
)
_OWN_PATH = re.compile(
    r"(?<![\w./-])(?:benchmarks|bot|deploy|docs|handlers|storage|tests)/[\w./-]*\w"
)


@pytest.mark.parametrize("name", NAMES)
def test_each_link_of_a_page_has_a_target(name):
    page = ROOT / name
    missing = []
    for link in local_links(read(name)):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            missing.append(link)
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_each_path_that_a_page_names_is_in_the_project(name):
    """In prose only: a code block may show a file that the reader is to write."""
    named = [path for code in inline_code(read(name)) for path in _OWN_PATH.findall(code)]
    assert [path for path in named if not list(ROOT.glob(path))] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_make_target_that_a_page_names_is_in_the_makefile(name):
    text = read(name)
    code = "\n".join([*inline_code(text), *blocks(text, "sh")])
    named = set(re.findall(r"^make (?:-C \S+ )?([a-z-]+)", code, re.MULTILINE))
    made = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    assert named - made == set()


def test_every_page_can_be_reached_from_the_readme():
    """A link to a folder shows every page in it, as on GitHub."""
    reached = set()
    waiting = {ROOT / "README.md"}
    while waiting:
        page = waiting.pop()
        reached.add(page)
        for target in targets(str(page.relative_to(ROOT))):
            found = set(target.glob("*.md")) if target.is_dir() else {target}
            waiting |= {one for one in found if one in PAGES} - reached
    assert [page for page in PAGES if page not in reached] == []


@pytest.mark.parametrize("readme", READMES)
def test_both_readmes_link_each_page_of_the_manual(readme):
    assert {ROOT / name for name in MANUAL} <= targets(readme)


@pytest.mark.parametrize("name", MANUAL)
def test_each_page_of_the_manual_has_one_title_and_leads_back(name):
    assert [level for level, _ in headings(read(name))].count(1) == 1
    assert ROOT / "README.md" in targets(name)


@pytest.mark.parametrize("name", READMES)
def test_a_readme_is_read_in_a_minute(name):
    assert len(read(name).splitlines()) <= 160


class TestBothReadmes:
    english, russian = (read(name) for name in READMES)

    def test_have_the_same_outline(self):
        outlines = [[level for level, _ in headings(one)] for one in (self.english, self.russian)]
        assert outlines[0] == outlines[1]

    def test_have_the_same_links_and_pictures(self):
        """In this order too, but for the switch between the languages."""
        found = [
            [link for link in links(one) if link not in READMES]
            for one in (self.english, self.russian)
        ]
        assert found[0] == found[1]
        assert "README.ru.md" in links(self.english)
        assert "README.md" in links(self.russian)

    def test_have_the_same_commands(self):
        assert block_languages(self.english) == block_languages(self.russian)
        assert blocks(self.english, "sh") == blocks(self.russian, "sh")
        assert set(inline_code(self.english)) == set(inline_code(self.russian))

    def test_have_the_same_settings(self):
        names = [
            re.findall(r"^(\w+)=", "\n".join(blocks(one, "ini")), re.MULTILINE)
            for one in (self.english, self.russian)
        ]
        assert names[0] == names[1] != []


@pytest.mark.parametrize("path", [".env.example", "Makefile", ".ci/run"])
def test_each_file_that_the_set_up_needs_is_in_the_project(path):
    assert (ROOT / path).is_file()
