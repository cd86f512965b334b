"""Composes a queued notice at the moment it is sent, from the ledger as it is then."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.models import Message
from bot.texts import Texts
from bot.usecases.access import notices as access
from bot.usecases.admins import notices as admins
from bot.usecases.attention import notices as attention
from bot.usecases.broadcasts import notices as broadcasts
from bot.usecases.chats import notices as chats
from bot.usecases.claims import notices as claims
from bot.usecases.foreign_events import notices as foreign_events
from bot.usecases.notices.digest import digest_composer
from bot.usecases.operations import notices as operations
from bot.usecases.outbox import notices as outbox
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.outbox.wording import Wording, locale_of
from bot.usecases.purchases import notices as purchases
from bot.usecases.recurring import notices as recurring
from bot.usecases.refunds import notices as refunds
from bot.usecases.shop_face import notices as shop_face
from bot.usecases.stars import notices as stars
from bot.usecases.support import notices as support
from bot.usecases.webhook_intake import notices as webhook_intake
from bot.usecases.webhooks_out import notices as webhooks_out
from storage import people, plans
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import QueuedMessage
from storage.queries import sale_notices

_COMPOSERS: Mapping[NoticeKind, Composer] = {
    **access.COMPOSERS,
    **admins.COMPOSERS,
    **attention.COMPOSERS,
    **broadcasts.COMPOSERS,
    **chats.COMPOSERS,
    **claims.COMPOSERS,
    **foreign_events.COMPOSERS,
    **operations.COMPOSERS,
    **outbox.COMPOSERS,
    **purchases.COMPOSERS,
    **recurring.COMPOSERS,
    **refunds.COMPOSERS,
    **shop_face.COMPOSERS,
    **stars.COMPOSERS,
    **support.COMPOSERS,
    **webhook_intake.COMPOSERS,
    **webhooks_out.COMPOSERS,
}
COMPOSERS: Mapping[NoticeKind, Composer] = {
    **_COMPOSERS,
    NoticeKind.ADMIN_DIGEST: digest_composer(_COMPOSERS),
}
"""The composer of each notice, by the kind that its row in the outbox has."""


@dataclass(frozen=True, slots=True)
class SalesTogether:
    """One message for many sales, and the rows of the outbox that it stands for."""

    message: Message
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Notices:
    """Composes queued notices for the outbox worker."""

    db: Database
    texts: Texts
    clock: Clock

    async def wording_for(self, chat_id: int) -> Wording:
        """Return the texts in this person's language."""
        return await self.db.read(lambda tx: self._wording(tx, chat_id))

    async def compose(self, queued: QueuedMessage, *, own: bool = True) -> Message | None:
        """Return the message, or None if its content is no longer true; with `own` off it has the
        bot's words alone."""
        now = self.clock.now()
        return await self.db.read(lambda tx: _compose(self._scene(tx, queued, now, own=own)))

    def compose_in(self, tx: Tx, queued: QueuedMessage) -> Message | None:
        """Return the message as the ledger is inside this transaction."""
        return _compose(self._scene(tx, queued, self.clock.now()))

    async def compose_sales(self, queued: QueuedMessage) -> SalesTogether | None:
        """Return one message for all sales that are queued for this admin; None if there is only
        one, which has a message of its own."""
        now = self.clock.now()

        def query(tx: Tx) -> SalesTogether | None:
            sales = sale_notices.queued(tx, queued.chat_id)
            message = purchases.sales_together(self._scene(tx, queued, now), sales)
            return SalesTogether(message, sales.messages) if message else None

        return await self.db.read(query)

    def _scene(self, tx: Tx, queued: QueuedMessage, now: int, *, own: bool = True) -> Scene:
        return Scene(tx, queued, self._wording(tx, queued.chat_id), now, own)

    def _wording(self, tx: Tx, chat_id: int) -> Wording:
        person = people.get(tx, chat_id)
        return Wording(self.texts, locale_of(person, self.texts), tuple(plans.every(tx)))


def _compose(scene: Scene) -> Message | None:
    message = COMPOSERS[NoticeKind(scene.queued.kind)](scene)
    return replace(message, own=tuple(scene.own)) if message and scene.own else message
