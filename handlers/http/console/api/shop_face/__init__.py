"""The shop's own face: the words and pictures that buyers get, and the bot itself in Telegram."""

from bot.domain.shop_face.texts import Slot
from bot.usecases.shop_face.own import own_languages, own_plans
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.shop_face import consent, places, profile
from handlers.http.console.api.shop_face.models import (
    AgreedAnswer,
    AgreedQuery,
    AskAgainIn,
    Changed,
    Choice,
    ConsentIn,
    ConsentOut,
    Done,
    History,
    PlaceOut,
    PlaceQuery,
    PreviewOut,
    SaveIn,
    SeenPlace,
    Shop,
    SlotOut,
    WrittenIn,
)
from handlers.http.console.api.shop_face.profile import (
    ProfileChanged,
    ProfileOut,
    ProfileQuery,
    SpotIn,
    WishActIn,
    WishIn,
)


def routes() -> list[Route]:
    """Return the routes of this area."""
    return [
        Route(
            "GET", "shop", Shop, _shop, summary="What an owner can word, and whose words are there"
        ),
        *_of_places(),
        Route(
            "GET",
            "shop/agreed",
            AgreedAnswer,
            consent.agreed,
            query=AgreedQuery,
            summary="Who has agreed to the terms",
        ),
        Route(
            "POST",
            "shop/consent",
            ConsentOut,
            consent.switch,
            body=ConsentIn,
            summary="Let buyers agree to the terms, or not",
        ),
        Route(
            "POST",
            "shop/consent/ask-again",
            ConsentOut,
            consent.ask_again,
            body=AskAgainIn,
            summary="Ask everybody once more",
        ),
        *_of_profile(),
    ]


def _of_places() -> list[Route]:
    return [
        Route(
            "GET",
            "shop/place",
            PlaceOut,
            places.show,
            query=PlaceQuery,
            summary="What readers of a language get in a place",
        ),
        Route(
            "GET",
            "shop/history",
            History,
            places.history,
            query=PlaceQuery,
            summary="The changes of a place",
        ),
        Route(
            "POST",
            "shop/preview",
            PreviewOut,
            places.preview,
            body=WrittenIn,
            summary="The messages that buyers would get",
        ),
        Route(
            "POST",
            "shop/send",
            Done,
            places.send,
            body=WrittenIn,
            summary="Send them to the admin's own chat",
        ),
        Route("POST", "shop/save", Changed, places.save, body=SaveIn, summary="Let this count"),
        Route(
            "POST",
            "shop/restore",
            Changed,
            places.restore,
            body=SeenPlace,
            summary="Let the original count again",
        ),
        Route(
            "POST",
            "shop/undo",
            Changed,
            places.undo,
            body=SeenPlace,
            summary="Bring back what stood there before",
        ),
    ]


def _of_profile() -> list[Route]:
    answer = ProfileChanged
    return [
        Route(
            "GET",
            "shop/profile",
            ProfileOut,
            profile.show,
            query=ProfileQuery,
            summary="The bot's own profile in Telegram",
        ),
        Route(
            "POST",
            "shop/profile/wish",
            answer,
            profile.wish,
            body=WishIn,
            summary="Let this stand there",
        ),
        Route(
            "POST",
            "shop/profile/restore",
            answer,
            profile.restore,
            body=SpotIn,
            summary="Let the original stand there again",
        ),
        Route(
            "POST",
            "shop/profile/empty",
            answer,
            profile.empty,
            body=SpotIn,
            summary="Let nothing of its own stand there",
        ),
        Route(
            "POST",
            "shop/profile/try",
            answer,
            profile.try_now,
            body=WishActIn,
            summary="Try a wish that waits",
        ),
        Route(
            "POST",
            "shop/profile/cancel",
            answer,
            profile.cancel,
            body=WishActIn,
            summary="Cancel a wish that waits",
        ),
    ]


async def _shop(call: Call) -> Shop:
    deps, say = call.deps, call.say
    return Shop(
        slots=[_slot(call, slot) for slot in Slot],
        locales=[Choice(id=one, name=say.texts.language_name(one)) for one in deps.texts.locales],
        plans=[Choice(id=str(one.id), name=say.plan(one.id)) for one in deps.plans.known],
        consent=await consent.consent_out(call),
        profile_own=[one.value for one in await deps.bot_profile.changed_parts()],
    )


def _slot(call: Call, slot: Slot) -> SlotOut:
    face, locales = call.deps.shop_face, call.deps.texts.locales
    own = own_languages(slot, face.texts, locales)
    if slot.is_by_plan and len(call.say.plans) > 1:
        own = [str(one) for one in sorted(own_plans(face.texts))]
    return SlotOut(
        slot=slot, by_plan=slot.is_by_plan, own=own, in_env=face.in_settings(slot) is not None
    )
