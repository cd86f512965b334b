"""The costs of running the bot: start-up, memory, disk, processor time, installed size."""

import statistics
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

from benchmarks.load import Plan
from benchmarks.processes import ROOT, SETTLED_SECONDS, telegram, tributary

_IMPORT = (
    sys.executable,
    "-c",
    "import aiogram; print(*[s.split()[1] for s in open('/proc/self/status') if 'VmRSS' in s])",
)


def measure(folder: Path, rounds: int) -> dict[str, float]:
    ready, imported, import_mb = _starts(folder, rounds)
    with telegram(folder) as port, tributary(folder, port) as server:
        time.sleep(SETTLED_SECONDS)
        idle_mb = server.resident_mb()
        before = _size(folder), server.cpu_seconds()
        count = server.load(Plan(connections=32, seconds=4, first=700_000_000))["count"]
        loaded_mb, spent = server.resident_mb(), server.cpu_seconds() - before[1]
        grown = _size(folder) - before[0]
    return {
        "ready_seconds": statistics.median(ready),
        "import_seconds": statistics.median(imported),
        "import_mb": import_mb,
        "ready_ratio": statistics.median(
            one / (0.6 * two + 1) for one, two in zip(ready, imported, strict=True)
        ),
        "idle_mb": idle_mb,
        "loaded_mb": loaded_mb,
        "bytes_per_purchase": grown / count,
        "cpu_ms_per_delivery": spent / count * 1000,
        "installed_mb": _installed_mb(),
    }


def _starts(folder: Path, rounds: int) -> tuple[list[float], list[float], float]:
    """Return the seconds until `/readyz` answers 200, the seconds of a plain `import aiogram`
    (measured in turn), and the megabytes of that import."""
    ready, imported = [], []
    with telegram(folder) as port:
        for _ in range(rounds):
            began = time.perf_counter()
            with tributary(folder, port):
                ready.append(time.perf_counter() - began)
            began = time.perf_counter()
            ran = subprocess.run(_IMPORT, check=True, capture_output=True, text=True)
            imported.append(time.perf_counter() - began)
    return ready, imported, int(ran.stdout) / 1024


def _size(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.glob("shop.db*"))


def _installed_mb() -> float:
    """Return the size of everything in requirements.lock and of the project itself."""
    names = [
        line.split("==")[0]
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if "==" in line and not line.startswith("#")
    ]
    files = [file for name in names for file in metadata.files(name) or ()]
    sizes = [Path(str(file.locate())).stat().st_size for file in files if _exists(file)]
    ours = [
        one.stat().st_size
        for package in ("bot", "handlers", "storage")
        for one in (ROOT / package).rglob("*")
        if one.is_file()
    ]
    return (sum(sizes) + sum(ours)) / 1e6


def _exists(file: metadata.PackagePath) -> bool:
    return Path(str(file.locate())).is_file()
