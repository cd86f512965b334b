"""Tests that each question to people has a state of its own, so no answer goes to another one."""

import pkgutil
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

from aiogram.fsm.state import State, StatesGroup

import handlers.telegram


def _state_groups() -> Iterator[type[StatesGroup]]:
    """Yield every group that a module of the handlers defines."""
    for module in pkgutil.walk_packages(handlers.telegram.__path__, "handlers.telegram."):
        for one in vars(import_module(module.name)).values():
            own = isinstance(one, type) and one.__module__ == module.name
            if own and issubclass(one, StatesGroup):
                yield one


def _twice(groups: Iterator[type[StatesGroup]]) -> list[str]:
    names = Counter(state.state for group in groups for state in group.__all_states__)
    return [name for name, count in names.items() if count > 1]


def test_no_two_questions_share_a_state() -> None:
    assert len(list(_state_groups())) > 8
    assert _twice(_state_groups()) == []


def test_a_state_is_identified_by_its_class_and_field_alone() -> None:
    """aiogram leaves the module out: groups of one name would take each other's answers."""

    def group() -> type[StatesGroup]:
        class Asked(StatesGroup):
            person = State()

        return Asked

    assert _twice(iter([group(), group()])) == ["Asked:person"]
