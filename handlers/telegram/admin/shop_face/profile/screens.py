"""Screens of the bot's profile: what Telegram shows now, what is wanted there, and the buttons."""

import asyncio
from collections.abc import Iterator

from bot.deps import Deps
from bot.domain.shop_face.profile import (
    EVERYONE,
    Failed,
    Part,
    Present,
    Spot,
    Wish,
    WishState,
)
from bot.texts import GAP, Markup, When, lines, quoted
from bot.texts.languages import telegram_codes
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.phrases import person_link
from bot.usecases.shop_face.profile_shown import Shown, refused, shown_now, unread, until
from bot.usecases.shop_face.profile_state import SpotState
from handlers.telegram.callbacks.bot_profile import (
    CancelWish,
    EmptyPart,
    RestorePart,
    SeeProfile,
    ShowPart,
    ShowProfile,
    ShowWishes,
    TakeOver,
    TryWish,
    WritePart,
)
from handlers.telegram.callbacks.shop_face import ShowFace
from handlers.telegram.ui.screen import Button, Buttons, button, side_by_side

WORDED = (Part.NAME, Part.ABOUT, Part.DESCRIPTION)
"""The parts that are words."""


def name_of(part: Part, say: Wording) -> str:
    return say.plain("profile-part", part=part.value)


def language_of(spot: Spot, deps: Deps, say: Wording) -> str | None:
    """Return the language of a spot by its own name; None where there is only one for all."""
    if not spot.part.has_languages:
        return None
    if spot.language == EVERYONE:
        return say.plain("profile-everyone")
    locale = telegram_codes(deps.texts.locales).get(spot.language, spot.language)
    return say.texts.language_name(locale)


def is_known(spot: Spot, deps: Deps) -> bool:
    """Return whether there is such a spot: a language that the bot has, none for the picture."""
    known = spot.language == EVERYONE or spot.language in telegram_codes(deps.texts.locales)
    return known and (spot.part.has_languages or spot.language == EVERYONE)


async def overview(deps: Deps, say: Wording) -> tuple[Markup, list[Buttons]]:
    """Return the whole profile as everybody sees it whose language has nothing of its own."""
    found = await asyncio.gather(*(shown_now(deps.bot_profile, Spot(part)) for part in Part))
    failed = next((one.words for one in found if isinstance(one.words, Failed)), None)
    text = lines(
        say("profile-title"),
        say("profile-about"),
        GAP,
        *(_entry(one, say) for one in found),
        unread(failed, say) if failed is not None else None,
    )
    parts = side_by_side(
        (
            button(say.plain("button-profile-part", part=part.value), ShowPart.of(Spot(part)))
            for part in Part
        ),
        most=2,
    )
    see = button(say.plain("button-profile-see"), SeeProfile())
    return text, [*parts, [see], [button(say.plain("button-face-list"), ShowFace())]]


def _entry(one: Shown, say: Wording) -> Markup:
    what = name_of(one.spot.part, say)
    if isinstance(one.words, Failed):
        words = Markup("…")
    elif one.has_picture:
        words = say("profile-picture-own" if one.is_own_picture else "profile-picture-as-it-was")
    else:
        words = quoted(one.words) if one.words else say("profile-nothing")
    mark = "waiting" if one.state.waiting is not None else "none"
    return say("profile-entry", what=what, words=words, mark=mark)


async def card(spot: Spot, deps: Deps, say: Wording) -> tuple[Markup, list[Buttons]]:
    """Return what Telegram shows in a spot, what is wanted there, and what can be done about it."""
    one = await shown_now(deps.bot_profile, spot)
    language = language_of(spot, deps, say)
    text = lines(
        say("profile-card-title", what=name_of(spot.part, say), language=language)
        if language
        else say("profile-card-title-alone", what=name_of(spot.part, say)),
        say("profile-card-about", part=spot.part.value),
        say("profile-card-everyone") if _is_for_everyone(spot) else None,
        GAP,
        *_now(one, say),
        *_wanted(one, deps.clock.now(), say),
        _by(one.state, say),
    )
    return text, _rows(one, deps, say)


def _is_for_everyone(spot: Spot) -> bool:
    return spot.part.has_languages and spot.language == EVERYONE


def content_of(spot: Spot, content: Present, say: Wording) -> Markup:
    """Return a content in a quote, or in a word where there is none."""
    if content.picture_id is not None:
        return say("profile-picture-some")
    if not content.words:
        key = "profile-nothing-named" if spot.language == EVERYONE else "profile-nothing-own"
        return say(key, part=spot.part.value)
    return say("profile-quote", words=quoted(content.words))


def _now(one: Shown, say: Wording) -> Iterator[Markup]:
    done = one.state.done
    if one.has_picture:
        yield say("profile-now-picture-own" if one.is_own_picture else "profile-now-picture")
    elif one.spot.part is Part.PICTURE and one.words == "":
        yield say("profile-now-picture-none")
    elif isinstance(one.words, Failed):
        yield unread(one.words, say)
        if done is not None:
            yield say("profile-last-set")
            yield content_of(one.spot, done.content, say)
    else:
        yield say("profile-now-lent" if one.lent else "profile-now")
        everyone = one.spot._replace(language=EVERYONE)
        yield content_of(everyone, Present(one.words), say)
        if done is not None and not one.lent and done.content.words not in ("", one.words):
            yield say("profile-changed-elsewhere")


def _wanted(one: Shown, now: int, say: Wording) -> Iterator[Markup]:
    state, latest = one.state, one.state.latest
    if latest is None:
        return
    if latest.state is WishState.WAITING:
        yield say("profile-wanted")
        yield content_of(one.spot, latest.content, say)
        yield until(latest, state, now, say)
    elif latest.state is WishState.REFUSED:
        yield refused(latest, say)
        yield content_of(one.spot, latest.content, say)


def _by(state: SpotState, say: Wording) -> Markup | None:
    latest = state.latest
    if latest is None:
        return None
    who = person_link(say, state.admin, latest.admin_id)
    return say("face-card-saved", when=When(latest.asked_at), who=who)


def _rows(one: Shown, deps: Deps, say: Wording) -> list[Buttons]:
    spot, state = one.spot, one.state
    write = "button-profile-picture" if spot.part is Part.PICTURE else "button-face-write"
    rows = [
        *_of_waiting(spot, state.waiting, say),
        [button(say.plain(write), WritePart.of(spot))],
        *_back_rows(one, say),
    ]
    if state.elsewhere is not None:
        rows.append([button(say.plain("button-profile-take-over"), TakeOver.of(spot))])
    rows.append([button(say.plain("button-profile-see"), SeeProfile(language=spot.language))])
    if state.latest is not None:
        rows.append([button(say.plain("button-face-history"), ShowWishes.of(spot))])
    return [*rows, *_languages(spot, deps, say), [to_profile(say)]]


def _of_waiting(spot: Spot, wish: Wish | None, say: Wording) -> list[Buttons]:
    if wish is None:
        return []
    try_now = button(say.plain("button-profile-try"), TryWish.of(spot, wish=wish.id))
    cancel = button(say.plain("button-profile-cancel"), CancelWish.of(spot, wish=wish.id))
    return side_by_side([try_now, cancel], most=2)


def _back_rows(one: Shown, say: Wording) -> list[Buttons]:
    """Return the ways back: to the original, and to nothing where that is something else."""
    spot, state, rows = one.spot, one.state, list[Buttons]()
    if one.may_be_restored:
        back = RestorePart.of(spot, seen=state.seen)
        rows.append([button(say.plain("button-face-original"), back)])
    if one.may_be_emptied:
        key = "button-profile-empty" if spot.language == EVERYONE else "button-profile-as-all"
        rows.append([button(say.plain(key), EmptyPart.of(spot, seen=state.seen))])
    return rows


def _languages(spot: Spot, deps: Deps, say: Wording) -> list[Buttons]:
    if not spot.part.has_languages:
        return []
    others = [EVERYONE, *telegram_codes(deps.texts.locales)]
    found = [spot._replace(language=code) for code in others if code != spot.language]
    return side_by_side(
        button(
            say.label("label-face-language", language=language_of(one, deps, say) or ""),
            ShowPart.of(one),
        )
        for one in found
    )


def to_profile(say: Wording) -> Button:
    return button(say.plain("button-profile-back"), ShowProfile())
