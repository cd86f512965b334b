"""Run a soak: a long random life of the bot with every fault at once, in which no payment is lost.

python -m tests.soak [--minutes 5] [--seed 42]: prints the steps, the counts and the problems that
were found; exit code 1 if there are any. The same seed repeats the same steps in the same order.
"""

import argparse
import asyncio
import contextlib
import secrets
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from storage.engine.database import open_read_only
from tests.soak import stars
from tests.soak.actions import ACTIONS
from tests.soak.lost_file import let_messages_go
from tests.soak.run import ADMINS, BUYERS, NEVER_STARTED, Run, prepare
from tests.soak.steps import EVERYDAY, Step, steps
from tests.soak.verdict import Verdict, judge

_REST_SECONDS = 900
_HOUR = 3600
_PROBLEMS_SHOWN = 10


async def soak(minutes: float, seed: int, folder: Path) -> tuple[Run, Counter[str], Verdict]:
    """Do the seed's steps for so long and come to rest; return the run, the steps, the verdict."""
    done: Counter[str] = Counter()
    async with prepare(folder) as run, asyncio.TaskGroup() as tasks:
        tasks.create_task(run.keep_running())
        tasks.create_task(_let_messages_go(run))
        await run.ready()
        paying = tasks.create_task(stars.keep_paying(run, seed))
        loop = asyncio.get_running_loop()
        until = loop.time() + minutes * 60
        for step in steps(seed):
            await asyncio.sleep(step.wait_seconds)
            if loop.time() > until:
                break
            done[step.kind] += 1
            tasks.create_task(_do(run, step))
            if sum(done.values()) % 100 == 0:
                _print(f"… {sum(done.values())} steps, {run.ends['killed']} kills")
        paying.cancel()
        await _come_to_rest(run)
    return run, done, judge(run)


async def _do(run: Run, step: Step) -> None:
    await ACTIONS[step.kind](run, step.rng)


async def _come_to_rest(run: Run) -> None:
    """End all faults, send the missing refunds, unblock the bot, and wait for the outbox."""
    await asyncio.sleep(8)  # the longest action that isn't waited for
    while run.file_is_away:
        await asyncio.sleep(0.1)
    run.telegram.clear_failures()
    run.tribute.faults.waiting.clear()
    run.bot.levers.dies_in = run.bot.levers.disk_full = 0
    for purchase in run.expected.purchases:
        if purchase.record.refunded and not purchase.refund_sent:
            purchase.refund_sent = True
            run.senders.send_again(purchase, run.tribute.refund_event(purchase.record.id), 1)
    run.bot.levers.clock_offset = _HOUR
    run.servers_clock.move(_HOUR)
    for person in ADMINS + BUYERS + NEVER_STARTED:
        await run.telegram.send(person, "/start")
    await stars.compare_now(run)
    async with asyncio.timeout(_REST_SECONDS):
        while run.senders.under_way or _waiting(run) or not stars.is_compared(run):
            await asyncio.sleep(1)
    run.over = True
    run.signal(signal.SIGTERM)


async def _let_messages_go(run: Run) -> None:
    """Answer as an owner does who sees the bot's question after a restore."""
    while not run.over:
        await let_messages_go(run)
        await asyncio.sleep(1)


def _waiting(run: Run) -> int:
    with contextlib.suppress(Exception), open_read_only(run.bot.database) as tx:
        found: int = tx.scalar("SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'waiting')")
        return found
    return 1


def report(run: Run, done: Counter[str], verdict: Verdict) -> list[str]:
    """Return the lines that are printed at the end."""
    answers = run.senders.answers
    messages = sum(len(run.telegram.messages_to(person)) for person in run.telegram.people)
    refunded = sum(purchase.record.refunded for purchase in run.expected.purchases)
    faults = sum(times for kind, times in done.items() if kind not in EVERYDAY)
    lines = ["did"]
    lines += [f"  {kind:32}{times:>8}" for kind, times in done.most_common()]
    lines += ["counted"]
    counted = {
        "purchases": len(run.expected.purchases),
        "of these refunded": refunded,
        "deliveries sent, genuine": answers.total(),
        **{f"  answered {status}": times for status, times in sorted(answers.items())},
        "deliveries sent, forged": run.senders.forged_answers.total(),
        "faults injected": faults,
        "kills survived": run.ends["killed"],
        "orderly stops": run.ends["stopped"],
        "starts refused (disk, lock)": run.ends["start refused"],
        "files lost and restored": run.ends["file lost"],
        "payments in Stars": len(run.telegram.charges),
        "messages delivered": messages,
        "  of a notice, once more": verdict.notices_twice,
        "  marked undeliverable": verdict.undeliverable,
    }
    lines += [f"  {label:32}{number:>8}" for label, number in counted.items()]
    lines += ["found"]
    for label, found in verdict.problems().items():
        lines.append(f"  {label:32}{len(found):>8}")
        lines += [f"    {one}" for one in found[:_PROBLEMS_SHOWN]]
    return lines


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    arguments = parser.parse_args()
    _print(f"soak: seed {arguments.seed}, {arguments.minutes:g} minutes")
    with tempfile.TemporaryDirectory(prefix="tributary-soak-") as folder:
        outcome = asyncio.run(soak(arguments.minutes, arguments.seed, Path(folder)))
        for line in report(*outcome):
            _print(line)
        failed = any(outcome[2].problems().values())
        if failed:
            kept = Path(tempfile.mkdtemp(prefix="tributary-soak-failed-"))
            Path(folder).rename(kept / "soak")
            Path(folder).mkdir()
            _print(f"the file and the log are kept in {kept}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
