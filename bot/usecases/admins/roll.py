"""The roll of the admins: who is one now, in memory, for everything that asks."""

from collections.abc import Collection, Iterable, Iterator

from storage.admins.added import AddedAdmin


class AdminRoll(Collection[int]):
    """The ids of all who are admins now: first the owners, then those whom they have added.

    Everything that asks who is an admin, or goes through all of them, asks the one roll of the
    process, so that a change holds from the next question on. It is replaced after the commit.
    """

    __slots__ = ("_all", "owners", "waiting")

    def __init__(self, owners: Iterable[int], added: Iterable[AddedAdmin] = ()) -> None:
        self.owners = tuple(owners)
        self.replace(added)

    def replace(self, added: Iterable[AddedAdmin]) -> None:
        """Let these be admins beside the owners, except those who wait to be confirmed."""
        others = [one for one in added if one.telegram_user_id not in self.owners]
        present = tuple(one.telegram_user_id for one in others if not one.is_waiting)
        self.waiting = tuple(one.telegram_user_id for one in others if one.is_waiting)
        self._all = (*self.owners, *present)

    def __contains__(self, person_id: object) -> bool:
        return person_id in self._all

    def __iter__(self) -> Iterator[int]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)
