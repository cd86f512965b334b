"""Rests that are noted instead of taken in threads, and taken on the loop."""

from bot.runtime.rests import Rests


class NotedRests(Rests):
    """Notes after how many seconds of work it was asked for each rest."""

    def __init__(self) -> None:
        super().__init__(sleep=lambda _: None)
        self.worked: list[float] = []

    def after(self, worked_seconds: float) -> float:
        self.worked.append(worked_seconds)
        return super().after(worked_seconds)
