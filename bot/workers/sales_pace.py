"""The pace of notices of sales: beyond five a minute an admin reads of them together."""

import asyncio
from dataclasses import dataclass, field
from enum import Enum, auto
from math import inf

_MINUTE_SECONDS = 60.0
_SALES_A_MINUTE = 5
_FIRST_GAP_SECONDS = 15.0
_LONGEST_GAP_SECONDS = 300.0


class SaleNotice(Enum):
    """How an admin is notified of the sales that are queued."""

    ALONE = auto()
    """In a message each."""
    TOGETHER = auto()
    """In one message."""
    LATER = auto()
    """They are collected for a while."""


@dataclass(slots=True)
class _Admin:
    """An admin's last notices of sales; moments are the loop's."""

    sent_at: list[float] = field(default_factory=list)
    together_at: float = float("-inf")
    is_collecting: bool = False
    collects_until: float = float("-inf")
    gap_seconds: float = _FIRST_GAP_SECONDS
    """How long sales are collected for the next notice of many."""


class SalesPace:
    """Decides for each admin whether a sale gets a message of its own.

    While a rush lasts, each notice of many is followed by a longer gap, up to five minutes. The
    loop's clock doesn't jump, so no wrong clock holds a notice back.
    """

    def __init__(self) -> None:
        self._admins: dict[int, _Admin] = {}

    def collecting(self) -> frozenset[int]:
        """Return the admins whose sales are being collected."""
        now = asyncio.get_running_loop().time()
        return frozenset(id_ for id_, one in self._admins.items() if one.collects_until > now)

    def seconds_until_due(self) -> float:
        """Return how long the next sales are still collected; infinity if none are."""
        now = asyncio.get_running_loop().time()
        ends = [one.collects_until for one in self._admins.values() if one.collects_until > now]
        return min(ends, default=inf) - now

    def decide(self, admin_id: int, queued: int) -> SaleNotice:
        """Return how an admin is notified of so many queued sales."""
        now = asyncio.get_running_loop().time()
        admin = self._admins.setdefault(admin_id, _Admin())
        admin.sent_at = [at for at in admin.sent_at if at > now - _MINUTE_SECONDS]
        if len(admin.sent_at) + queued <= _SALES_A_MINUTE:
            admin.is_collecting = False
            return SaleNotice.ALONE
        if admin.is_collecting or queued > _SALES_A_MINUTE:
            return SaleNotice.TOGETHER
        admin.is_collecting = True
        admin.collects_until = now + admin.gap_seconds
        return SaleNotice.LATER

    def sent(self, admin_id: int, *, together: bool) -> None:
        """Note that a sale went out, or many `together`."""
        now = asyncio.get_running_loop().time()
        admin = self._admins.setdefault(admin_id, _Admin())
        admin.sent_at.append(now)
        if not together:
            return
        is_rush = now - admin.together_at <= 2 * admin.gap_seconds + _MINUTE_SECONDS
        longer = min(2 * admin.gap_seconds, _LONGEST_GAP_SECONDS)
        admin.gap_seconds = longer if is_rush else _FIRST_GAP_SECONDS
        admin.together_at, admin.is_collecting = now, True
        admin.collects_until = now + admin.gap_seconds
