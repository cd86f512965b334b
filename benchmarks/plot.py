"""Draws the growth plot as an SVG: the speed of each action in larger shops and in the smallest."""

import math
from collections.abc import Sequence

_WIDTH, _HEIGHT = 640, 320
_LEFT, _TOP, _RIGHT, _BOTTOM = 60, 20, 180, 40
_COLOURS = ("#0b6e99", "#0f7b6c", "#d9730d", "#ad1a72", "#6940a5", "#64473a")

Line = tuple[str, Sequence[float]]


def plot(sizes: Sequence[int], lines: Sequence[Line]) -> str:
    """Return lines of speeds (1: as in the smallest shop), one value a size; both axes are
    logarithmic."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        ' font-family="sans-serif" font-size="12">'
    )
    parts = [head, f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>']
    for speed in (0.03, 0.1, 0.3, 1, 3):
        y = _y(speed)
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{speed:g}</text>')
    for size in sizes:
        x = _x(size, sizes)
        parts.append(f'<text x="{x:.1f}" y="{_HEIGHT - 15}" text-anchor="middle">{size:,}</text>')
    for number, (label, speeds) in enumerate(lines):
        parts += _line(number, label, sizes, speeds)
    return "\n".join([*parts, "</svg>\n"])


def _line(number: int, label: str, sizes: Sequence[int], speeds: Sequence[float]) -> list[str]:
    colour = _COLOURS[number % len(_COLOURS)]
    points = " ".join(
        f"{_x(size, sizes):.1f},{_y(speed):.1f}" for size, speed in zip(sizes, speeds, strict=True)
    )
    y = _TOP + 14 + 18 * number
    x = _WIDTH - _RIGHT + 16
    return [
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>',
        f'<text x="{x}" y="{y}" fill="{colour}">{label}</text>',
    ]


def _x(size: int, sizes: Sequence[int]) -> float:
    share = math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])
    return _LEFT + 20 + share * (_WIDTH - _LEFT - _RIGHT - 40)


def _y(speed: float) -> float:
    share = (math.log10(max(speed, 0.03)) + 1.6) / 2.2
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)
