"""How long before the end people are reminded: the settings' rule, as the ledger remembers it."""

from collections.abc import Iterable
from functools import lru_cache

from bot.domain.durations import Duration
from storage import facts
from storage.engine.tx import Tx

_RULES = "remind_before"


def thresholds(texts: Iterable[str]) -> tuple[Duration, ...]:
    """The settings' REMIND_BEFORE, read."""
    return tuple(Duration.parse(text) for text in texts)


def take_up(tx: Tx, remind_before: tuple[Duration, ...]) -> bool:
    """Let these hold from now on; whether others did before."""
    rules = ", ".join(map(str, remind_before))
    before = facts.get(tx, _RULES)
    facts.put(tx, _RULES, rules)
    return before not in {None, rules}


def in_force(tx: Tx) -> tuple[Duration, ...] | None:
    """None before the first start."""
    rules = facts.get(tx, _RULES)
    return None if rules is None else _read(rules)


@lru_cache(maxsize=1)
def _read(rules: str) -> tuple[Duration, ...]:
    return thresholds(rules.split(", ") if rules else ())
