"""Reminder rules: how long before the end people are reminded, as stored from the settings."""

from functools import lru_cache

from bot.domain.durations import Duration
from storage import facts
from storage.engine.tx import Tx

_RULES = "remind_before"


def store_rules(tx: Tx, remind_before: tuple[Duration, ...]) -> bool:
    """Store the rules of the settings; return whether they replace different ones."""
    rules = ", ".join(map(str, remind_before))
    before = facts.get(tx, _RULES)
    facts.put(tx, _RULES, rules)
    return before not in {None, rules}


def current_rules(tx: Tx) -> tuple[Duration, ...] | None:
    """Return the stored rules; None before the first start."""
    rules = facts.get(tx, _RULES)
    return None if rules is None else _read(rules)


@lru_cache(maxsize=1)
def _read(rules: str) -> tuple[Duration, ...]:
    return tuple(Duration.parse(text) for text in rules.split(", ")) if rules else ()
