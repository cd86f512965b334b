"""The short-lived process that draws a chart: JSON on stdin, a PNG on stdout. Nothing imports it.

All texts come in the JSON, whose content is `bot.charts.painter.Chart`. The fonts beside it are
DejaVu Sans with the Latin, Greek, Cyrillic, Armenian and Georgian letters.
"""

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]

WIDTH, PANEL, FOOT = 1080, 410, 66
"""In pixels: as wide as a phone, the height of each small chart, and of the line below them."""
LEFT, RIGHT, TOP, BOTTOM = 150, 1050, 80, 330
"""The edges of the plot within its panel."""
INK, MUTED, GRID = "#26323a", "#5f6f7a", "#dde4e8"
BARS, LINE, BELOW_LINE = "#3b9c8f", "#4a7fd0", "#e3ebf8"
_FONTS = Path(__file__).with_name("fonts")


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of text looks; one that is wider than `widest` pixels is written smaller."""

    anchor: str
    widest: float
    size: float = 27
    colour: str = MUTED
    font: str = "regular"


TITLE = Style("lm", 720, 35, INK, "bold")
COUNTED = Style("rm", 160)
VALUE = Style("rm", LEFT - 24)
DAY = Style("mm", 200)
FOOTER = Style("mm", RIGHT - LEFT, 27)


class Canvas:
    """A white picture, drawn twice as large and then reduced, which makes its lines smooth."""

    _FINER = 2

    def __init__(self, width: int, height: int) -> None:
        self._picture = Image.new("RGB", (width * self._FINER, height * self._FINER), "white")
        self._draw = ImageDraw.Draw(self._picture)

    def line(self, points: list[Point], colour: str, width: float = 1) -> None:
        self._draw.line(self._finer(points), colour, round(width * self._FINER), joint="curve")

    def area(self, points: list[Point], colour: str) -> None:
        self._draw.polygon(self._finer(points), colour)

    def bar(self, corner: Point, opposite: Point) -> None:
        self._draw.rectangle(self._finer([corner, opposite]), BARS)

    def dot(self, at: Point, radius: float) -> None:
        (centre,) = self._finer([at])
        self._draw.circle(centre, radius * self._FINER, LINE)

    def text(self, at: Point, text: str, style: Style) -> None:
        size = style.size * self._FINER
        letters = ImageFont.truetype(_FONTS / f"{style.font}.ttf", size)
        too_wide = letters.getlength(text) / (style.widest * self._FINER)
        if too_wide > 1:
            letters = letters.font_variant(size=size / too_wide)
        (start,) = self._finer([at])
        self._draw.text(start, text, style.colour, letters, style.anchor)

    def png(self) -> bytes:
        target = io.BytesIO()
        self._picture.reduce(self._FINER).save(target, format="PNG", optimize=True)
        return target.getvalue()

    def _finer(self, points: list[Point]) -> list[Point]:
        return [(x * self._FINER, y * self._FINER) for x, y in points]


def main() -> None:
    chart = json.load(sys.stdin)
    height = PANEL * len(chart["panels"]) + FOOT
    canvas = Canvas(WIDTH, height)
    for number, panel in enumerate(chart["panels"]):
        _panel(canvas, PANEL * number, panel, chart)
    canvas.text(((LEFT + RIGHT) / 2, height - 40), chart["x_label"], FOOTER)
    sys.stdout.buffer.write(canvas.png())


def _panel(canvas: Canvas, y: float, panel: dict[str, Any], chart: dict[str, Any]) -> None:
    values = panel["values"]
    step = _step(max(values))
    highest = max(max(values) * 1.12, step)
    across = (RIGHT - LEFT) / len(values)
    points = [
        (LEFT + across * (place + 0.5), y + BOTTOM - (BOTTOM - TOP) * value / highest)
        for place, value in enumerate(values)
    ]
    canvas.text((LEFT, y + 34), panel["title"], TITLE)
    canvas.text((RIGHT, y + 34), panel["y_label"], COUNTED)
    _grid(canvas, y, list(range(0, int(highest) + 1, step)), highest, chart["group"])
    if panel["kind"] == "bars":
        _bars(canvas, points, y + BOTTOM, across * 0.39)
    else:
        _line(canvas, points, y + BOTTOM)
    canvas.line([(LEFT, y + BOTTOM), (RIGHT, y + BOTTOM)], MUTED)
    for place in range(len(values) - 1, -1, -7):
        canvas.text((points[place][0], y + BOTTOM + 26), chart["days"][place], DAY)


def _step(largest: float) -> int:
    """Return the distance of the lines: the smallest of 1, 2, 5, 10, 20, … with at most five."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if digit * power * 4 >= largest:
                return digit * power
        power *= 10


def _grid(canvas: Canvas, y: float, values: list[int], highest: float, group: str) -> None:
    for value in values:
        at = y + BOTTOM - (BOTTOM - TOP) * value / highest
        canvas.line([(LEFT, at), (RIGHT, at)], GRID)
        canvas.text((LEFT - 16, at), f"{value:,}".replace(",", group), VALUE)


def _bars(canvas: Canvas, points: list[Point], floor: float, half: float) -> None:
    for x, top in points:
        if top < floor:
            canvas.bar((x - half, top), (x + half, floor))


def _line(canvas: Canvas, points: list[Point], floor: float) -> None:
    canvas.area([(points[0][0], floor), *points, (points[-1][0], floor)], BELOW_LINE)
    canvas.line(points, LINE, 4)
    canvas.dot(points[-1], 7)


if __name__ == "__main__":
    main()
