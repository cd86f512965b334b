"""The list of mutants that no test notices is compared with what a run really finds."""

from pathlib import Path

import pytest

from tests.mutants.survivors import Explanation, Mutant, compare, explained, score

DIFF = """--- bot/domain/money.py
+++ bot/domain/money.py
@@ -1,3 +1,3 @@
 def of(amount):
-    return amount or 0
+    return amount or 1"""
LIVING = Mutant.of_diff("bot.domain.money.of", DIFF)


def _listed(tmp_path: Path, why: str, change: str = "amount or 1$") -> list[Explanation]:
    (tmp_path / "domain.toml").write_text(
        f"[[mutants]]\nfunction = 'bot.domain.*'\nchange = '{change}'\nwhy = '{why}'\n",
        encoding="utf-8",
    )
    return explained(tmp_path)


def test_a_mutant_is_named_by_its_change_and_not_by_its_number() -> None:
    assert Mutant("bot.domain.money.of", "return amount or 0", "return amount or 1") == LIVING


def test_a_survivor_without_an_explanation_fails_the_run(tmp_path: Path) -> None:
    assert compare([LIVING], []).unexplained == (LIVING,)
    for change in ("amount or 1$", ""):
        found = compare([LIVING], _listed(tmp_path, "never 0 here", change))
        assert found.unexplained == found.stale == ()


def test_an_explanation_covers_only_its_own_change(tmp_path: Path) -> None:
    found = compare([LIVING], _listed(tmp_path, "never 0 here", r"^\+ return 0"))
    assert found.unexplained == (LIVING,)


def test_an_explanation_that_fits_no_survivor_fails_the_run(tmp_path: Path) -> None:
    found = compare([], _listed(tmp_path, "never 0 here"))
    assert [one.function for one in found.stale] == ["bot.domain.*"]


def test_an_entry_needs_a_reason(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="without a reason"):
        _listed(tmp_path, " ")


def test_the_score_counts_survivors_before_any_explanation() -> None:
    assert score(9, 1) == 0.9
    assert score(0, 0) == 0.0


def test_every_entry_of_the_list_has_its_reason() -> None:
    assert all(one.why for one in explained())
