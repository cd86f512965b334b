"""The targets of a shop with twelve plans, and the tables that compare it with the others."""

from benchmarks import report
from benchmarks.beside import BASE, CONNECTIONS, ONE, TWELVE, Beside
from benchmarks.targets import Target

_NAMES = {BASE: "the base", ONE: "one plan", TWELVE: "twelve plans"}
_LEAST = 0.95
_MOST_MIGRATION_SECONDS = 120
_MOST_NEW_BTREES = 1
_MOST_NEW_MB = 4
_UPDATES = {
    "/start": "`/start`",
    "/status": "`/status`",
    "access, unknown": "access, unknown",
    "access, known": "access, known, as `paid` asks",
}
_IDLE = {
    "resident_mb": ("resident memory, idle", "MB"),
    "proportional_mb": ("its share of memory, idle (PSS)", "MB"),
    "ready_seconds": ("start to `/readyz`", "s"),
}


def targets(found: Beside) -> list[Target]:
    """Return the targets of twelve plans, and what this build may cost more than the base."""
    first = found.first
    than = f"twelve plans, to {_NAMES[first]}"
    spent = found.intake.ratio(first, TWELVE, "cpu_ms")
    speeds = [
        Target(
            f"intake, {CONNECTIONS} connections, {than}", found.intake.ratio(TWELVE, first), _LEAST
        ),
        Target(f"deliveries per processor time, {than}", spent, _LEAST),
        *(
            Target(f"{what} with {than}", found.updates.ratio(first, TWELVE, what), _LEAST)
            for what in ("/start", "/status")
        ),
    ]
    return [*speeds, *(() if first == ONE else _kept(found)), *_migration(found)]


def _kept(found: Beside) -> list[Target]:
    more = len(found.btrees[ONE]) - len(found.btrees[BASE])
    memory = found.idle.ratio(ONE, BASE, "resident_mb")
    this, base = (found.idle.median(name, "resident_mb") for name in (ONE, BASE))
    return [
        Target("idle memory, to the base's", memory, 1, at_most=True),
        Target(
            "idle memory above the base's, no console opened",
            this - base,
            _MOST_NEW_MB,
            at_most=True,
            unit=" MB",
        ),
        Target("further B-trees that a sale writes to", more, _MOST_NEW_BTREES, at_most=True),
    ]


def _migration(found: Beside) -> list[Target]:
    if found.migration is None:
        return []
    seconds, most = found.migration["seconds"], _MOST_MIGRATION_SECONDS
    return [Target("migration of the largest shop", seconds, most, at_most=True, unit=" s")]


def targets_table(found: Beside) -> str:
    return report.targets(targets(found))


def table(found: Beside) -> str:
    """Return the figures of each shop, and how the twelve plans do beside the first of them: above
    1 they are faster, or take less."""
    head = ("", *(_NAMES[name] for name in found.names), f"twelve to {_NAMES[found.first]}")
    return report.table(head, [*_loads(found), *_updates(found), *_idle(found), *_btrees(found)])


def _loads(found: Beside) -> list[tuple[str, ...]]:
    rows = []
    for what, contest in (("intake", found.intake), ("the API", found.api)):
        each = [f"{contest.median(name, 'per_second'):,.0f}/s" for name in found.names]
        rows.append((what, *each, f"{contest.ratio(TWELVE, found.first):.2f}"))
        spent = [f"{contest.median(name, 'cpu_ms') * 1000:.0f} µs" for name in found.names]
        ratio = contest.ratio(found.first, TWELVE, "cpu_ms")
        rows.append((f"{what}, processor time each", *spent, f"{ratio:.2f}"))
    return rows


def _updates(found: Beside) -> list[tuple[str, ...]]:
    return [
        (
            name,
            *(report.duration(found.updates.median(one, what)) for one in found.names),
            f"{found.updates.ratio(found.first, TWELVE, what):.2f}",
        )
        for what, name in _UPDATES.items()
    ]


def _idle(found: Beside) -> list[tuple[str, ...]]:
    return [
        (
            name,
            *(f"{found.idle.median(one, what):.1f} {unit}" for one in found.names),
            f"{found.idle.ratio(found.first, TWELVE, what):.2f}",
        )
        for what, (name, unit) in _IDLE.items()
    ]


def _btrees(found: Beside) -> list[tuple[str, ...]]:
    # Twelve plans are in the same tables as one.
    counts = [str(len(found.btrees.get(name, found.btrees[ONE]))) for name in found.names]
    return [("B-trees that a sale writes to", *counts, "–")]


def migration(found: Beside, purchases: int) -> str:
    """Return a sentence about the migration, or that there was none to measure."""
    if found.migration is None:
        return "No base was beside this build, so no migration was measured."
    took = found.migration
    return (
        f"The migration of {purchases:,} purchases from the base took"
        f" {took['seconds']:.1f} s, {took['cpu_seconds']:.1f} s of it on the processor, with"
        f" {took['peak_mb']:.0f} MB of memory at most."
    )
