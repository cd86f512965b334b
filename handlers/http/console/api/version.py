"""The version of the shop that an answer shows: so pages know whether they have missed anything."""

from zoneinfo import ZoneInfo

from bot.deps import Deps
from bot.domain.planning.moments import Calendar

HEADER = "Shop-Version"
"""The header of what was read: the version of the moment in which the reading began."""


def version_now(deps: Deps) -> str:
    """Return the version of now, which whatever is read afterwards has at least."""
    today = Calendar(deps.clock.now(), ZoneInfo(deps.settings.timezone)).today
    return deps.changes.version(today)
