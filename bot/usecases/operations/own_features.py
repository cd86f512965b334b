"""Notifies the admins of files in FEATURES_DIR that were left out."""

import hashlib
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.features import OwnCommand, OwnFeatures
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.outbox import Outbox

_DAY_SECONDS = 86400


@dataclass(frozen=True, slots=True)
class OwnFeatureReports:
    """Knows what was loaded at this start."""

    features: OwnFeatures
    outbox: Outbox
    clock: Clock

    @property
    def commands(self) -> tuple[OwnCommand, ...]:
        """The commands of the features, for menus and /help."""
        return self.features.commands

    async def on_start(self) -> None:
        """Notify every admin of each file with its reason, at most once a day however often the bot
        starts."""
        day = self.clock.now() // _DAY_SECONDS
        for one in self.features.problems:
            said = f"{one.file}\n{one.fault}\n{one.detail}"
            digest = hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:16]
            await self.outbox.notify_admins(
                NoticeKind.ADMIN_FEATURE_LEFT_OUT,
                f"{digest}:{day}",
                {"file": one.file, "fault": one.fault.value, "detail": one.detail},
            )
