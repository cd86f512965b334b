"""A machine of its own for a test: systemd as the first process, above a root that stays unchanged.

It needs root and Linux namespaces, nothing else: no virtual machine and no container program.
"""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.needed import program

_BOOT = """
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$WORK"
mkdir "$WORK/upper" "$WORK/work" "$WORK/root"
cd "$WORK"
mount -t overlay -o "lowerdir=$LOWER,upperdir=upper,workdir=work" overlay root
for pair in $BINDS; do
    mkdir -p "root${pair#*=}"
    mount --bind "${pair%%=*}" "root${pair#*=}"
done
cd root
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mount -t cgroup2 cgroup2 sys/fs/cgroup
else
    mount -t tmpfs -o mode=755 tmpfs sys/fs/cgroup
    mkdir sys/fs/cgroup/systemd
    mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd
fi
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mount -t tmpfs -o mode=755 tmpfs dev
for one in null zero full random urandom tty; do
    mknod -m 666 "dev/$one" c $(stat -c '0x%t 0x%T' "/dev/$one")
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
echo "127.0.0.1 localhost" > etc/hosts
mkdir run/old
pivot_root . run/old
exec env -i container=namespaces PATH="$PATH" sh -ec '
    umount -l /run/old
    rmdir /run/old
    exec "$0" --unit=basic.target' "$SYSTEMD"
"""
_CGROUPS = tuple(map(Path, ("/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified", "/sys/fs/cgroup")))
"""Where systemd counts processes: in version 1 of cgroups, in both, in version 2."""
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_SYSTEMD = "/lib/systemd/systemd"
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Booted:
    """A running machine. `pid` is its first process, as it is numbered outside."""

    pid: int

    def path(self, name: str) -> Path:
        """Return where one of its files is, seen from outside."""
        return Path(f"/proc/{self.pid}/root") / name.lstrip("/")

    def is_up(self) -> bool:
        """Return whether systemd has begun: until then commands would run outside."""
        return Path(f"/proc/{self.pid}/exe").readlink().name == "systemd"

    def line(self, *command: str, **environ: str) -> list[str]:
        """Return the command line that runs a command there, in a shell's usual environment."""
        inside = ("nsenter", "--target", str(self.pid), "--all", "--root", "--wd")
        plain = {"PATH": _PATH, "HOME": "/root", "LANG": "C.UTF-8", **environ}
        return [*inside, "env", "-i", *(f"{k}={v}" for k, v in plain.items()), *command]

    def run(self, *command: str, check: bool = True, **environ: str) -> str:
        """Run a command there; return what it printed."""
        done = subprocess.run(
            self.line(*command, **environ),
            check=False,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert done.returncode == 0 or not check, done.stdout
        return done.stdout


@contextlib.contextmanager
def booted(work: Path, lower: Path = Path("/"), binds: Mapping[Path, str] = {}) -> Iterator[Booted]:
    """Boot a machine whose root begins as `lower`; what it writes is in memory until the end.

    It has the network of this thread. `work` is an empty folder; `binds` has folders of this
    machine, and where they are seen there.
    """
    command = ("unshare", "--mount", "--pid", "--ipc", "--uts", "--cgroup", "--fork")
    environ = {"PATH": _PATH, "WORK": str(work), "LOWER": str(lower), "SYSTEMD": _SYSTEMD}
    environ["BINDS"] = " ".join(f"{one}={there}" for one, there in binds.items())
    with _group(work.name) as joins, (work.parent / f"{work.name}.log").open("wb") as log:
        process = subprocess.Popen(
            ("sh", "-ec", f'{joins}exec "$@"', "-", *command, "--kill-child", "sh", "-ec", _BOOT),
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            machine = Booted(_first_process(process))
            _wait_until_up(machine, process)
            yield machine
        finally:
            process.kill()
            process.wait()


def why_not() -> str:
    """Return why no machine can be booted here; empty where it can."""
    if os.geteuid() != 0:
        return "only root can boot a machine in namespaces"
    if not Path(_SYSTEMD).exists():
        return "systemd isn't installed"
    trial = "mount -t tmpfs tmpfs /mnt && mkdir /mnt/u /mnt/w && mount -t overlay -o "
    trial += "lowerdir=/,upperdir=/mnt/u,workdir=/mnt/w overlay /mnt && test -e /mnt/etc"
    command = (program("unshare", "util-linux"), "--mount", "--pid", "--net", "--cgroup", "--fork")
    done = subprocess.run((*command, "sh", "-ec", trial), check=False, capture_output=True)
    return "" if done.returncode == 0 else "namespaces or mounts aren't allowed here"


@contextlib.contextmanager
def _group(name: str) -> Iterator[str]:
    """Make groups of processes for one machine, so that two don't take each other's for their own;
    yield the line by which a shell joins them."""
    parents = [one for one in _CGROUPS if os.access(one / "cgroup.procs", os.W_OK)]
    groups = [one / f"tributary-{os.getpid()}-{name}" for one in parents]
    for group in groups:
        group.mkdir(exist_ok=True)
    try:
        yield "".join(f'echo $$ > "{group}/cgroup.procs"; ' for group in groups)
    finally:
        for group in groups:
            for folder in sorted(group.rglob("*"), reverse=True):
                if folder.is_dir():
                    _remove(folder)
            _remove(group)


def _remove(group: Path) -> None:
    """Remove a group once its last process is gone."""
    deadline = time.monotonic() + _SECONDS
    while group.exists():
        with contextlib.suppress(OSError):
            group.rmdir()
            return
        if time.monotonic() > deadline:
            return
        time.sleep(0.05)


def _first_process(unshare: "subprocess.Popen[bytes]") -> int:
    """Return the number of the process that becomes systemd."""
    path = Path(f"/proc/{unshare.pid}/task/{unshare.pid}/children")
    while unshare.poll() is None:
        children = path.read_text().split()
        if children:
            return int(children[0])
        time.sleep(0.02)
    raise AssertionError("the machine didn't boot")


def _wait_until_up(machine: Booted, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        asks = ("systemctl", "is-active", "basic.target")
        if machine.is_up() and machine.run(*asks, check=False).strip() == "active":
            return
        time.sleep(0.05)
    raise AssertionError("systemd didn't come up")
