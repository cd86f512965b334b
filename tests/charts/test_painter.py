"""Charts are drawn by a process of their own, within a time limit and without any secret."""

import io
import struct
import sys

import pytest
from PIL import Image

from bot.charts.painter import Chart, DrawingFailed, Painter, Panel

PANELS = (
    Panel("bars", "Доход: 1 500 ★ 20 ₽", "звёзды", (0.0, 500.0, 12.5)),
    Panel("line", "Active", "people", (1.0, 0.0, 3.0)),
)
CHART = Chart(PANELS, ("1 мая", "2 мая", "3 мая"), "day (UTC)", "\N{NO-BREAK SPACE}")


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


async def test_a_picture_is_as_wide_as_a_phone_and_higher_with_each_chart():
    assert size(await Painter().draw(CHART)) == (1080, 886)
    more = Chart(PANELS * 2, CHART.days, CHART.x_label, ",")
    assert size(await Painter().draw(more))[1] == 886 + 2 * 410


@pytest.mark.parametrize("values", [(0.0, 0.0, 0.0), (1e18, 0.0, 9e16)])
async def test_zeros_and_huge_values_can_be_drawn(values):
    panels = (Panel("bars", "Income", "RUB", values), Panel("line", "Active", "people", values))
    await Painter().draw(Chart(panels, CHART.days, CHART.x_label, ","))


@pytest.mark.parametrize("letters", ["ЖШ", "ψω", "ԱԲ", "ქშ", "₽₸", "★€"])
@pytest.mark.long
async def test_the_fonts_have_the_letters_of_many_languages(letters):
    """A letter that a font lacks is a box, the same for each of them."""
    pictures = {
        await Painter().draw(Chart((Panel("bars", one, one, (1.0,)),), ("1",), "", ","))
        for one in letters
    }
    assert len(pictures) == 2


async def test_a_bar_is_as_high_as_its_value():
    """The second has twice the first one's value, and a day without income has no bar."""
    panel = Panel("bars", "Income", "USD", (0.0, 40.0, 80.0))
    png = await Painter().draw(Chart((panel,), ("1", "2", "3"), "day", ","))
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    heights = [_bar_in(picture, place) for place in (300, 600, 900)]
    assert heights[0] == 0
    assert heights[2] == pytest.approx(2 * heights[1], abs=2) != 0


def _bar_in(picture: Image.Image, x: int) -> int:
    column = [picture.getpixel((x, y)) for y in range(picture.height)]
    return column.count((0x3B, 0x9C, 0x8F))


async def test_a_long_title_and_huge_numbers_stay_within_the_picture():
    panel = Panel("bars", "Income " * 40, "stars " * 40, (1e17,))
    png = await Painter().draw(Chart((panel,), ("30 September",), "day", ","))
    picture = Image.open(io.BytesIO(png)).convert("L")
    edges = [*range(4), *range(picture.width - 4, picture.width)]
    assert {picture.getpixel((x, y)) for x in edges for y in range(picture.height)} == {255}


async def test_charts_are_drawn_in_another_process():
    await Painter().draw(CHART)
    assert "bot.charts.draw" not in sys.modules


async def test_a_drawing_that_takes_too_long_is_given_up(tmp_path):
    script = tmp_path / "slow.py"
    script.write_text("import time\ntime.sleep(60)\n")
    with pytest.raises(DrawingFailed, match=r"more than 0\.3 seconds"):
        await Painter(script, 0.3).draw(CHART)


async def test_a_drawing_that_fails_says_why(tmp_path):
    script = tmp_path / "broken.py"
    script.write_text("raise SystemExit('no ink left')\n")
    with pytest.raises(DrawingFailed, match="ended with 1: no ink left"):
        await Painter(script).draw(CHART)


async def test_the_drawing_process_gets_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("BOT_TOKEN", "1:canary")
    script = tmp_path / "environment.py"
    script.write_text("import os, sys\nsys.stdout.write(repr(dict(os.environ)))\n")
    assert b"canary" not in await Painter(script).draw(CHART)


async def test_the_drawing_process_gives_way_from_its_first_line(tmp_path):
    script = tmp_path / "nice.py"
    script.write_text("import os, sys\nsys.stdin.read()\nsys.stdout.write(str(os.nice(0)))\n")
    assert await Painter(script).draw(CHART) == b"10"
