"""Broadcasts as an admin writes them: counted, previewed, and sent to their own chat before they
can go to anybody."""

from datetime import date, time

from bot.domain.broadcasts import (
    Audience,
    AudienceGroup,
    BroadcastButton,
    Content,
)
from bot.domain.models import Media, MediaKind, PlanId, TariffId
from bot.domain.planning.moments import Calendar, NoMoment
from bot.texts.values import Remaining, ShopTime
from handlers.http.console.api.broadcasts.models import (
    AudienceIn,
    AudienceQuestion,
    BroadcastOut,
    ButtonIn,
    DraftIn,
    MessageIn,
    MomentIn,
    PictureIn,
    PlanQuestion,
    Preview,
    Reached,
)
from handlers.http.console.api.broadcasts.shown import broadcast_out, message_out, reached
from handlers.http.console.api.composing import (
    label_of,
    not_sent,
    previews_of,
    reader_of,
    url_of,
)
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence


async def preview(call: Call) -> Preview:
    """Return the message as readers get it; nothing is stored or sent."""
    body: MessageIn = call.body
    content = await _content(call, body)
    return Preview(
        message=message_out(call, content),
        length=content.length,
        most=content.most,
        problem=_problem(call, content),
    )


async def count(call: Call) -> Reached:
    """Return how many people an audience has now."""
    body: AudienceQuestion = call.body
    audience = await _audience(call, body.audience)
    return reached(call, await call.deps.broadcasts.reach(audience))


async def draft(call: Call) -> BroadcastOut:
    """Send the message to the admin's own chat; if Telegram takes it, store it as their draft."""
    body: DraftIn = call.body
    audience, content = await _audience(call, body.audience), await _content(call, body.message)
    problem = _problem(call, content)
    if problem is not None:
        raise Refused(400, "words", problem, ("words",))
    found = await previews_of(call).send_broadcast(await reader_of(call), content, call.say)
    if found is not None:
        raise not_sent(call, found, ("words",))
    return await broadcast_out(
        call, await call.deps.broadcasts.draft(call.admin, audience, content)
    )


async def when(call: Call) -> PlanQuestion:
    """Return the moment that a day and a time of the shop's clock name."""
    body: MomentIn = call.body
    calendar = Calendar(call.deps.clock.now(), call.deps.texts.zone)
    try:
        found = calendar.on(date.fromisoformat(body.day), time.fromisoformat(body.time))
    except ValueError:
        raise _no_moment(call, "no-such-day") from None
    if isinstance(found, NoMoment) and found.skipped is not None:
        before, after = (f"{one:%H:%M}" for one in found.skipped)
        text = sentence(call.say("broadcast-when-skipped", before=before, after=after))
        raise Refused(400, "moment", text, ("time",))
    if isinstance(found, NoMoment):
        raise _no_moment(call, found.problem.value)
    left = Remaining(call.deps.clock.now(), found.at)
    texts = [sentence(call.say("broadcast-confirm-time", when=ShopTime(found.at), left=left))]
    if found.repeated:
        texts.append(sentence(call.say("broadcast-time-twice")))
    return PlanQuestion(at=found.at, texts=texts)


def _no_moment(call: Call, why: str) -> Refused:
    return Refused(400, "moment", sentence(call.say("broadcast-when-not", why=why)), ("time",))


async def _audience(call: Call, asked: AudienceIn) -> Audience:
    """Return the audience; raise Refused (409) where its tariff or plan isn't there any more."""
    of_tariff = asked.group is AudienceGroup.TARIFF
    audience = Audience(
        asked.group,
        TariffId(asked.tariff_id) if of_tariff and asked.tariff_id is not None else None,
        PlanId(asked.plan_id) if not of_tariff and asked.plan_id is not None else None,
    )
    unknown = (of_tariff and await call.deps.broadcasts.tariff(audience) is None) or (
        audience.plan_id is not None and call.deps.plans.get(audience.plan_id) is None
    )
    if unknown:
        raise Refused(409, "changed", call.text("console-broadcasts-no-audience"), ("audience",))
    return audience


async def _content(call: Call, asked: MessageIn) -> Content:
    media = await _media(call, asked)
    button = _button(call, asked.button) if asked.button is not None else None
    return Content(asked.words.html(call), media, button)


async def _media(call: Call, asked: MessageIn) -> Media | None:
    if asked.picture is not None:
        return _picture(call, asked.picture)
    if asked.keep_media_of is None:
        return None
    before = await call.deps.broadcasts.progress(asked.keep_media_of)
    return before.broadcast.content.media if before is not None else None


def _picture(call: Call, asked: PictureIn) -> Media:
    deps = call.deps
    file_id = deps.shop_face.file_of(asked.id, deps.bot_profile.client.bot_id)
    if file_id is None:
        text = call.text("console-composing-picture-gone")
        raise Refused(409, "changed", text, ("picture",))
    return Media(MediaKind.PHOTO, file_id, asked.hidden, asked.above)


def _button(call: Call, asked: ButtonIn) -> BroadcastButton:
    plan_id = PlanId(asked.plan_id) if asked.plan_id is not None else None
    if plan_id is not None and call.deps.plans.get(plan_id) is None:
        raise Refused(409, "changed", call.text("console-broadcasts-no-plan"), ("page",))
    if asked.page is not None:
        label = label_of(call, asked.label) if asked.label.strip() else None
        return BroadcastButton(label, page=asked.page, plan_id=plan_id)
    return BroadcastButton(label_of(call, asked.label), url=url_of(call, asked.url))


def _problem(call: Call, content: Content) -> str | None:
    """Return what keeps the message from being sent."""
    if content.media is None and not content.length:
        return call.text("console-broadcasts-no-words")
    if content.length > content.most:
        return call.text("console-composing-too-long", length=content.length, most=content.most)
    return None
