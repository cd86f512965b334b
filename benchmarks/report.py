"""Writes the figures into `docs/benchmarks.md` and its plot; the terminal gets the same tables."""

import os
import platform
import sqlite3
import time
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

from benchmarks.growth import Growth
from benchmarks.intake import BARE, ONE_BY_ONE, ORM, OURS, Contest
from benchmarks.plans import Plans
from benchmarks.targets import Target

NAMES = {
    BARE: "bare handler, stores nothing",
    OURS: "**Tributary**",
    ONE_BY_ONE: "aiosqlite, a transaction each",
    ORM: "SQLAlchemy's asyncio ORM",
}
_VERSIONS = ("aiogram", "aiohttp", "aiosqlite", "pydantic", "uvloop", "sqlalchemy")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the first column has words, the others have figures."""
    lines = [f"| {' | '.join(head)} |", f"|---{'|---:' * (len(head) - 1)}|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def targets(judged: Sequence[Target]) -> str:
    """Return what was wanted and what was reached; a target never moves to what was reached."""
    head = ("", "the base", "wanted", "reached", "")
    return table(head, [target.row() for target in judged])


def machine() -> str:
    model = next(
        line.split(": ")[1]
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    )
    cores = os.cpu_count()
    load = Path("/proc/loadavg").read_text().split()[0]
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in _VERSIONS)
    return (
        f"{time.strftime('%d %B %Y', time.gmtime())}. {cores} cores of {model}, Linux"
        f" {platform.release()}; Python {platform.python_version()}, SQLite"
        f" {sqlite3.sqlite_version}, {versions}. Load average at the start: {load}."
    )


def intake(contests: Sequence[Contest]) -> str:
    head = ("connections, contender", "a second", "spread", "p50 ms", "p99 ms", "CPU ms", "of bare")
    rows = []
    for contest in contests:
        for name in contest.rounds:
            low, high = contest.spread(name, "per_second")
            rows.append(
                (
                    f"{contest.connections}, {NAMES[name]}",
                    f"{contest.median(name, 'per_second'):,.0f}",
                    f"{low:,.0f} – {high:,.0f}",
                    f"{contest.median(name, 'p50_ms'):.2f}",
                    f"{contest.median(name, 'p99_ms'):.1f}",
                    f"{contest.median(name, 'cpu_ms'):.2f}",
                    f"{contest.ratio(name, BARE):.3f}",
                )
            )
    return table(head, rows)


def growth(found: Growth) -> str:
    head = ("", *(f"{size:,} purchases" for size in found.sizes), "speed, largest to smallest")
    last = found.sizes[-1]
    per_second = [f"{found.intake.median(str(s), 'per_second'):,.0f}/s" for s in found.sizes]
    rows = [("intake, 32 connections", *per_second, f"{found.intake_speed(last):.2f}")]
    for what in found.inside[last]:
        taken = [duration(found.taken(what, size)) for size in found.sizes]
        rows.append((what, *taken, f"{found.speed(what, last):.2f}"))
    ready = [f"{found.ready_seconds[size]:.2f} s" for size in found.sizes]
    slower = found.ready_seconds[found.sizes[0]] / found.ready_seconds[last]
    rows.append(("start to `/readyz`", *ready, f"{slower:.2f}"))
    rows.append(("file", *(f"{found.file_mb[size]:,.1f} MB" for size in found.sizes), "–"))
    return table(head, rows)


def duration(microseconds: float) -> str:
    if microseconds < 100:
        return f"{microseconds:.1f} µs"
    return f"{microseconds / 1000:.2f} ms"


def latency(latencies: dict[str, dict[str, float]], fsync_ms: float, alone: Contest) -> str:
    """Return the table of payment to message; the app's own share is without disk and sockets."""
    bare = alone.median(BARE, "p50_ms")
    rows = []
    for name, found in latencies.items():
        own = found["p50_ms"] - fsync_ms - 2 * bare
        rows.append(
            (
                "idle" if name == "idle" else "beside 500 deliveries a second",
                f"{found['p50_ms']:.1f}",
                f"{found['p99_ms']:.1f}",
                f"{found['answer_p50_ms']:.1f}",
                f"{own:.1f}",
            )
        )
    head = ("", "p50 ms", "p99 ms", "webhook answered, p50 ms", "the app's own share, ms")
    return table(head, rows)


def cost(found: dict[str, float], grown: Growth) -> str:
    small, large = grown.sizes[0], grown.sizes[-1]
    per_purchase = (grown.file_mb[large] - grown.file_mb[small]) / (large - small) * 1e6
    rows = [
        ("start to `/readyz`", f"{found['ready_seconds']:.2f} s"),
        ("plain `import aiogram` in the same rounds", f"{found['import_seconds']:.2f} s"),
        ("resident memory, idle", f"{found['idle_mb']:.0f} MB"),
        ("resident memory of plain `import aiogram`", f"{found['import_mb']:.0f} MB"),
        ("resident memory under load", f"{found['loaded_mb']:.0f} MB"),
        ("disk per purchase", f"{per_purchase:,.0f} bytes"),
        ("processor time per thousand deliveries", f"{found['cpu_ms_per_delivery']:.2f} s"),
        ("installed size of the environment", f"{found['installed_mb']:.0f} MB"),
    ]
    return table(("", "measured"), rows)


def write(docs: Path, pages: dict[str, str], plotted: str) -> None:
    """Fill the page's template with the figures, so that nobody copies figures into text."""
    template = (Path(__file__).parent / "page.md").read_text()
    for name, page in pages.items():
        template = template.replace(f"{{{name}}}", page)
    (docs / "benchmarks.md").write_text(template)
    (docs / "growth.svg").write_text(plotted)


def plans(found: Plans) -> str:
    rows = [(f"`{_shortened(statement)}`", "; ".join(steps)) for statement, steps in found.items()]
    return table(("statement", "plan"), rows).replace("---:|", "---|")


def _shortened(statement: str) -> str:
    return statement if len(statement) <= 150 else f"{statement[:149]}…"
