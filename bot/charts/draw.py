"""The short-lived process that draws a chart: JSON on stdin, a PNG on stdout. Nothing imports it.

All texts come in the JSON, whose content is `bot.charts.painter.Chart`.
"""

import json
import os
import sys
from typing import Any

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

WIDTH_INCHES, PANEL_INCHES, DPI = 6.0, 2.35, 180  # 1080 pixels: a phone's width
INK, MUTED, GRID = "#26323a", "#5f6f7a", "#dde4e8"
COLOURS = {"bars": "#3b9c8f", "line": "#4a7fd0"}


def main() -> None:
    os.nice(10)  # the bot itself comes first
    chart = json.load(sys.stdin)
    plt.rcParams.update(
        {"font.size": 11, "text.color": INK, "axes.labelcolor": MUTED, "axes.edgecolor": GRID}
    )
    panels = chart["panels"]
    figure, grid = plt.subplots(
        len(panels), 1, figsize=(WIDTH_INCHES, PANEL_INCHES * len(panels)), squeeze=False
    )
    for panel, axes in zip(panels, grid[:, 0], strict=True):
        _draw(axes, panel, chart)
    grid[-1, 0].set_xlabel(chart["x_label"])
    figure.tight_layout(h_pad=1.6)
    figure.savefig(sys.stdout.buffer, format="png", dpi=DPI, facecolor="white")


def _draw(axes: Axes, panel: dict[str, Any], chart: dict[str, Any]) -> None:
    values = panel["values"]
    places, colour = range(len(values)), COLOURS[panel["kind"]]
    if panel["kind"] == "bars":
        axes.bar(places, values, color=colour, width=0.78)
    else:
        axes.plot(places, values, color=colour, linewidth=2.2)
        axes.fill_between(places, values, color=colour, alpha=0.14)
        axes.plot(places[-1:], values[-1:], "o", color=colour, markersize=5)
    axes.set_title(panel["title"], loc="left", fontsize=12.5, fontweight="bold")
    axes.set_ylabel(panel["y_label"])
    axes.set_ylim(0, max(max(values) * 1.12, 1))
    axes.set_xlim(-0.7, len(values) - 0.3)
    ticks = list(range(len(values) - 1, -1, -7))
    axes.set_xticks(ticks, [chart["days"][place] for place in ticks])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    group = chart["group"]
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: f"{value:,.0f}".replace(",", group))
    )
    axes.grid(axis="y", color=GRID, linewidth=0.9)
    axes.set_axisbelow(True)
    axes.tick_params(colors=MUTED, length=0, labelsize=10)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


if __name__ == "__main__":
    main()
