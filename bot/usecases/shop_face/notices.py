"""Notices about the bot's profile in Telegram: what became of a wish that had to wait."""

from collections.abc import Mapping
from html import escape

from bot.domain.models import Button, Message
from bot.domain.shop_face.profile import Wish, WishState
from bot.texts import Markup
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.shop_face.profile_calls import UNKNOWN_METHOD
from storage.shop_face import profile_wishes


def _settled(scene: Scene) -> Message | None:
    """Say that Telegram has taken the wish, or has refused it."""
    wish = profile_wishes.get(scene.tx, scene.subject)
    if wish is None or wish.state not in (WishState.DONE, WishState.REFUSED):
        return None
    say, part = scene.say, wish.spot.part
    what = say.plain("profile-part", part=part.value)
    if wish.state is WishState.DONE:
        text = say("notice-admin-profile-done", what=what, words=_words(scene, wish))
    elif wish.reason == UNKNOWN_METHOD:
        text = say("profile-unknown-method")
    else:
        text = say("notice-admin-profile-refused", what=what, reason=wish.reason or "")
    to_profile = Button(say.plain("button-profile-open"), action="bp")
    return Message(text, ((to_profile,),))


def _words(scene: Scene, wish: Wish) -> Markup:
    if wish.content.picture_id is not None:
        return scene.say("profile-picture-some")
    if wish.content.words:
        return Markup(escape(wish.content.words))
    key = "profile-nothing-own" if wish.spot.language else "profile-nothing-named"
    return scene.say(key, part=wish.spot.part.value)


COMPOSERS: Mapping[NoticeKind, Composer] = {NoticeKind.ADMIN_PROFILE: _settled}
