"""Sends signed, distinct webhooks from a process of its own, and measures how long answers take.

python -m benchmarks.load URL '{"connections": 32, "seconds": 2, …}' prints JSON.
"""

import hmac
import json
import select
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, repeat
from urllib.parse import urlsplit

KEY = b"bench-key"
BEARER = "bench-bearer-0123456789abcdef"
PRODUCT_ID = 456
_MOST_A_SECOND = 16_000
_LOOK_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class Plan:
    """The load to send. `rate` is deliveries a second, evenly spread, as buyers come; 0 means as
    many as possible."""

    connections: int = 1
    seconds: float = 1.0
    first: int = 1
    buyers: int = 2_000_000_000
    rate: float = 0.0
    name: str = "new_digital_product"
    forged: bool = False
    """Whether to sign with another key, so that each must be refused."""
    repeated: bool = False
    """Whether to send the same delivery again and again."""
    products: int = 1
    """How many products are bought in turn, their ids from PRODUCT_ID on."""
    asked: int = 0
    """Ask the API about so many people in turn instead, their ids from `buyers` on; 0: sell."""


def body(plan: Plan, number: int) -> bytes:
    """Return a purchase as Tribute sends it; each number is another one, by another person."""
    at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime())
    product = PRODUCT_ID + number % plan.products
    return (
        f'{{"name":"{plan.name}","created_at":"{at}.542279448Z",'
        f'"sent_at":"{at}.651123456Z","payload":{{"product_id":{product},'
        f'"product_name":"Reading club: 1 month","amount":500,"currency":"usd",'
        f'"user_id":31326,"trb_user_id":"T-{number}","telegram_user_id":{plan.buyers + number},'
        f'"telegram_username":"buyer{number}","purchase_id":{number},"transaction_id":{number},'
        f'"purchase_created_at":"{at}.542279448Z"}}}}'
    ).encode()


def request(url: str, content: bytes, key: bytes = KEY) -> bytes:
    """Return the whole HTTP request, signed."""
    parts = urlsplit(url)
    signature = hmac.digest(key, content, "sha256").hex()
    head = (
        f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Content-Type: application/json\r\ntrbt-signature: {signature}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def question(url: str, person: int) -> bytes:
    """Return the HTTP request that asks the API about a person."""
    head = (
        f"GET /api/v1/subscriptions/{person} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\n"
        f"Authorization: Bearer {BEARER}\r\n\r\n"
    )
    return head.encode()


class Connection:
    """One connection: the next request goes out when the last one is answered."""

    __slots__ = ("_answer", "_began", "_expected", "due", "socket")

    def __init__(self, url: str, expected: bytes) -> None:
        parts = urlsplit(url)
        self._expected = expected
        self.socket = socket.create_connection((parts.hostname, parts.port))
        self._answer = b""
        self._began = 0.0
        self.due = 0.0
        """When the next request should go out: one pause after the last was due, so that
        connections never come to send together."""

    def send(self, content: bytes) -> None:
        self._began = time.perf_counter()
        self.socket.sendall(content)

    def took(self, now: float) -> float | None:
        """Read the bytes that have come; return how long the whole answer took, or None while it
        isn't complete."""
        received = self.socket.recv(65536)
        if not received:
            raise ConnectionError("the server closed the connection")
        self._answer += received
        head, separator, content = self._answer.partition(b"\r\n\r\n")
        if separator and not head.startswith(self._expected):
            raise RuntimeError(self._answer[:200].decode())
        if not content.endswith(b"}"):
            return None
        self._answer = b""
        return now - self._began


class Load:
    """Sends from one thread with one epoll: its own cost slows the server that it measures."""

    def __init__(self, url: str, plan: Plan) -> None:
        requests = _requests(url, plan)
        # Most requests are signed before the run; further ones are made as they are needed.
        ready = int(plan.seconds * (plan.rate or _MOST_A_SECOND))
        self._requests = chain(list(islice(requests, ready)), requests)
        self._plan = plan
        self._pause = plan.connections / plan.rate if plan.rate else 0.0
        self._epoll = select.epoll()
        expected = b"HTTP/1.1 401" if plan.forged else b"HTTP/1.1 200"
        self.connections = [Connection(url, expected) for _ in range(plan.connections)]
        self._by_number = {one.socket.fileno(): one for one in self.connections}
        self._resting: list[Connection] = []
        self._taken: list[float] = []

    def run(self) -> dict[str, float]:
        """Send as the plan says; return the throughput, and the answers' times in milliseconds."""
        began = time.perf_counter()
        until = began + self._plan.seconds
        for number, connection in enumerate(self.connections):
            self._epoll.register(connection.socket, select.EPOLLIN)
            connection.due = began + self._pause * number / len(self.connections)
        self._resting = list(self.connections)
        waiting = 0
        while (waiting := waiting + self._send_due(until)) or self._resting:
            for number, _ in self._epoll.poll(_LOOK_SECONDS if self._resting else None):
                now = time.perf_counter()
                connection = self._by_number[number]
                took = connection.took(now)
                if took is None:
                    continue
                self._taken.append(took)
                if now < until and not self._pause:
                    connection.send(next(self._requests))
                    continue
                waiting -= 1
                if now < until:
                    connection.due += self._pause
                    self._resting.append(connection)
        found = summary(self._taken, time.perf_counter() - began)
        for connection in self.connections:
            connection.socket.close()
        self._epoll.close()
        return found

    def _send_due(self, until: float) -> int:
        """Send as many as the rate allows now; return their number."""
        now = time.perf_counter()
        due = [one for one in self._resting if one.due <= now]
        self._resting = [one for one in self._resting if one.due > now] if now < until else []
        for connection in due if now < until else ():
            connection.send(next(self._requests))
        return len(due) if now < until else 0


def _requests(url: str, plan: Plan) -> Iterator[bytes]:
    numbers = repeat(plan.first) if plan.repeated else iter(range(plan.first, sys.maxsize))
    if plan.asked:
        return (question(url, plan.buyers + number % plan.asked) for number in numbers)
    key = b"another-key" if plan.forged else KEY
    return (request(url, body(plan, number), key) for number in numbers)


def summary(taken: list[float], seconds: float) -> dict[str, float]:
    cuts = statistics.quantiles(taken, n=100) if len(taken) > 1 else taken * 99
    return {
        "count": len(taken),
        "per_second": len(taken) / seconds,
        "p50_ms": cuts[49] * 1000,
        "p99_ms": cuts[98] * 1000,
    }


def main() -> None:
    load = Load(sys.argv[1], Plan(**json.loads(sys.argv[2])))
    spent = time.process_time()
    found = load.run()
    found["load_cpu_ms"] = (time.process_time() - spent) / found["count"] * 1000
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
