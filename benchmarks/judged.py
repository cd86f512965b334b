"""The targets: what was wanted, beside what was reached. No target moves to what is reached."""

from collections.abc import Sequence

from benchmarks import beside, beside_report, builds, console, first_view, lasting, reads, wakeups
from benchmarks.growth import Growth
from benchmarks.intake import BARE, ONE_BY_ONE, ORM, OURS, Contest
from benchmarks.targets import Target
from benchmarks.whole import Whole

_MOST_BTREES = 19
_MOST_WAKEUPS = 1
_MOST_STATS_MS = 5
_MOST_IDLE_MB = 88
_MOST_START_SECONDS = 0.9
_MOST_MESSAGE_MS = 20


def all_targets(found: Whole) -> list[Target]:
    """Return the targets in the order of the page: a sale, quiet, reads, the console, others."""
    return [
        *builds.targets(found.builds),
        _btrees(found.planned),
        _wakeups(found.wakeups),
        *reads.targets(found.reads, found.grown.sizes[-1]),
        _stats(found.grown),
        *console.targets(found.console),
        *first_view.targets(found.first_view),
        *_sizes(found.costs),
        *lasting.targets(found.lasting),
        *intake(found.contests, found.fsync_ms),
        Target(
            "payment to message, idle, median",
            found.latencies["idle"]["p50_ms"],
            _MOST_MESSAGE_MS,
            at_most=True,
            unit=" ms",
        ),
        *growth(found.grown),
        *cost_ratios(found.costs),
        *beside_report.targets(found.planned),
    ]


def _btrees(planned: beside.Beside) -> Target:
    of_base = planned.btrees.get(beside.BASE)
    return Target(
        "B-trees that a sale writes to, one of them shared by a batch",
        len(planned.btrees[beside.ONE]),
        _MOST_BTREES,
        at_most=True,
        base=None if of_base is None else len(of_base),
    )


def _wakeups(found: dict[tuple[str, str], float]) -> Target:
    return Target(
        "wakeups a second, idle, by webhook",
        found[builds.THIS, wakeups.WEBHOOK],
        _MOST_WAKEUPS,
        at_most=True,
        base=found.get((builds.BASE, wakeups.WEBHOOK)),
    )


def _stats(grown: Growth) -> Target:
    last = grown.sizes[-1]
    taken = grown.taken("/stats", last) / 1000
    return Target(f"/stats at {last:,} purchases", taken, _MOST_STATS_MS, at_most=True, unit=" ms")


def _sizes(costs: dict[str, float]) -> list[Target]:
    idle, ready = costs["idle_mb"], costs["ready_seconds"]
    return [
        Target("resident memory, idle", idle, _MOST_IDLE_MB, at_most=True, unit=" MB"),
        Target("start to `/readyz`", ready, _MOST_START_SECONDS, at_most=True, unit=" s"),
    ]


def intake(contests: Sequence[Contest], fsync_ms: float) -> list[Target]:
    """Return the targets of the contest, at one connection and at 32."""
    one, many = contests[0], contests[1]
    alone = one.median(OURS, "p50_ms") / (1.5 * fsync_ms + one.median(BARE, "p50_ms"))
    p99 = many.ratio(OURS, BARE, "p99_ms")
    return [
        *contest(many),
        Target("intake, 32 connections, to the ORM", many.ratio(OURS, ORM), 15),
        Target("p99, 32 connections, to the bare handler's", p99, 3, at_most=True),
        Target("intake, 1 connection, to 1.5 fsyncs and the bare handler", alone, 1, at_most=True),
    ]


def contest(found: Contest) -> list[Target]:
    """Return the targets beside programs that are measured in the same run, as CI holds them."""
    bare = found.ratio(OURS, BARE, "cpu_ms")
    others = found.ratio(OURS, ONE_BY_ONE, "cpu_ms")
    return [
        Target("intake, 32 connections, to (b)", found.ratio(OURS, ONE_BY_ONE), 3),
        Target("processor time per delivery, to the bare handler's", bare, 3.5, at_most=True),
        Target("processor time per delivery, to (b)'s", others, 0.2, at_most=True),
    ]


def growth(grown: Growth) -> list[Target]:
    """Return how fast the largest shop must be beside the smallest."""
    last = grown.sizes[-1]
    return [
        Target(f"intake at {last:,} purchases, to 1,000", grown.intake_speed(last), 0.9),
        Target(f"/start at {last:,} purchases", grown.speed("/start", last), 0.9),
        Target(f"/status at {last:,} purchases", grown.speed("/status", last), 0.9),
    ]


def cost_ratios(costs: dict[str, float]) -> list[Target]:
    """Return what memory and start may cost beside a plain import of aiogram."""
    memory = costs["idle_mb"] / costs["import_mb"]
    start = "start to `/readyz`, to 0.6 × `import aiogram` + 1 s"
    return [
        Target("idle memory, to plain `import aiogram`'s", memory, 0.67, at_most=True),
        Target(start, costs["ready_ratio"], 1, at_most=True),
    ]
