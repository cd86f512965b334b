"""The load: signed, distinct webhooks from a process of its own, and how long each answer took.

python -m benchmarks.load URL '{"connections": 32, "seconds": 2, …}' prints JSON.
"""

import asyncio
import hmac
import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import uvloop

KEY = b"bench-key"
PRODUCT_ID = 456


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to send. `rate` (deliveries a second) 0: as many as get through."""

    connections: int = 1
    seconds: float = 1.0
    first: int = 1
    buyers: int = 2_000_000_000
    rate: float = 0.0
    name: str = "new_digital_product"


def body(plan: Plan, number: int) -> bytes:
    """A purchase as Tribute sends it; each is another one, by another person."""
    at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime())
    return (
        f'{{"name":"{plan.name}","created_at":"{at}.542279448Z",'
        f'"sent_at":"{at}.651123456Z","payload":{{"product_id":{PRODUCT_ID},'
        f'"product_name":"Reading club: 1 month","amount":500,"currency":"usd",'
        f'"user_id":31326,"trb_user_id":"T-{number}","telegram_user_id":{plan.buyers + number},'
        f'"telegram_username":"buyer{number}","purchase_id":{number},"transaction_id":{number},'
        f'"purchase_created_at":"{at}.542279448Z"}}}}'
    ).encode()


def request(url: str, content: bytes) -> bytes:
    """The whole HTTP request, signed."""
    parts = urlsplit(url)
    signature = hmac.digest(KEY, content, "sha256").hex()
    head = (
        f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Content-Type: application/json\r\ntrbt-signature: {signature}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


class _Sender(asyncio.Protocol):
    """One connection: the next request goes out when the last one is answered."""

    def __init__(
        self, requests: Iterator[bytes], until: float, pause: float, taken: list[float]
    ) -> None:
        self._requests = requests
        self._until = until
        self._pause = pause
        self._taken = taken
        self._answer = b""
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._send()

    def _send(self) -> None:
        if self._transport.is_closing():
            return
        sending = next(self._requests)
        self._began = time.perf_counter()
        self._transport.write(sending)

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, separator, content = self._answer.partition(b"\r\n\r\n")
        if separator and not head.startswith(b"HTTP/1.1 200"):
            self._finish(RuntimeError(self._answer[:200].decode()))
        if not content.endswith(b"}"):
            return
        now = time.perf_counter()
        self._taken.append(now - self._began)
        self._answer = b""
        if now < self._until:
            rest = self._pause - (now - self._began)
            if rest > 0:
                asyncio.get_running_loop().call_later(rest, self._send)
            else:
                self._send()
        else:
            self._finish(None)

    def _finish(self, error: Exception | None) -> None:
        if not self.done.done():
            if error:
                self.done.set_exception(error)
            else:
                self.done.set_result(None)
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server hung up"))


async def run(url: str, plan: Plan) -> dict[str, float]:
    """Send for so long; the throughput, and how long the answers took in milliseconds."""
    numbers = iter(range(plan.first, sys.maxsize))
    requests = (request(url, body(plan, number)) for number in numbers)
    parts = urlsplit(url)
    loop = asyncio.get_running_loop()
    taken: list[float] = []
    began = time.perf_counter()
    pause = plan.connections / plan.rate if plan.rate else 0.0
    senders = []
    for _ in range(plan.connections):
        _, sender = await loop.create_connection(
            lambda: _Sender(requests, began + plan.seconds, pause, taken),
            parts.hostname,
            parts.port,
        )
        senders.append(sender)
    await asyncio.gather(*(sender.done for sender in senders))
    return summary(taken, time.perf_counter() - began)


def summary(taken: list[float], seconds: float) -> dict[str, float]:
    cuts = statistics.quantiles(taken, n=100) if len(taken) > 1 else taken * 99
    return {
        "count": len(taken),
        "per_second": len(taken) / seconds,
        "p50_ms": cuts[49] * 1000,
        "p99_ms": cuts[98] * 1000,
    }


def main() -> None:
    plan = Plan(**json.loads(sys.argv[2]))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        sys.stdout.write(json.dumps(runner.run(run(sys.argv[1], plan))))


if __name__ == "__main__":
    main()
