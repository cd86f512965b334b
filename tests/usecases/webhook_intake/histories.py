"""Random histories: what some people paid and got back, and the bodies in which Tribute says so."""

import json
import random
from dataclasses import dataclass
from typing import Any

from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, purchase, refund

BUYERS: dict[str, dict[str, Any]] = {
    "Anna": {"telegram_user_id": ANNA},
    "Boris": {"telegram_user_id": BORIS},
    "web": {"telegram_user_id": ABSENT, "trb_user_id": "W-1"},
}


@dataclass
class Payment:
    """A payment as it truly happened.

    `shapes` and `refund_shapes` say in which bodies it is reported: `n` with its number, `o` in the
    older shape without. A payment without `refund_shapes` stands.
    """

    number: int
    buyer: str
    product_id: int
    amount: int
    at: int
    shapes: list[str]
    refund_shapes: list[str]

    @property
    def is_numbered(self) -> bool:
        """Whether a body with the number reports it, and its refund if it has one."""
        return "n" in self.shapes and (not self.refund_shapes or "n" in self.refund_shapes)

    def bodies(self, rng: random.Random) -> list[bytes]:
        facts = {"product_id": self.product_id, "amount": self.amount, **BUYERS[self.buyer]}
        told = [(purchase, self.at, shape) for shape in self.shapes]
        refunded_at = MOMENT + 100 + (self.number - 1) * 10
        told += [(refund, refunded_at, shape) for shape in self.refund_shapes]
        return [
            build(self.number if shape == "n" else None, at=at, **facts)
            for build, at, shape in told
            for _ in range(rng.choice([1, 1, 2]))
        ]


def draw(rng: random.Random) -> tuple[list[Payment], list[bytes]]:
    """Draw up to four payments, and the bodies that report them, repeated and in any order."""
    payments: list[Payment] = []
    for number in range(1, rng.randint(1, 4) + 1):
        payments.append(_payment(rng, number, payments))
    bodies = [body for payment in payments for body in payment.bodies(rng)]
    rng.shuffle(bodies)
    return payments, [_in_other_words(rng, body) for body in bodies]


def _payment(rng: random.Random, number: int, before: list[Payment]) -> Payment:
    """Draw a payment. Only numbers tell payments of one buyer, product and moment apart."""
    buyer = rng.choice(["Anna", "Anna", "Boris", "web"])
    product_id = rng.choice([456, 456, 457])
    amount = rng.choice([500, 500, 700])
    alone = rng.random() < 0.8 or not before
    at = MOMENT - rng.randint(1, 40) * 1000 if alone else before[-1].at
    shapes = rng.choice([["o"], ["n"], ["n"], ["o", "n"], ["o", "n"]])
    for one in before:
        if (one.buyer, one.product_id, one.at) == (buyer, product_id, at):
            shapes = one.shapes = ["n"]
    refund_shapes = rng.choice([[], [], ["o"], ["n"], ["n"], ["o", "n"]])
    return Payment(number, buyer, product_id, amount, at, shapes, refund_shapes)


def _in_other_words(rng: random.Random, body: bytes) -> bytes:
    """Return the same event with other spellings."""
    one = json.loads(body)
    if rng.random() < 0.3:
        old, new = ("T", "t") if rng.random() < 0.3 else ("Z", "+00:00")
        one["created_at"] = one["created_at"].replace(old, new)
    payload = one["payload"]
    for name in ("product_id", "amount", "telegram_user_id", "purchase_id"):
        if name in payload and rng.random() < 0.2:
            payload[name] = rng.choice([str(payload[name]), float(payload[name])])
    if rng.random() < 0.2:
        payload["telegram_username"] = "@x"
    one["sent_at"] = str(rng.random())
    return json.dumps(one).encode()
