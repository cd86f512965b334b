"""Notices to admins: what became of a wish about the bot's profile, and words that Telegram
refuses."""

from collections.abc import Mapping
from html import escape

from bot.domain.models import Button, Message, PlanId
from bot.domain.shop_face.profile import Wish, WishState
from bot.domain.shop_face.texts import Place
from bot.texts import GAP, Markup, Whole, lines
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.outbox.wording import Wording
from bot.usecases.shop_face.profile_calls import UNKNOWN_METHOD
from bot.usecases.shop_face.refused import descriptions
from storage import tariffs
from storage.shop_face import profile_wishes, shop_texts

_LONGEST_REASON = 300


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


def _own_words(scene: Scene) -> Message | None:
    """Say which words Telegram refuses; nothing once others stand there."""
    saved = shop_texts.get(scene.tx, scene.subject)
    if saved is None or shop_texts.latest(scene.tx, saved.place) != saved:
        return None
    say, place = scene.say, saved.place
    text = lines(
        say("notice-admin-face-refused"),
        say(
            "face-card-title",
            what=say.plain("button-face-slot", slot=place.slot.value),
            language=say.texts.language_name(place.locale),
        ),
        _of_plan(say, place),
        GAP,
        _why(scene),
        say("notice-admin-face-refused-instead", slot=place.slot.value),
    )
    to_place = Button(
        say.plain("button-face-change"),
        action=f"sf_slot:{place.slot}:{place.locale}",
        id=place.plan_id or 0,
    )
    return Message(text, ((to_place,),))


def _description(scene: Scene) -> Message | None:
    """Say which description Telegram refuses; nothing once others stand there."""
    words = scene.queued.detail["words"]
    found = next((one for one in descriptions(scene.tx) if list(one.key) == words), None)
    if found is None:
        return None
    say = scene.say
    tariff = tariffs.get(scene.tx, found.id) if found.of == "tariff" else None
    what = say.tariff(tariff) if tariff is not None else say.plan(PlanId(found.id))
    text = lines(
        say("notice-admin-face-refused"),
        say(
            "notice-admin-face-description",
            what=what,
            language=say.texts.language_name(found.locale),
        ),
        GAP,
        _why(scene),
        say("notice-admin-face-refused-instead", slot="description"),
    )
    action = "sw_t" if found.of == "tariff" else "pn"
    return Message(text, ((Button(say.plain("button-face-change"), action=action, id=found.id),),))


def _why(scene: Scene) -> Markup:
    reason = str(scene.queued.detail.get("reason", "")).removeprefix("Bad Request: ")
    return scene.say("notice-admin-face-refused-why", reason=Whole(reason[:_LONGEST_REASON]))


def _of_plan(say: Wording, place: Place) -> Markup | None:
    if place.plan_id is None or len(say.plans) < 2:
        return None
    return say("face-card-plan", plan=say.plan(place.plan_id))


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.ADMIN_PROFILE: _settled,
    NoticeKind.ADMIN_OWN_WORDS: _own_words,
    NoticeKind.ADMIN_DESCRIPTION: _description,
}
