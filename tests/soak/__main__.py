"""A long random life of the bot: everything that can go wrong, at once, and nothing paid is lost.

python -m tests.soak [--minutes 5] [--seed 42]: prints what it did, what it counted and what it
found; exit code 1 if anything was lost. The same seed does the same things in the same order.
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
from tests.soak.acts import ACTS
from tests.soak.plan import CALM, Step, steps
from tests.soak.stage import ADMINS, BUYERS, NEVER_STARTED, Stage, set_up
from tests.soak.verdict import Verdict, judge

_REST_SECONDS = 900
_HOUR = 3600
_FAULTS_SHOWN = 10


async def soak(minutes: float, seed: int, folder: Path) -> tuple[Stage, Counter[str], Verdict]:
    """Live through the plan for so long, come to rest, and judge."""
    done: Counter[str] = Counter()
    async with set_up(folder) as stage, asyncio.TaskGroup() as tasks:
        tasks.create_task(stage.keep_running())
        await stage.ready()
        loop = asyncio.get_running_loop()
        until = loop.time() + minutes * 60
        for step in steps(seed):
            await asyncio.sleep(step.wait_seconds)
            if loop.time() > until:
                break
            done[step.kind] += 1
            tasks.create_task(_act(stage, step))
            if sum(done.values()) % 100 == 0:
                _say(f"… {sum(done.values())} steps, {stage.ends['killed']} kills")
        await _come_to_rest(stage)
    return stage, done, judge(stage)


async def _act(stage: Stage, step: Step) -> None:
    await ACTS[step.kind](stage, step.dice)


async def _come_to_rest(stage: Stage) -> None:
    """No more troubles: all is delivered, everyone lets the bot write, time passes."""
    await asyncio.sleep(8)  # the longest act
    stage.telegram.clear_failures()
    stage.tribute.faults.waiting.clear()
    stage.bot.levers.dies_in = stage.bot.levers.disk_full = 0
    for sale in stage.books.sales:
        if sale.purchase.refunded and not sale.refund_sent:
            sale.refund_sent = True
            stage.senders.again(sale, stage.tribute.refund_event(sale.purchase.id), 1)
    stage.bot.levers.clock_offset = _HOUR
    for person in ADMINS + BUYERS + NEVER_STARTED:
        await stage.telegram.send(person, "/start")
    async with asyncio.timeout(_REST_SECONDS):
        while stage.senders.under_way or _waiting(stage):
            await asyncio.sleep(1)
    stage.over = True
    stage.signal(signal.SIGTERM)


def _waiting(stage: Stage) -> int:
    with contextlib.suppress(Exception), open_read_only(stage.bot.database) as tx:
        found: int = tx.scalar("SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'waiting')")
        return found
    return 1


def report(stage: Stage, done: Counter[str], verdict: Verdict) -> list[str]:
    """What is printed at the end."""
    answers = stage.senders.answers
    messages = sum(len(stage.telegram.messages_to(person)) for person in stage.telegram.people)
    refunded = sum(sale.purchase.refunded for sale in stage.books.sales)
    faults = sum(times for kind, times in done.items() if kind not in CALM)
    lines = ["did"]
    lines += [f"  {kind:32}{times:>8}" for kind, times in done.most_common()]
    lines += ["counted"]
    counted = {
        "purchases": len(stage.books.sales),
        "of these refunded": refunded,
        "deliveries sent, genuine": answers.total(),
        **{f"  answered {status}": times for status, times in sorted(answers.items())},
        "deliveries sent, forged": stage.senders.forged_answers.total(),
        "faults injected": faults,
        "kills survived": stage.ends["killed"],
        "orderly stops": stage.ends["stopped"],
        "starts refused (disk, lock)": stage.ends["start refused"],
        "messages delivered": messages,
        "  of a notice, once more": verdict.notices_twice,
        "  marked undeliverable": verdict.undeliverable,
    }
    lines += [f"  {what:32}{number:>8}" for what, number in counted.items()]
    lines += ["found"]
    for what, found in verdict.faults().items():
        lines.append(f"  {what:32}{len(found):>8}")
        lines += [f"    {one}" for one in found[:_FAULTS_SHOWN]]
    return lines


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    arguments = parser.parse_args()
    _say(f"soak: seed {arguments.seed}, {arguments.minutes:g} minutes")
    with tempfile.TemporaryDirectory(prefix="tributary-soak-") as folder:
        outcome = asyncio.run(soak(arguments.minutes, arguments.seed, Path(folder)))
        for line in report(*outcome):
            _say(line)
        wrong = any(outcome[2].faults().values())
        if wrong:
            kept = Path(tempfile.mkdtemp(prefix="tributary-soak-failed-"))
            Path(folder).rename(kept / "soak")
            Path(folder).mkdir()
            _say(f"the file and the log are kept in {kept}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
