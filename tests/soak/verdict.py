"""Compares our own books with the bot's file, read through a second connection, and with what
people have in their chats."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.usecases.operations.ledger_check import check
from storage.engine.database import open_read_only
from tests.soak.books import Sale
from tests.soak.stage import ADMINS, Stage


@dataclass(slots=True)
class Verdict:
    """What is wrong, one sentence each; all empty when nothing is."""

    purchases_lost: list[str] = field(default_factory=list)
    granted_twice: list[str] = field(default_factory=list)
    wrong_ends: list[str] = field(default_factory=list)
    notices_lost: list[str] = field(default_factory=list)
    refunds_sent_twice: list[str] = field(default_factory=list)
    forged_taken: list[str] = field(default_factory=list)
    ledger: list[str] = field(default_factory=list)
    notices_twice: int = 0
    """Not wrong: the process or the connection was cut off between sending and noting it."""
    undeliverable: int = 0

    def faults(self) -> dict[str, list[str]]:
        return {
            "purchases lost": self.purchases_lost,
            "granted twice": self.granted_twice,
            "notices lost": self.notices_lost,
            "ends of access wrong": self.wrong_ends,
            "refunds asked for twice": self.refunds_sent_twice,
            "forged deliveries taken": self.forged_taken,
            "broken promises of the ledger": self.ledger,
        }


@dataclass(frozen=True, slots=True)
class _File:
    status: dict[int, list[str]]
    grants: Counter[int]
    ends: dict[int, int | None]
    undeliverable: set[tuple[int, str]]


def judge(stage: Stage) -> Verdict:
    """After everything has come to rest and the process has ended."""
    verdict = Verdict()
    file = _read(stage, verdict)
    for sale in stage.books.sales:
        _judge_purchase(verdict, file, sale)
        _judge_notices(verdict, file, stage, sale)
        _judge_refund(verdict, stage, sale)
    for buyer in sorted(stage.books.buyers()):
        expected = stage.books.expected_end(buyer)
        found = file.ends.get(buyer, "none")
        if found != expected:
            verdict.wrong_ends.append(f"person {buyer}: {found} instead of {expected}")
    for status, times in stage.senders.forged_answers.items():
        if status not in {"401", "no answer"}:
            verdict.forged_taken.append(f"{times} answered {status}")
    return verdict


def _read(stage: Stage, verdict: Verdict) -> _File:
    with open_read_only(stage.bot.database) as tx:
        verdict.ledger = check(tx)
        purchases = tx.all("SELECT purchase_id, status FROM purchases WHERE purchase_id > 0")
        status: dict[int, list[str]] = {}
        for row in purchases:
            status.setdefault(row["purchase_id"], []).append(row["status"])
        grants = tx.all(
            """SELECT p.purchase_id FROM grants g JOIN purchases p ON p.id = g.purchase_row
            WHERE g.revoked_at IS NULL"""
        )
        ends = tx.all("SELECT telegram_user_id, expires_at FROM subscriptions")
        dead = tx.all(
            """SELECT o.chat_id, p.product_name FROM outbox o
            JOIN purchases p ON p.id = o.subject_id WHERE o.state = 'undeliverable'"""
        )
    verdict.undeliverable = len(dead)
    return _File(
        status,
        Counter(row["purchase_id"] for row in grants),
        {row["telegram_user_id"]: row["expires_at"] for row in ends},
        {(row["chat_id"], row["product_name"]) for row in dead},
    )


def _judge_purchase(verdict: Verdict, file: _File, sale: Sale) -> None:
    number = sale.purchase.id
    found = file.status.get(number, [])
    if found != [sale.status]:
        verdict.purchases_lost.append(f"{number}: {found or 'missing'} instead of {sale.status}")
    live = file.grants[number]
    if live > (sale.status == "applied") or sale.applied_answers > 1:
        verdict.granted_twice.append(
            f"{number}: {live} grants, {sale.applied_answers} first answers"
        )


def _judge_notices(verdict: Verdict, file: _File, stage: Stage, sale: Sale) -> None:
    """Each admin, and the buyer whom the bot may write to, read how this purchase stands."""
    wanted: list[tuple[int, str]] = []
    admin_words = {"applied": "Sale", "held": "is waiting", "refunded": "efund"}[sale.status]
    wanted += [(admin, admin_words) for admin in ADMINS]
    if sale.buyer is not None and not (sale.status == "refunded" and sale.refund_may_overtake):
        wanted.append((sale.buyer, "refunded" if sale.status == "refunded" else "Thank you"))
    for person, words in wanted:
        told = sum(
            sale.name in one.text and words in one.text
            for one in stage.telegram.messages_to(person)
        )
        verdict.notices_twice += max(0, told - 1)
        if not told and (person, sale.name) not in file.undeliverable:
            verdict.notices_lost.append(f"{sale.name} {sale.status}: {person} not told “{words}”")


def _judge_refund(verdict: Verdict, stage: Stage, sale: Sale) -> None:
    path = f"/products/purchases/{sale.purchase.id}/cancel"
    asked = sum(call.path.endswith(path) for call in _cancels(stage))
    if asked > stage.presses[sale.purchase.id]:
        pressed = stage.presses[sale.purchase.id]
        verdict.refunds_sent_twice.append(f"{sale.purchase.id}: {asked} for {pressed} taps")


def _cancels(stage: Stage) -> list[Any]:
    return [call for call in stage.tribute.calls if call.name == "cancel"]
