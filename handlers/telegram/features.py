"""The list of your own features for subscribers, one line each; see docs/features.md."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from aiogram import Router


@dataclass(frozen=True, slots=True)
class Feature:
    """A module with a `router()`, and its commands that the menu shows. Each of these commands
    needs a text `command-<name>` in both languages."""

    module: str
    commands: tuple[str, ...] = ()


FEATURES: tuple[Feature, ...] = (
    Feature("handlers.telegram.paid_example", ("today",)),  # the example: yours to delete
)


def commands(features: Iterable[Feature] = FEATURES) -> tuple[str, ...]:
    """Return the commands of the features for the menu."""
    return tuple(command for feature in features for command in feature.commands)


def routers(features: Iterable[Feature] = FEATURES) -> Iterator[Router]:
    """Build each feature's router, a new one at every call."""
    for feature in features:
        yield import_module(feature.module).router()
