"""The outcomes of the latest writes: whether the storage refused one, and how large it was."""

from collections.abc import Iterable
from typing import Any

from storage.engine.units import Unit, is_of_storage


class WriteOutcomes:
    """Remembers the largest write that failed, until one of its size has succeeded.

    A small write proves nothing for a larger one: it may still fit where the file can't grow.
    """

    def __init__(self) -> None:
        self.failures = 0
        """How many writes the storage has refused since the start."""
        self.failed_bytes: int | None = None
        """The size of the largest of them; None once a write of that size has succeeded."""

    def note(self, batch: "Iterable[Unit[Any]]") -> None:
        """Note the units of one batch, each with its error if it has one."""
        for unit in batch:
            if unit.error is None:
                self.stored(unit.size_bytes)
            elif is_of_storage(unit.error):
                self.failures += 1
                self.failed_bytes = max(self.failed_bytes or 0, unit.size_bytes)

    def stored(self, size_bytes: int) -> None:
        """Note that a write of this size has succeeded."""
        if self.failed_bytes is not None and size_bytes >= max(self.failed_bytes, 1):
            self.failed_bytes = None
