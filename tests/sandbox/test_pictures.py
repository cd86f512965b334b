"""The README's pictures: all are there and small, and the scenes that take them still work."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.sandbox.pictures import FOLDER, PHONE_HEIGHT, SCENES

_MOST_BYTES = 200_000
PICTURES = sorted(name for names in SCENES.values() for name in names)
PHONES = [name for name in PICTURES if name != "sandbox.png"]


def test_the_folder_holds_the_pictures_of_the_scenes_and_nothing_else() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == PICTURES


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_a_png_that_loads_fast(name: str) -> None:
    with Image.open(FOLDER / name) as picture:
        assert picture.format == "PNG"
    assert (FOLDER / name).stat().st_size < _MOST_BYTES


def test_phones_have_one_size_and_the_shape_of_a_phone() -> None:
    """A chat that no longer fits makes its phone higher: shorten it, or raise PHONE_HEIGHT."""
    sizes = {name: _size(FOLDER / name) for name in PHONES}
    width, height = sizes[PHONES[0]]
    assert set(sizes.values()) == {(width, height)}, sizes
    assert 1.9 < height / width < 2.25


@pytest.mark.timeout(120)
@pytest.mark.long
@pytest.mark.menus
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
async def test_a_scene_can_be_taken_again(
    scene: Callable[[Path], Awaitable[None]], tmp_path: Path
) -> None:
    await scene(tmp_path)
    for name in SCENES[scene]:
        width, height = _size(tmp_path / name)
        assert width > 600
        assert height >= PHONE_HEIGHT


def _size(path: Path) -> tuple[int, int]:
    """Return the width and height in pixels; the picture must be whole."""
    with Image.open(path) as picture:
        picture.load()
        return picture.size
