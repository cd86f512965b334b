"""Notifies the admins of files in FEATURES_DIR that were left out, and of features that nobody can
open."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.features import OwnCommand, OwnFeatures
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.plans.plans import Plans

_DAY_SECONDS = 86400


@dataclass(frozen=True, slots=True)
class OwnFeatureReports:
    """Knows what was loaded at this start."""

    features: OwnFeatures
    outbox: Outbox
    clock: Clock
    plans: Plans

    @property
    def commands(self) -> tuple[OwnCommand, ...]:
        """The commands of the features, for menus and /help."""
        return self.features.commands

    async def on_start(self) -> None:
        """Notify every admin of each file with its reason, and of each feature for a plan that the
        shop doesn't have; at most once a day however often the bot starts."""
        for one in self.features.problems:
            detail = {"file": one.file, "fault": one.fault.value, "detail": one.detail}
            await self._notify(NoticeKind.ADMIN_FEATURE_LEFT_OUT, detail)
        for guard in self.features.closed([one.key for one in self.plans.known]):
            detail = {"file": guard.file, "plan": guard.plan}
            await self._notify(NoticeKind.ADMIN_FEATURE_CLOSED, detail)

    async def _notify(self, kind: NoticeKind, detail: Mapping[str, str]) -> None:
        said = "\n".join(detail.values())
        digest = hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        day = self.clock.now() // _DAY_SECONDS
        await self.outbox.notify_admins(kind, f"{digest}:{day}", {**detail})
