"""The bot's own name, texts and picture in Telegram: what stands there, and what is wanted."""

import asyncio
from typing import Annotated

from pydantic import BaseModel, Field

from bot.domain.shop_face.profile import (
    EVERYONE,
    LONGEST,
    NOTHING,
    Failed,
    Part,
    Present,
    Spot,
    Wish,
    WishState,
)
from bot.texts.languages import telegram_codes
from bot.usecases.shop_face.profile import Changed
from bot.usecases.shop_face.profile_shown import (
    Shown,
    read_words,
    refused,
    result_of,
    shown_now,
    unread,
    until,
)
from handlers.http.console.api.composing import Typed
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence
from handlers.http.console.api.shared_models import Body, Id
from handlers.http.console.api.shop_face.models import Choice, Row

Code = Annotated[str, Field(max_length=8, pattern=r"^[a-z]{0,3}$")]


class ProfileQuery(BaseModel, extra="forbid"):
    """The language whose readers are meant; none for everybody."""

    language: Code = EVERYONE


class SpotIn(Body):
    """A part of the profile in a language, and the wish that the page has seen there."""

    part: Annotated[Part, Field(strict=False)]
    language: Code = EVERYONE
    seen: Row


class WishIn(SpotIn):
    """The words or the picture that are to stand there."""

    words: Annotated[Typed, Field(max_length=2048)] | None = None
    picture_id: Id | None = None


class WishActIn(Body):
    """A wish that waits."""

    wish: Id


class SpotOut(BaseModel):
    """A part of the profile as Telegram shows it now, and what is wanted there."""

    part: Part
    language: str
    words: str
    lent: bool
    unread: str | None
    picture_id: int | None
    waiting: int | None
    wanted: str | None
    notes: list[str]
    seen: int
    may_be_restored: bool
    may_be_emptied: bool
    most: int | None


class ProfileOut(BaseModel):
    """The whole profile for readers of a language."""

    language: str
    languages: list[Choice]
    spots: list[SpotOut]


class ProfileChanged(BaseModel):
    """A part after a change, and what became of it."""

    spot: SpotOut
    said: str


async def show(call: Call) -> ProfileOut:
    """Return the profile as readers of a language see it."""
    query: ProfileQuery = call.query
    spots = [Spot(part, query.language if part.has_languages else EVERYONE) for part in Part]
    found = await asyncio.gather(*(_spot_out(call, _known(call, one)) for one in spots))
    codes = telegram_codes(call.deps.texts.locales)
    names = [Choice(id=code, name=call.say.texts.language_name(one)) for code, one in codes.items()]
    everyone = Choice(id=EVERYONE, name=call.text("profile-everyone"))
    return ProfileOut(
        language=query.language,
        languages=[everyone, *names],
        spots=list(found),
    )


async def wish(call: Call) -> ProfileChanged:
    """Let this stand there; Telegram is asked at once, where it lets the bot ask."""
    body: WishIn = call.body
    spot = _known(call, Spot(body.part, body.language))
    if spot.part is Part.PICTURE:
        if body.picture_id is None:
            raise Refused(400, "empty", sentence(call.say("profile-only-picture")), ("picture",))
        content = Present("", body.picture_id)
    else:
        read = read_words(spot.part, body.words or "", call.say)
        if not isinstance(read, Present):
            raise Refused(400, "words", sentence(read), ("words",))
        content = read
    found = await call.deps.bot_profile.wish(spot, content, body.seen, call.admin)
    return await _answer(call, spot, found)


async def restore(call: Call) -> ProfileChanged:
    """Let the original stand there again."""
    body: SpotIn = call.body
    spot = _known(call, Spot(body.part, body.language))
    found = await call.deps.bot_profile.restore(spot, body.seen, call.admin)
    return await _answer(call, spot, found)


async def empty(call: Call) -> ProfileChanged:
    """Let nothing of its own stand there."""
    body: SpotIn = call.body
    spot = _known(call, Spot(body.part, body.language))
    if not spot.may_be_empty:
        raise Refused(400, "empty", sentence(call.say("face-empty")), ("words",))
    found = await call.deps.bot_profile.wish(spot, NOTHING, body.seen, call.admin)
    return await _answer(call, spot, found)


async def try_now(call: Call) -> ProfileChanged:
    """Try a wish that waits."""
    body: WishActIn = call.body
    if await call.deps.bot_profile.get(body.wish) is None:
        raise call.missing()
    found = await call.deps.bot_profile.try_now(body.wish)
    if found is None:
        raise _changed(call)
    return await _answer(call, found.spot, found)


async def cancel(call: Call) -> ProfileChanged:
    """Cancel a wish that waits."""
    body: WishActIn = call.body
    before = await call.deps.bot_profile.get(body.wish)
    if before is None:
        raise call.missing()
    if not await call.deps.bot_profile.cancel(body.wish, call.admin):
        raise _changed(call)
    shown = await _spot_out(call, before.spot)
    return ProfileChanged(spot=shown, said=sentence(call.say("profile-cancelled")))


async def _answer(call: Call, spot: Spot, found: Wish | Changed) -> ProfileChanged:
    if isinstance(found, Changed):
        raise _changed(call)
    if found.state is WishState.REFUSED:
        raise Refused(409, "refused", sentence(refused(found, call.say)), ("words",))
    said = result_of(found, call.say)
    return ProfileChanged(spot=await _spot_out(call, spot), said=sentence(said or ""))


def _changed(call: Call) -> Refused:
    return Refused(409, "changed", call.text("console-shop-profile-changed"))


def _known(call: Call, spot: Spot) -> Spot:
    known = spot.language == EVERYONE or spot.language in telegram_codes(call.deps.texts.locales)
    if not known or (spot.language != EVERYONE and not spot.part.has_languages):
        raise call.missing()
    return spot


async def _spot_out(call: Call, spot: Spot) -> SpotOut:
    one = await shown_now(call.deps.bot_profile, spot)
    state, waiting = one.state, one.state.waiting
    words = one.words if isinstance(one.words, str) else ""
    done = state.done
    return SpotOut(
        part=spot.part,
        language=spot.language,
        words=words,
        lent=one.lent,
        unread=sentence(unread(one.words, call.say)) if isinstance(one.words, Failed) else None,
        picture_id=done.content.picture_id if one.is_own_picture and done is not None else None,
        waiting=waiting.id if waiting is not None else None,
        wanted=waiting.content.words if waiting is not None else None,
        notes=_notes(call, one),
        seen=state.seen,
        may_be_restored=one.may_be_restored,
        may_be_emptied=one.may_be_emptied,
        most=LONGEST.get(spot.part),
    )


def _notes(call: Call, one: Shown) -> list[str]:
    """Return what became of the latest wish, where it isn't done."""
    latest, say = one.state.latest, call.say
    if latest is not None and latest.state is WishState.WAITING:
        return [sentence(until(latest, one.state, call.deps.clock.now(), say))]
    if latest is not None and latest.state is WishState.REFUSED:
        return [sentence(refused(latest, say))]
    return []
