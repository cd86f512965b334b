"""Starts and ends the processes that are measured, and reads their figures from the kernel."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

from benchmarks.load import BEARER, KEY, PRODUCT_ID, Plan

ROOT = Path(__file__).parents[1]
PATH = "/webhook/tribute"
TOKEN = "1:bench-token"  # noqa: S105  (of no bot)
_START_SECONDS = 60.0
SETTLED_SECONDS = 10.0
"""Until then a process in which nothing happens has made beforehand what its first update needs."""
_TICKS = os.sysconf("SC_CLK_TCK")
_RUN = (
    "import runpy, sys\n"
    "sys.modules['rich'] = None\n"
    "sys.argv[1:] = ['run']\n"
    "runpy.run_module('bot', run_name='__main__', alter_sys=True)\n"
)
"""Runs `python -m bot run` as where only its own packages are installed. Among the tools for
developers there is rich, which structlog imports where it finds it: 3 MB, and 0.05 s."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `url` is the address for its webhooks."""

    name: str
    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    def resident_mb(self) -> float:
        return _kb(self.pid, "status", "VmRSS") / 1024

    def proportional_mb(self) -> float:
        """Return its memory with its share of what processes have in common."""
        return _kb(self.pid, "smaps_rollup", "Pss") / 1024

    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def written_kb(self) -> float:
        """Return what it has had written to the disk since it started."""
        return _bytes(self.pid, "write_bytes") / 1024

    def wakeups(self) -> int:
        """Return how often its threads have given up a processor by themselves since it started."""
        return sum(
            int(line.split()[1])
            for status in Path(f"/proc/{self.pid}/task").glob("*/status")
            for line in status.read_text().splitlines()
            if line.startswith("voluntary_ctxt_switches")
        )

    def load(self, plan: Plan) -> dict[str, float]:
        """Send it a load from another process, and return the figures."""
        command = [sys.executable, "-m", "benchmarks.load", self.url, json.dumps(asdict(plan))]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            raise RuntimeError(f"{self.name}: {ran.stderr.strip()[-500:]}")
        found: dict[str, float] = json.loads(ran.stdout)
        return found


@contextlib.contextmanager
def tributary(
    folder: Path,
    telegram_port: int,
    name: str = "tributary",
    checkout: Path = ROOT,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Server]:
    """Run `bot run` of this or another checkout in this folder, with the settings of a
    small shop, and some `more`."""
    port = free_port()
    simulator = f"http://127.0.0.1:{telegram_port}"
    settings = {
        "BOT_TOKEN": TOKEN,
        "TRIBUTE_API_KEY": KEY.decode(),
        "TARIFFS": f"1 month={PRODUCT_ID}",
        "PORT": str(port),
        "API_TOKEN": BEARER,
        "DATABASE_PATH": str(folder / "shop.db"),
        "TELEGRAM_API_URL": simulator,
        "TRIBUTE_API_URL": simulator,
        "MALLOC_ARENA_MAX": "2",  # as deploy/tributary.service and the image set them
        "MALLOC_MMAP_THRESHOLD_": "131072",
        **more,
    }
    command = [python(checkout), "-P", "-c", _RUN]
    with _process(command, folder, settings, checkout) as process:
        _wait(process, f"http://127.0.0.1:{port}/readyz")
        yield Server(name, port, process.pid)


@contextlib.contextmanager
def contender(name: str, folder: Path) -> Iterator[Server]:
    """Run one of `benchmarks.contenders`, on a fresh database in this folder."""
    port = free_port()
    module = f"benchmarks.contenders.{name}"
    command = [sys.executable, "-m", module, str(port), str(folder / f"{name}.db")]
    with _process(command, folder, {}) as process:
        _wait(process, f"http://127.0.0.1:{port}/")
        yield Server(name, port, process.pid)


@contextlib.contextmanager
def telegram(folder: Path) -> Iterator[int]:
    """Run the simulator of Telegram in a process of its own, and yield its port."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.telegram", str(port)]
    with _process(command, folder, {}) as process:
        _wait(process, f"http://127.0.0.1:{port}/")
        yield port


def python(checkout: Path) -> str:
    """Return the Python that runs a build: its checkout's own with the libraries of its time, or
    this one where it has none."""
    own = checkout / ".venv" / "bin" / "python"
    return str(own) if own.exists() else sys.executable


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.contextmanager
def _process(
    command: list[str], folder: Path, settings: dict[str, str], checkout: Path = ROOT
) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(checkout)}
    with (
        (folder / "servers.log").open("ab") as log,
        subprocess.Popen(
            command, cwd=folder, env=environment | settings, stdout=log, stderr=log
        ) as process,
    ):
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    """Wait until it answers with another status than 503."""
    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError as answer:
            if answer.code != 503:
                return
        except OSError:
            pass
        else:
            return
        time.sleep(0.01)
    raise RuntimeError(f"{process.args!r} did not start; see servers.log")


def _kb(pid: int, file: str, name: str) -> int:
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(name)


def _bytes(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/io").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(name)
