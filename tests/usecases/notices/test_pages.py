"""Every notice reads, in each of its situations, exactly as its page in `pages/` says.

A text that was changed on purpose: `python -m tests.usecases.notices` writes the pages again.
"""

import importlib

import pytest

from tests.usecases.notices.stage import AREAS, PAGES, Scene, every_scene, stored


@pytest.mark.parametrize("scene", every_scene(), ids=str)
async def test_each_notice_reads_as_its_page_says(scene: Scene, tmp_path) -> None:
    assert await scene.page(tmp_path) == stored(scene.area).get(scene.title)


ACROSS = ("access_by_plan", "by_plan", "own_words")
"""Pages with notices of several areas."""


def test_the_pages_have_these_scenes_and_no_others() -> None:
    titles = {area: [one.title for one in every_scene() if one.area == area] for area in AREAS}
    assert {area: list(stored(area)) for area in AREAS} == titles
    assert sorted(path.stem for path in PAGES.iterdir()) == sorted(AREAS)


@pytest.mark.parametrize("area", [area for area in AREAS if area not in ACROSS])
def test_every_notice_of_an_area_is_on_its_page(area: str) -> None:
    kinds = importlib.import_module(f"bot.usecases.{area}.notices").COMPOSERS
    page = (PAGES / f"{area}.txt").read_text(encoding="utf-8")
    assert [kind for kind in kinds if f"\n{kind} to " not in page] == []
