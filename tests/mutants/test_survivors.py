"""The list of mutants that no test notices is compared with what a run really finds."""

from pathlib import Path

import pytest

from tests.mutants.survivors import Mutant, compare, explained, score

DIFF = """--- bot/domain/money.py
+++ bot/domain/money.py
@@ -1,3 +1,3 @@
 def of(amount):
-    return amount or 0
+    return amount or 1"""
LIVING = Mutant.of_diff("bot.domain.money.of", DIFF)


def _listed(tmp_path: Path, why: str) -> Path:
    path = tmp_path / "explained.toml"
    path.write_text(
        f"""[[mutant]]
function = "bot.domain.money.of"
before = "return amount or 0"
after = "return amount or 1"
why = "{why}"
""",
        encoding="utf-8",
    )
    return path


def test_a_mutant_is_named_by_its_change_and_not_by_its_number() -> None:
    assert Mutant("bot.domain.money.of", "return amount or 0", "return amount or 1") == LIVING


def test_a_survivor_without_an_explanation_fails_the_run(tmp_path: Path) -> None:
    assert compare([LIVING], {}).unexplained == (LIVING,)
    assert compare([LIVING], explained(_listed(tmp_path, "never 0 here"))).agrees


def test_an_explanation_of_a_mutant_that_lives_no_longer_fails_the_run(tmp_path: Path) -> None:
    found = compare([], explained(_listed(tmp_path, "never 0 here")))
    assert found.stale == (LIVING,)
    assert not found.agrees


def test_an_entry_needs_a_reason(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="without a reason"):
        explained(_listed(tmp_path, " "))


def test_the_score_counts_survivors_before_any_explanation() -> None:
    assert score(9, 1) == 0.9
    assert score(0, 0) == 0.0


def test_every_entry_of_the_list_has_its_reason() -> None:
    assert all(explained().values())
