"""The pictures of the console exist, are small, and can be taken again."""

from pathlib import Path

import pytest
from PIL import Image

from tests.console.pictures import FOLDER, PICTURES, take
from tests.needed import program

_MOST_BYTES = 200_000


def test_the_folder_holds_the_pictures_and_nothing_else() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)
    for path in FOLDER.iterdir():
        assert path.stat().st_size < _MOST_BYTES


@pytest.mark.long
@pytest.mark.timeout(180)
async def test_they_can_be_taken_again(tmp_path: Path) -> None:
    program("chromium", "chromium", "chromium-browser")
    await take(tmp_path)
    for name in PICTURES:
        with Image.open(tmp_path / f"{name}.png") as picture:
            picture.load()
            assert min(picture.size) >= 720
