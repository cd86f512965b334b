"""What your subscribers get: your own features, one line each. See “Put your feature here”."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from aiogram import Router


@dataclass(frozen=True, slots=True)
class Feature:
    """A module with a `router()`, and those of its commands that the menu shows; each of these
    needs a text `command-<name>` in both languages."""

    module: str
    commands: tuple[str, ...] = ()


FEATURES: tuple[Feature, ...] = (
    Feature("handlers.telegram.paid_example", ("today",)),  # the example: yours to delete
)


def commands(features: Iterable[Feature] = FEATURES) -> tuple[str, ...]:
    return tuple(command for feature in features for command in feature.commands)


def routers(features: Iterable[Feature] = FEATURES) -> Iterator[Router]:
    """Each feature's router, new at every call."""
    for feature in features:
        yield import_module(feature.module).router()
