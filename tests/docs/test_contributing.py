"""CONTRIBUTING.md leads to files that are there, and to names that are in them."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, inline_code, read

RECIPES = (
    "An admin command",
    "A notice",
    "A setting",
    "A table or a column",
    "A Tribute event",
    "A doctor check",
    "A metric",
    "A language",
    "A step in a chat membership",
    "A feature behind `paid`",
)
_TOPS = ("bot/", "docs/", "handlers/", "storage/", "tests/")
_FILE_NAME = re.compile(r"[\w.]+\.(py|md|toml|ftl|sql|example)")
_IDENTIFIER = re.compile(r"_?[A-Za-z][A-Za-z0-9_]*")
_CALL_OR_NAME = re.compile(r"(?!.*\.(?:py|ftl|toml|lock|md)$)[A-Za-z_][\w.]*(?:\([\w, …]*\))?")
_NUMBER = re.compile(r"^\d+\. ", re.MULTILINE)


def _steps() -> list[tuple[str, str]]:
    """Return each numbered step of a recipe, under the recipe's title."""
    recipes = read("CONTRIBUTING.md").split("\n## Recipes\n")[1].split("\n### ")[1:]
    found = []
    for recipe in recipes:
        title, text = recipe.split("\n", 1)
        listed = text.strip().split("\n\n")[0]
        found += [(title, step) for step in _NUMBER.split(listed) if step]
    return found


STEPS = _steps()


def _pattern(code: str) -> str:
    """Turn a path with placeholders into a pattern: `…` and `<name>` stand for anything."""
    return re.sub(r"…|<[^>]*>", "*", code)


def _paths(step: str) -> dict[str, list[Path]]:
    """Return the paths that a step names, with the files and folders that each leads to."""
    found = {}
    for code in inline_code(step):
        if code.startswith(_TOPS):
            found[code] = list(ROOT.glob(_pattern(code)))
        elif _FILE_NAME.fullmatch(_pattern(code)) or code == ".env.example":
            inside = [*ROOT.glob(_pattern(code))]
            for top in _TOPS:
                inside += ROOT.glob(f"{top}**/{_pattern(code)}")
            found[code] = inside
    return found


def _sources(step: str) -> str:
    """Return the text of every file that a step names, also in a folder it names."""
    files: set[Path] = set()
    for paths in _paths(step).values():
        for path in paths:
            files |= {path} if path.is_file() else {*path.rglob("*.py"), *path.rglob("*.sql")}
    return "\n".join(one.read_text(encoding="utf-8") for one in files)


def test_the_ten_recipes_are_there_in_this_order() -> None:
    titles = list(dict.fromkeys(title for title, _ in STEPS))
    assert titles == list(RECIPES)
    assert all(sum(one == title for one, _ in STEPS) >= 3 for title in RECIPES)


@pytest.mark.parametrize(("title", "step"), STEPS)
def test_each_path_of_a_step_leads_somewhere(title: str, step: str) -> None:
    assert [code for code, paths in _paths(step).items() if not paths] == []


@pytest.mark.parametrize(("title", "step"), STEPS)
def test_each_name_of_a_step_is_in_a_file_that_the_step_names(title: str, step: str) -> None:
    source = _sources(step)
    named = [code for code in inline_code(step) if _IDENTIFIER.fullmatch(code)]
    assert [name for name in named if source and not re.search(rf"\b{name}\b", source)] == []


def test_each_contract_that_a_recipe_names_is_in_the_project_file() -> None:
    text = " ".join(read("CONTRIBUTING.md").split())
    named = re.findall(r'contract "([^"]+?)…?"', text)
    contracts = re.findall(r'^name = "(.+)"$', read("pyproject.toml"), re.MULTILINE)
    assert len(named) == 2
    assert [one for one in named if not any(name.startswith(one) for name in contracts)] == []


def test_nearly_every_step_names_a_file() -> None:
    silent = [step for _, step in STEPS if not _paths(step)]
    assert len(silent) <= len(STEPS) // 10, silent


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[!R]*.md"))


def test_the_index_lists_each_decision() -> None:
    index = read("docs/decisions/README.md")
    assert len(DECISIONS) == 12
    assert sorted(re.findall(r"^\d+\. \[.+\]\((.+)\)$", index, re.MULTILINE)) == [
        one.name for one in DECISIONS
    ]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_one_page_of_four_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    titles = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert [one for one in titles if not one.startswith("How to")] == [
        "Context",
        "Decision",
        "Consequences",
        "Considered",
    ]
    assert len(text.splitlines()) <= 80


@pytest.fixture(scope="module")
def words_of_the_code() -> set[str]:
    """Return every word in the sources and in the tests, except in the tests of the pages."""
    files = [one for top in ("bot", "handlers", "storage", "tests") for one in _sources_in(top)]
    return {word for one in files for word in re.findall(r"\w+", one.read_text(encoding="utf-8"))}


def _sources_in(top: str) -> list[Path]:
    migrations = (ROOT / top).rglob("migrations/*.sql")
    return [*(one for one in (ROOT / top).rglob("*.py") if "docs" not in one.parts), *migrations]


@pytest.mark.parametrize("name", ["docs/architecture.md", *map(_name, DECISIONS)])
def test_each_name_that_a_page_for_developers_mentions_is_in_the_code(
    name: str, words_of_the_code: set[str]
) -> None:
    codes = [code for code in inline_code(read(name)) if _CALL_OR_NAME.fullmatch(code)]
    words = {word for code in codes for word in re.findall(r"[A-Za-z_]\w*", code)}
    assert words - words_of_the_code == set()


def test_each_mark_of_a_fact_about_tribute_is_explained() -> None:
    page = read("docs/tribute.md")
    explained = re.findall(r"^\| \*\*(\w)\*\* \|", page, re.MULTILINE)
    used = re.findall(r"\(([A-Z])(?:, [^)]*)?\)", page)
    assert set(used) == set(explained)
    assert len(used) > 30


def test_the_benchmarks_page_is_its_template_filled_in() -> None:
    """`make bench` writes the page; whoever edits its words edits both."""
    template = re.split(r"\{\w+\}", read("benchmarks/page.md"))
    assert re.fullmatch(".+".join(map(re.escape, template)), read("docs/benchmarks.md"), re.DOTALL)
