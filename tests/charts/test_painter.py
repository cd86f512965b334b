"""Charts are drawn by a process of their own, within a time limit and without any secret."""

import struct
import sys

import pytest

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
    assert size(await Painter().draw(CHART)) == (1080, 846)
    more = Chart(PANELS * 2, CHART.days, CHART.x_label, ",")
    assert size(await Painter().draw(more))[1] == 2 * 846


@pytest.mark.parametrize("values", [(0.0, 0.0, 0.0), (1e18, 0.0, 9e16)])
async def test_zeros_and_huge_values_can_be_drawn(values):
    panels = (Panel("bars", "Income", "RUB", values), Panel("line", "Active", "people", values))
    await Painter().draw(Chart(panels, CHART.days, CHART.x_label, ","))


async def test_charts_are_drawn_in_another_process():
    await Painter().draw(CHART)
    assert "matplotlib" not in sys.modules


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
