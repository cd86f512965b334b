"""Notices about the admins themselves: who was added or removed, and who waits for an owner."""

from collections.abc import Mapping

from bot.domain.models import Button, Message
from bot.texts import GAP, lines
from bot.usecases.admins.announce import What
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from storage import people
from storage.admins import added

_MOST_BUTTONS = 8
_TEXTS = {
    What.ADDED: "notice-admin-admins-added",
    What.CONFIRMED: "notice-admin-admins-confirmed",
    What.REMOVED: "notice-admin-admins-removed",
}


def _roles(scene: Scene) -> Message | None:
    """Say who was added, confirmed or removed, and by whom; welcome the one it is about."""
    detail = scene.queued.detail
    who, what = int(str(detail["who"])), What(str(detail["what"]))
    by = scene.say.who(scene.tx, int(str(detail["by"])))
    if who == scene.queued.chat_id:
        own = Button(scene.say.plain("button-notices"), action="ntc")
        return Message(scene.say("notice-admin-admins-you", who=by), ((own,),))
    text = scene.say(_TEXTS[what], who=scene.say.who(scene.tx, who), by=by)
    return Message(text, ((_to_admins(scene),),))


def _to_confirm(scene: Scene) -> Message | None:
    """Ask an owner about the admins who wait; None once nobody does."""
    waiting = [one.telegram_user_id for one in added.every(scene.tx) if one.is_waiting]
    if not waiting:
        return None
    listed = [scene.say("admins-line-waiting", who=scene.say.who(scene.tx, one)) for one in waiting]
    text = lines(
        scene.say("notice-admin-admins-to-confirm", count=len(waiting)),
        GAP,
        *listed[:_MOST_BUTTONS],
        scene.say("admins-more", count=len(waiting) - _MOST_BUTTONS)
        if listed[_MOST_BUTTONS:]
        else None,
    )
    confirming = [(_confirm(scene, one),) for one in waiting[:_MOST_BUTTONS]]
    return Message(text, (*confirming, (_to_admins(scene),)))


def _confirm(scene: Scene, person_id: int) -> Button:
    person = people.get(scene.tx, person_id)
    name = (person.name if person else None) or str(person_id)
    return Button(
        scene.say.label("button-admins-confirm", name=name), action="adm_confirm", id=person_id
    )


def _to_admins(scene: Scene) -> Button:
    return Button(scene.say.plain("button-admins"), action="adm")


def _no_admin_now(scene: Scene) -> Message | None:
    """Say goodbye, unless they are an admin again by now."""
    found = added.get(scene.tx, scene.queued.chat_id)
    if found is not None and not found.is_waiting:
        return None
    return Message(scene.say("notice-admins-removed-you"))


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.ADMIN_ROLES: _roles,
    NoticeKind.ADMIN_TO_CONFIRM: _to_confirm,
    NoticeKind.NO_ADMIN_NOW: _no_admin_now,
}
