"""Notices of support: the buyer's message to admins, the answer, and whether it arrived."""

from collections.abc import Mapping
from html import escape

from bot.domain.models import Button, Copy, Message
from bot.domain.support import SupportKind, SupportMessage
from bot.texts import Markup, lines, paragraphs, quoted
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.people.phrases import visible_name
from storage import people, purchases
from storage.inbox import support
from storage.queries import held_purchases

_LATEST_PURCHASES = 3


def _admin_support(scene: Scene) -> Message | None:
    """Show a buyer's message below their card, so that an admin can answer at once."""
    asked = support.get(scene.tx, scene.subject)
    if asked is None:
        return None
    text = lines(
        scene.say("notice-admin-support", who=scene.say.who(scene.tx, asked.telegram_user_id)),
        *_standing(scene, asked),
        scene.say("support-how-to-answer"),
    )
    return Message(text, _card_button(scene, asked), _copy(scene, asked))


def _admin_answered(scene: Scene) -> Message | None:
    """Show the other admins who answered or wrote to whom, and what."""
    answer = support.get(scene.tx, scene.subject)
    if answer is None:
        return None
    text = scene.say(
        "notice-admin-support-wrote" if answer.is_unasked else "notice-admin-support-answered",
        admin=scene.say.who(scene.tx, answer.admin_id),
        who=scene.say.who(scene.tx, answer.telegram_user_id),
    )
    return _with_words(scene, text, answer, _card_button(scene, answer))


def _answer(scene: Scene) -> Message | None:
    answer = support.get(scene.tx, scene.subject)
    if answer is None:
        return None
    key = "notice-support-first" if answer.is_unasked else "notice-support-answer"
    return _with_words(scene, scene.say(key), answer)


def _about_answer(key: str, key_of_first: str) -> Composer:
    """Return the composer of a notice to the admin whose answer, or first message, arrived or
    waits."""

    def compose(scene: Scene) -> Message | None:
        answer = support.get(scene.tx, scene.subject)
        if answer is None:
            return None
        who = scene.say.who(scene.tx, answer.telegram_user_id)
        return Message(scene.say(key_of_first if answer.is_unasked else key, who=who))

    return compose


def _standing(scene: Scene, asked: SupportMessage) -> list[Markup]:
    """Return the buyer's access, their payments that wait, and the latest ones."""
    person = asked.telegram_user_id
    held = len(held_purchases.held_of_person(scene.tx, person))
    latest = purchases.of_person(scene.tx, person, _LATEST_PURCHASES)
    return [
        scene.say("access-now", access=scene.their_access(person)),
        *([scene.say("support-held", count=held)] if held else []),
        *(
            scene.say("support-purchase", number=scene.say.number(one), what=scene.say.product(one))
            for one in latest
        ),
    ]


def _card_button(scene: Scene, about: SupportMessage) -> tuple[tuple[Button, ...], ...]:
    person = people.get(scene.tx, about.telegram_user_id)
    name = visible_name(person) or str(about.telegram_user_id)
    label = scene.say.label("button-person", name=name)
    return ((Button(label, action="user", id=about.telegram_user_id),),)


def _with_words(
    scene: Scene,
    text: Markup,
    message: SupportMessage,
    buttons: tuple[tuple[Button, ...], ...] = (),
) -> Message:
    """Return the notice with the message's words: a copy of it, unless it was typed elsewhere."""
    if message.was_typed_in_the_console:
        return Message(paragraphs(text, quoted(message.text)), buttons)
    return Message(text, buttons, _copy(scene, message))


def _copy(scene: Scene, message: SupportMessage) -> Copy:
    """Return what is copied, and what is sent instead where it was deleted meanwhile."""
    instead = Markup(escape(message.text)) if message.text else scene.say("support-copy-gone")
    is_text = message.kind is SupportKind.TEXT
    return Copy(message.chat_id, message.message_id, instead, says_all=is_text)


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.ADMIN_SUPPORT: _admin_support,
    NoticeKind.ADMIN_SUPPORT_ANSWERED: _admin_answered,
    NoticeKind.SUPPORT_ANSWER: _answer,
    NoticeKind.ADMIN_SUPPORT_DELIVERED: _about_answer(
        "notice-admin-support-delivered", "notice-admin-support-first-delivered"
    ),
    NoticeKind.ADMIN_SUPPORT_WAITING: _about_answer(
        "notice-admin-support-waiting", "notice-admin-support-first-waiting"
    ),
}
