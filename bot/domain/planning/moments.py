"""A day and a time in the owner's time zone as a moment, where there is one and it is ahead."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

FURTHEST: Final = timedelta(days=3 * 366)
_JUST_PASSED: Final = timedelta(days=60)
"""A day without a year that was so recently is meant as that day, and has passed."""
_MINUTE = timedelta(minutes=1)


class MomentProblem(StrEnum):
    """Why a written time can't be used."""

    UNREADABLE = "unreadable"
    NO_TIME = "no-time"
    NO_SUCH_DAY = "no-such-day"
    NO_SUCH_TIME = "no-such-time"
    PAST = "past"
    TOO_FAR = "too-far"
    SKIPPED = "skipped"
    """The clocks go forward over it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment ahead, in Unix seconds. `repeated`: the clocks go back that night, so that this time
    comes twice; the first is meant."""

    at: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NoMoment:
    """A written time that can't be used; with SKIPPED, `skipped` has the times between which the
    clocks go forward."""

    problem: MomentProblem
    skipped: tuple[datetime, datetime] | None = None


Read = Moment | NoMoment


@dataclass(frozen=True, slots=True)
class Calendar:
    """The owner's calendar at the moment `now`."""

    now: int
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return datetime.fromtimestamp(self.now, self.zone).date()

    def on(self, day: date, at: time) -> Read:
        """Return the moment of this day and time."""
        found = _resolve(datetime.combine(day, at), self.zone)
        if isinstance(found, NoMoment):
            return found
        if found.at <= self.now:
            return NoMoment(MomentProblem.PAST)
        if found.at > self.now + FURTHEST.total_seconds():
            return NoMoment(MomentProblem.TOO_FAR)
        return found

    def on_next_weekday(self, weekday: int, at: time) -> Read:
        """Return the next such moment, today's if it is still ahead; Monday is 0."""
        day = self.today + timedelta(days=(weekday - self.today.weekday()) % 7)
        found = self.on(day, at)
        return self.on(day + timedelta(days=7), at) if _is_past(found) else found

    def in_next_week(self, weekday: int, at: time) -> Read:
        """Return the moment in the week after this one."""
        monday = self.today - timedelta(days=self.today.weekday())
        return self.on(monday + timedelta(days=7 + weekday), at)

    def on_next_date(self, month: int, day: int, at: time) -> Read:
        """Return the moment in this year, or in the next where the day was long ago."""
        for year in range(self.today.year, self.today.year + 5):
            try:
                meant = date(year, month, day)
            except ValueError:  # no 29 February in that year, or no such day in any
                continue
            if meant >= self.today - _JUST_PASSED:
                return self.on(meant, at)
        return NoMoment(MomentProblem.NO_SUCH_DAY)

    def at_next(self, at: time) -> Read:
        """Return the next such time, today or tomorrow."""
        found = self.on(self.today, at)
        return self.on(self.today + timedelta(days=1), at) if _is_past(found) else found

    def after(self, passed: timedelta, at: time | None = None) -> Read:
        """Return the moment so much later, at a time of that day if one is named."""
        later = datetime.fromtimestamp(self.now, UTC) + passed
        if at is not None:
            return self.on(later.astimezone(self.zone).date(), at)
        if passed <= timedelta():
            return NoMoment(MomentProblem.PAST)
        if passed > FURTHEST:
            return NoMoment(MomentProblem.TOO_FAR)
        return Moment(int(later.timestamp()))


def _is_past(found: Read) -> bool:
    return isinstance(found, NoMoment) and found.problem is MomentProblem.PAST


def _resolve(local: datetime, zone: ZoneInfo) -> Read:
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        return NoMoment(MomentProblem.SKIPPED, _skipped(second.astimezone(UTC), zone))
    return Moment(int(first.timestamp()), repeated=first.utcoffset() != second.utcoffset())


def _skipped(before: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the local times between which the clocks go forward soon after `before`."""
    offset = before.astimezone(zone).utcoffset()
    while (after := before + _MINUTE).astimezone(zone).utcoffset() == offset:
        before = after
    last, first = before.astimezone(zone), after.astimezone(zone)
    return last.replace(tzinfo=None) + _MINUTE, first.replace(tzinfo=None)
