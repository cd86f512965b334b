"""Measures payment to message: from the webhook leaving its sender to `sendMessage` at Telegram.

The sender and the simulator of Telegram are one process here, so that one clock measures both.
"""

import asyncio
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, replace
from json import dumps
from pathlib import Path

import uvloop
from aiohttp import ClientSession, web

from benchmarks.load import Plan, body, request, summary
from benchmarks.processes import ROOT, Server, free_port, tributary
from benchmarks.telegram import Telegram

_APART_SECONDS = 0.12
"""Slower than Telegram's pace of 24 a second, so that no message waits in the queue."""
BESIDE = 500
"""Deliveries a second beside the payments. Their events need no message: messages could go out only
at Telegram's pace."""


def measure(folder: Path, payments: int) -> dict[str, dict[str, float]]:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_measure(folder, payments))


async def _measure(folder: Path, payments: int) -> dict[str, dict[str, float]]:
    simulator = Telegram()
    runner = web.AppRunner(simulator.application(), access_log=None)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    opening = tributary(folder, port)
    server = await asyncio.to_thread(opening.__enter__)
    try:
        await _pay(server, simulator, range(1, 20))
        idle = await _pay(server, simulator, range(1_000, 1_000 + payments))
        loaded = await _pay_under_load(server, simulator, payments)
    finally:
        await asyncio.to_thread(opening.__exit__, None, None, None)
        await runner.cleanup()
    return {"idle": idle, "loaded": loaded}


async def _pay_under_load(server: Server, simulator: Telegram, payments: int) -> dict[str, float]:
    plan = Plan(
        connections=8,
        seconds=payments * _APART_SECONDS + 2,
        first=50_000_000,
        rate=BESIDE,
        name="new_donation",
    )
    command = [sys.executable, "-m", "benchmarks.load", server.url, dumps(asdict(plan))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as beside:
        await asyncio.sleep(1)
        found = await _pay(server, simulator, range(2_000_000, 2_000_000 + payments))
        beside.terminate()
    return found


async def _pay(server: Server, simulator: Telegram, numbers: range) -> dict[str, float]:
    """Return the milliseconds until the message, and until the webhook's own answer."""
    plan = replace(Plan(), buyers=3_000_000_000)
    to_message, to_answer = [], []
    async with ClientSession() as session:
        for number in numbers:
            content = body(plan, number)
            head = request(server.url, content).split(b"\r\n")
            signature = head[3].split(b": ")[1].decode()
            began = time.perf_counter()
            headers = {"trbt-signature": signature}
            async with session.post(server.url, data=content, headers=headers) as answer:
                answer.raise_for_status()
            to_answer.append(time.perf_counter() - began)
            await asyncio.sleep(_APART_SECONDS)
            received_at = simulator.received_at.get(plan.buyers + number)
            while received_at is None:
                await asyncio.sleep(0.01)
                received_at = simulator.received_at.get(plan.buyers + number)
            to_message.append(received_at - began)
    answered = statistics.median(to_answer) * 1000
    return summary(to_message, 1) | {"answer_p50_ms": answered}
