"""Broadcasts as the page shows them."""

from bot.domain.broadcasts import (
    Audience,
    Broadcast,
    BroadcastButton,
    BroadcastState,
    Content,
    Reach,
)
from bot.domain.shop_face.telegram_html import plain
from bot.domain.times import iso
from bot.texts.values import ShopTime, show_moment
from bot.usecases.broadcasts.broadcasts import Progress
from bot.usecases.broadcasts.notices import (
    audience_of,
    broadcast_message,
    counts,
    sending_time,
    words_of,
)
from bot.usecases.people.phrases import short_name
from handlers.http.console.api.broadcasts.models import (
    AudienceOut,
    BroadcastOut,
    ButtonOut,
    Counts,
    Moment,
    Reached,
)
from handlers.http.console.api.composing import ShownMessage, rows
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence

_LONGEST_WORDS = 120


async def broadcast_out(call: Call, progress: Progress) -> BroadcastOut:
    """Return a broadcast with everything that is known of it."""
    one, say = progress.broadcast, call.say
    author = await call.deps.people.get(one.admin_id)
    return BroadcastOut(
        id=one.id,
        state=one.state.value,
        mine=one.admin_id == call.admin,
        by=short_name(say, author, one.admin_id),
        whom=plain(audience_of(say, progress)),
        words=words_of(say, one.content)[:_LONGEST_WORDS],
        message=message_out(call, one.content),
        button=_button_out(one.content.button) if one.content.button is not None else None,
        reached=reached(call, one.reach),
        counts=counts_out(call, progress),
        left=_left(call, progress),
        started=moment(call, one.started_at),
        planned=moment(call, one.planned_at),
        missed=_missed(call, one),
        refused=one.refused,
        audience=audience_out(one.audience, plain(audience_of(say, progress))),
    )


def _button_out(button: BroadcastButton) -> ButtonOut:
    return ButtonOut(
        label=button.label or "", url=button.url, page=button.page, plan_id=button.plan_id
    )


def audience_out(audience: Audience, text: str) -> AudienceOut:
    return AudienceOut(
        group=audience.group, tariff_id=audience.tariff_id, plan_id=audience.plan_id, text=text
    )


def message_out(call: Call, content: Content) -> ShownMessage:
    """Return a broadcast as its readers get it."""
    message, media = broadcast_message(call.say, content, broadcast_id=0), content.media
    picture_id = call.deps.shop_face.picture_by_file(media.file_id) if media is not None else None
    return ShownMessage(
        html=message.text,
        buttons=rows(message.buttons),
        picture_id=picture_id,
        media=media.kind.value if media is not None else None,
        hidden=media.hidden if media is not None else False,
        above=media.below if media is not None else False,
    )


def reached(call: Call, reach: Reach) -> Reached:
    """Return how many people get it, and who doesn't."""
    say, left_out = call.say, []
    if reach.skipped:
        left_out.append(sentence(say("broadcast-skipped", count=reach.skipped)))
    if reach.declined:
        left_out.append(sentence(say("broadcast-expected-declined", count=reach.declined)))
    time = sending_time(reach.people)
    return Reached(
        people=reach.people,
        skipped=reach.skipped,
        declined=reach.declined,
        text=call.text("console-broadcasts-reached", count=reach.people, time=time),
        left_out=left_out,
    )


def counts_out(call: Call, progress: Progress) -> Counts:
    """Return how far it has come, in numbers and in the chat's words."""
    return Counts(
        sent=progress.sent,
        total=progress.total,
        unreachable=progress.unreachable,
        declined=progress.declined,
        unclear=progress.unclear,
        left_out=progress.left_out,
        texts=[sentence(one) for one in counts(call.say, progress) if one is not None],
    )


def moment(call: Call, at: int | None) -> Moment | None:
    """Return a moment by the shop's clock."""
    if at is None:
        return None
    text = show_moment(ShopTime(at), call.locale, call.deps.texts.zone)
    return Moment(at=at, iso=iso(at), text=text)


def _left(call: Call, progress: Progress) -> str | None:
    if progress.broadcast.state is not BroadcastState.SENDING:
        return None
    left = sending_time(progress.total - progress.sent)
    return sentence(call.say("broadcast-left", left=left))


def _missed(call: Call, one: Broadcast) -> str | None:
    if one.missed_why is None or one.state is not BroadcastState.PLANNED:
        return None
    return sentence(call.say("broadcast-missed", why=one.missed_why.value))
