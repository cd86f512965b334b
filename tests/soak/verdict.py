"""The comparison of a soak's expected state with the bot's file and with people's chats.

The file is read through a second connection.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.usecases.operations.ledger_check import check
from storage.engine.database import open_read_only
from tests.soak import stars
from tests.soak.expected import ExpectedPurchase
from tests.soak.run import ADMINS, STRANGER, Run

_MINUTE = 60
_MOST_ANSWERS = 30
"""To one person within a minute: 20, and some from before a restart."""

_SALE = "ale"
"""Of “Sale” and “sales”."""
_CUT = re.compile(r"… and (\d+) more: /purchases")


@dataclass(slots=True)
class Verdict:
    """The problems that were found, one sentence each; every list is empty after a good run."""

    purchases_lost: list[str] = field(default_factory=list)
    granted_twice: list[str] = field(default_factory=list)
    wrong_ends: list[str] = field(default_factory=list)
    notices_lost: list[str] = field(default_factory=list)
    refunds_sent_twice: list[str] = field(default_factory=list)
    forged_taken: list[str] = field(default_factory=list)
    ledger: list[str] = field(default_factory=list)
    stars: list[str] = field(default_factory=list)
    answered_too_often: list[str] = field(default_factory=list)
    notices_twice: int = 0
    """No problem: the process or the connection was cut between sending and recording it."""
    undeliverable: int = 0

    def problems(self) -> dict[str, list[str]]:
        """Return every list of problems with its label in the report."""
        return {
            "purchases lost": self.purchases_lost,
            "granted twice": self.granted_twice,
            "notices lost": self.notices_lost,
            "ends of access wrong": self.wrong_ends,
            "refunds asked for twice": self.refunds_sent_twice,
            "forged deliveries taken": self.forged_taken,
            "broken promises of the ledger": self.ledger,
            "payments in Stars wrong": self.stars,
            "strangers answered too often": self.answered_too_often,
        }


@dataclass(frozen=True, slots=True)
class _File:
    status: dict[int, list[str]]
    grants: Counter[int]
    ends: dict[int, int | None]
    undeliverable: set[tuple[int, str]]
    unnamed: Counter[int] = field(default_factory=Counter)
    """The number of standing sales that no notice to an admin names, by admin."""


def judge(run: Run) -> Verdict:
    """Compare, after everything has come to rest and the process has ended."""
    verdict = Verdict()
    file = _read(run, verdict)
    for purchase in run.expected.purchases:
        _judge_purchase(verdict, file, purchase)
        _judge_notices(verdict, file, run, purchase)
        _judge_refund(verdict, run, purchase)
    _judge_unnamed(verdict, file, run)
    for buyer in sorted(run.expected.buyers()):
        expected = run.expected.access_end(buyer)
        found = file.ends.get(buyer, "none")
        if found != expected:
            verdict.wrong_ends.append(f"person {buyer}: {found} instead of {expected}")
    for status, times in run.senders.forged_answers.items():
        if status not in {"401", "no answer"}:
            verdict.forged_taken.append(f"{times} answered {status}")
    verdict.stars = stars.wrong(run)
    answers = run.telegram.messages_to(STRANGER)
    verdict.answered_too_often = too_often(one.at for one in answers)
    return verdict


def _read(run: Run, verdict: Verdict) -> _File:
    with open_read_only(run.bot.database) as tx:
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


def _judge_purchase(verdict: Verdict, file: _File, purchase: ExpectedPurchase) -> None:
    number = purchase.record.id
    found = file.status.get(number, [])
    if found != [purchase.status]:
        verdict.purchases_lost.append(
            f"{number}: {found or 'missing'} instead of {purchase.status}"
        )
    live = file.grants[number]
    if live > (purchase.status == "applied") or purchase.applied_answers > 1:
        verdict.granted_twice.append(
            f"{number}: {live} grants, {purchase.applied_answers} first answers"
        )


def _judge_notices(verdict: Verdict, file: _File, run: Run, purchase: ExpectedPurchase) -> None:
    """Check that each admin read this purchase's status, and the buyer if they can be reached."""
    wanted: list[tuple[int, str]] = []
    admin_words = {"applied": _SALE, "held": "is waiting", "refunded": "efund"}[purchase.status]
    wanted += [(admin, admin_words) for admin in ADMINS]
    if purchase.buyer is not None and not (
        purchase.status == "refunded" and purchase.refund_may_overtake
    ):
        wanted.append(
            (purchase.buyer, "refunded" if purchase.status == "refunded" else "Thank you")
        )
    for person, words in wanted:
        times = sum(
            purchase.name in one.text and (words in one.text or _is_together(words, one.text))
            for one in run.telegram.messages_to(person)
        )
        verdict.notices_twice += max(0, times - 1)
        if not times and words == _SALE:
            file.unnamed[person] += 1
        elif not times and (person, purchase.name) not in file.undeliverable:
            verdict.notices_lost.append(
                f"{purchase.name} {purchase.status}: {person} got no “{words}”"
            )


def too_often(times: Iterable[int]) -> list[str]:
    """Return where one person got more answers within a minute than the bot gives."""
    ordered = sorted(times)
    return [
        f"{_MOST_ANSWERS + 1} answers since {first}"
        for first, later in zip(ordered, ordered[_MOST_ANSWERS:], strict=False)
        if later - first < _MINUTE
    ]


def _is_together(words: str, text: str) -> bool:
    """Return whether this is the notice of many sales, which names most of them."""
    return words == _SALE and " sales in " in text


def _judge_unnamed(verdict: Verdict, file: _File, run: Run) -> None:
    """Check that the sales that no notice names are those that notices of many have left out."""
    for admin in ADMINS:
        cuts = (_CUT.search(one.text) for one in run.telegram.messages_to(admin))
        left_out = sum(int(cut[1]) for cut in cuts if cut)
        unreachable = sum(person == admin for person, _ in file.undeliverable)
        if file.unnamed[admin] > left_out + unreachable:
            verdict.notices_lost.append(f"{file.unnamed[admin]} sales: {admin} got no “Sale”")


def _judge_refund(verdict: Verdict, run: Run, purchase: ExpectedPurchase) -> None:
    path = f"/products/purchases/{purchase.record.id}/cancel"
    calls = sum(call.path.endswith(path) for call in _cancels(run))
    if calls > run.presses[purchase.record.id]:
        pressed = run.presses[purchase.record.id]
        verdict.refunds_sent_twice.append(f"{purchase.record.id}: {calls} for {pressed} taps")


def _cancels(run: Run) -> list[Any]:
    return [call for call in run.tribute.calls if call.name == "cancel"]
