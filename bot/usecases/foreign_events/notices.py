"""Notices to admins about foreign events, and about names of events that nobody knows."""

from collections.abc import Mapping

from bot.domain.foreign import ForeignFacts, ForeignFamily
from bot.domain.models import Button, EventRow, Message, Outcome
from bot.texts import Markup
from bot.tribute.other_names import family_of, foreign_facts
from bot.usecases.foreign_events.switches import Switch, switch_of
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from storage import webhook_events


def _first(scene: Scene) -> Message | None:
    """Say that there are such events, and that more of them come without a notice."""
    return _foreign(scene, "notice-admin-foreign-first")


def _next(scene: Scene) -> Message | None:
    family = family_of(webhook_events.name(scene.tx, EventRow(scene.subject)))
    if family is None or switch_of(scene.tx, family) is not Switch.ON:
        return None
    return _foreign(scene, "notice-admin-foreign")


def _foreign(scene: Scene, key: str) -> Message | None:
    facts = foreign_facts(webhook_events.body(scene.tx, EventRow(scene.subject)))
    family = family_of(facts.name)
    if family is None:
        return None
    what = scene.say(_WHAT.get(facts.name, _OF_FAMILY[family]), name=facts.name)
    text = scene.say(key, what=what, about=_about(scene, facts), who=_who(scene, facts))
    return Message(text, ((_switch(scene, family),),), quiet=True)


def _switch(scene: Scene, family: ForeignFamily) -> Button:
    """Return the button that changes whether admins are notified, as it is now."""
    if switch_of(scene.tx, family) is Switch.ON:
        return Button(scene.say.plain("button-foreign-off"), action="foreign_off", id=family)
    return Button(scene.say.plain("button-foreign-on"), action="foreign_on", id=family)


def _about(scene: Scene, facts: ForeignFacts) -> Markup:
    """Return what it was for and how much, as far as the event says it."""
    if facts.title is None and facts.paid is None:
        return scene.say("foreign-without-sum")
    if facts.title is None:
        return scene.say("foreign-sum", paid=facts.paid)
    return scene.say.paid_for(facts.title, None, facts.paid)


def _who(scene: Scene, facts: ForeignFacts) -> Markup:
    say = scene.say
    if facts.anonymous:
        return say("foreign-anonymous")
    if facts.telegram_user_id is not None:
        return say.who(scene.tx, facts.telegram_user_id)
    if facts.telegram_username:
        return say("person-without-id", name=f"@{facts.telegram_username.removeprefix('@')}")
    if facts.trb_user_id:
        return say("person-tribute", id=facts.trb_user_id)
    return say("foreign-nobody")


def _unknown_name(scene: Scene) -> Message | None:
    event_row = EventRow(scene.subject)
    held = webhook_events.outcome(scene.tx, event_row) is not Outcome.IGNORED
    key = "notice-admin-foreign-name-held" if held else "notice-admin-foreign-name"
    return Message(scene.say(key, name=webhook_events.name(scene.tx, event_row)))


_WHAT = {
    "new_donation": "foreign-donation-new",
    "recurrent_donation": "foreign-donation-again",
    "cancelled_donation": "foreign-donation-cancelled",
    "physical_order_created": "foreign-order-created",
    "physical_order_shipped": "foreign-order-shipped",
    "physical_order_canceled": "foreign-order-canceled",
}
_OF_FAMILY = {
    ForeignFamily.DONATIONS: "foreign-donation",
    ForeignFamily.PHYSICAL_ORDERS: "foreign-order",
    ForeignFamily.SHOP: "foreign-shop",
}
COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.ADMIN_FOREIGN_FIRST: _first,
    NoticeKind.ADMIN_FOREIGN: _next,
    NoticeKind.ADMIN_UNKNOWN_EVENT: _unknown_name,
}
