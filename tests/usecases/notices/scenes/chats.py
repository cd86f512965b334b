"""Scenes about private chats: people who ask to join or were removed, and the bot's rights."""

from typing import Any

from bot.domain.membership import MembershipState
from bot.usecases.outbox.kinds import NoticeKind
from storage import access_chats, memberships, plans
from tests.bodies import ANNA, purchase, refund
from tests.usecases.notices.stage import ADMIN, CLUB, Stage, scene


@scene("Anna asks to join without access")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await stage.ask_to_join()
    await stage.show(NoticeKind.CHAT_JOIN_REQUEST, ANNA)
    await stage.receive(purchase(1, product_id=999))
    await stage.show(NoticeKind.CHAT_JOIN_REQUEST, ANNA, "while a payment of hers is held")
    await stage.receive(purchase(2))
    await stage.show(NoticeKind.CHAT_JOIN_REQUEST, ANNA, "after she has paid")


@scene("Anna's request to join is declined before she reads of it")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await stage.ask_to_join()
    await stage.shop.db.write(
        lambda tx: memberships.change(tx, 1, (MembershipState.ASKING,), MembershipState.OUT)
    )
    await stage.show(NoticeKind.CHAT_JOIN_REQUEST, ANNA)


@scene("Anna is removed at the end of her access")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await stage.ask_to_join()
    await stage.queue(NoticeKind.CHAT_REMOVED, ANNA, 1)
    await stage.show(NoticeKind.CHAT_REMOVED, ANNA)
    await stage.claim(ANNA, "receipt 77")
    await stage.show(NoticeKind.CHAT_REMOVED, ANNA, "while a claim of hers waits")
    await stage.receive(purchase(1))
    await stage.show(NoticeKind.CHAT_REMOVED, ANNA, "after she has paid")
    await stage.receive(refund(1))
    await stage.show(NoticeKind.CHAT_REMOVED, ANNA, "after that was refunded")


@scene("Anna asks to join a chat of another plan than hers, and is removed from one")
async def _(stage: Stage) -> None:
    def work(tx: Any) -> None:
        for key, name in (("pro", "Pro"), ("gold", "Gold <1>")):
            plans.set_name(tx, plans.insert(tx, key), "en", name)
        tx.execute("UPDATE plan_chats SET plan_id = 2")

    await stage.open_club()
    await stage.ask_to_join()
    await stage.receive(purchase(1))
    await stage.shop.db.write(work)
    await stage.queue(NoticeKind.CHAT_REMOVED, ANNA, 1)
    await stage.show(NoticeKind.CHAT_JOIN_REQUEST, ANNA)
    await stage.show(NoticeKind.CHAT_REMOVED, ANNA)
    await stage.shop.db.write(
        lambda tx: tx.execute(
            "INSERT INTO plan_chats (plan_id, access_chat, from_settings) VALUES (3, 1, 0)"
        )
    )
    await stage.show(NoticeKind.CHAT_JOIN_REQUEST, ANNA, "where two plans open it")
    await stage.claim(ANNA, "receipt 77")
    await stage.show(NoticeKind.CHAT_JOIN_REQUEST, ANNA, "while a claim of hers waits")
    await stage.show(NoticeKind.CHAT_REMOVED, ANNA, "while a claim of hers waits")
    await stage.receive(refund(1))
    await stage.show(NoticeKind.CHAT_REMOVED, ANNA, "after her payment was refunded")


@scene("Anna has paid, and may enter a chat with a title and one without; a third has no link yet")
async def _(stage: Stage) -> None:
    def work(tx: Any) -> None:
        access_chats.list_of_settings(tx, [CLUB, CLUB - 1, CLUB - 2])
        access_chats.set_link(tx, 2, "https://t.me/+untitled")

    await stage.open_club("Reading <club>")
    await stage.shop.db.write(work)
    await stage.receive(purchase(1))
    await stage.show(NoticeKind.PAID, ANNA)


@scene("Notices about a membership that isn't there")
async def _(stage: Stage) -> None:
    for kind in (NoticeKind.CHAT_JOIN_REQUEST, NoticeKind.CHAT_REMOVED):
        await stage.queue(kind, ANNA, 99)
        await stage.show(kind, ANNA)


async def _has(stage: Stage, *, invite: bool = True, remove: bool = True, gone: bool = False):
    await stage.chats.rights_changed(CLUB, may_invite=invite, may_remove=remove, is_gone=gone)


@scene("The bot loses its rights in the chat")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await _has(stage, invite=False)
    await stage.show(NoticeKind.ADMIN_CHAT_PROBLEM, ADMIN)
    await _has(stage, remove=False)
    await stage.show(NoticeKind.ADMIN_CHAT_PROBLEM, ADMIN, "where it may not remove people")
    await _has(stage, invite=False, remove=False)
    await stage.show(NoticeKind.ADMIN_CHAT_PROBLEM, ADMIN, "where it may do neither")
    await _has(stage, invite=False, remove=False, gone=True)
    await stage.show(NoticeKind.ADMIN_CHAT_PROBLEM, ADMIN, "where it isn't in the chat at all")
    await _has(stage)
    await stage.show(NoticeKind.ADMIN_CHAT_PROBLEM, ADMIN, "once it has them again")
    await stage.show(NoticeKind.ADMIN_CHAT_FINE, ADMIN)
    await _has(stage, invite=False)
    await stage.show(NoticeKind.ADMIN_CHAT_FINE, ADMIN, "after it has lost one once more")


@scene("The bot has no rights in a chat whose title it doesn't know yet")
async def _(stage: Stage) -> None:
    await stage.chats.on_start()
    await _has(stage, invite=False)
    await stage.show(NoticeKind.ADMIN_CHAT_PROBLEM, ADMIN)


@scene("The chat is taken out of the settings before the admin reads of it")
async def _(stage: Stage) -> None:
    await stage.open_club()
    await _has(stage, invite=False)
    await _has(stage)
    await stage.shop.db.write(lambda tx: access_chats.list_of_settings(tx, []))
    await stage.show(NoticeKind.ADMIN_CHAT_FINE, ADMIN)
    await stage.shop.db.write(lambda tx: access_chats.list_of_settings(tx, [CLUB]))
    await _has(stage, gone=True)
    await stage.shop.db.write(lambda tx: access_chats.list_of_settings(tx, []))
    await stage.show(NoticeKind.ADMIN_CHAT_PROBLEM, ADMIN)


@scene("Notices about a chat that isn't there")
async def _(stage: Stage) -> None:
    for kind in (NoticeKind.ADMIN_CHAT_PROBLEM, NoticeKind.ADMIN_CHAT_FINE):
        await stage.queue(kind, ADMIN, 99)
        await stage.show(kind, ADMIN)
