"""Broadcasts as the page shows them."""

from collections.abc import Collection

from bot.domain.broadcasts import (
    Audience,
    Broadcast,
    BroadcastButton,
    BroadcastState,
    Content,
    Reach,
)
from bot.domain.listing.broadcast_people import Readers
from bot.domain.shop_face.telegram_html import plain
from bot.domain.times import iso
from bot.texts.values import ShopTime, show_moment
from bot.usecases.broadcasts import people
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
    Counted,
    Counts,
    Moment,
    Reached,
)
from handlers.http.console.api.composing import ShownMessage, rows
from handlers.http.console.api.route import Call
from handlers.http.console.api.said import sentence

_LONGEST_WORDS = 120


async def visible(call: Call, broadcast_id: int) -> Progress:
    """Return a broadcast as it stands now, with whom it would reach now where it hasn't begun.
    Raises Refused (404) for what another admin writes, which is theirs until they act on it."""
    counted = await call.deps.planned_broadcasts.counted(broadcast_id)
    found = counted.progress if counted is not None else None
    found = found or await call.deps.broadcasts.progress(broadcast_id)
    if found is None:
        raise call.missing()
    one = found.broadcast
    if one.admin_id != call.admin and one.started_at is None and one.planned_at is None:
        raise call.missing()
    return await call.deps.broadcasts.counted(found)


async def broadcast_out(call: Call, progress: Progress) -> BroadcastOut:
    """Return a broadcast with everything that is known of it."""
    one, say = progress.broadcast, call.say
    known = await people.listable(call.deps.broadcasts, progress)
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
        counts=counts_out(call, progress, known),
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
        skipped = sentence(say("broadcast-skipped", count=reach.skipped))
        left_out.append(Counted(text=skipped, readers=Readers.UNREACHABLE))
    if reach.declined:
        declined = sentence(say("broadcast-expected-declined", count=reach.declined))
        left_out.append(Counted(text=declined, readers=Readers.DECLINED))
    time = sending_time(reach.people)
    return Reached(
        people=reach.people,
        skipped=reach.skipped,
        declined=reach.declined,
        text=call.text("console-broadcasts-reached", count=reach.people, time=time),
        left_out=left_out,
    )


_COUNTED = (
    Readers.SENT,
    Readers.UNREACHABLE,
    Readers.DECLINED,
    Readers.UNCLEAR,
    Readers.LEFT_OUT,
)
"""The people of each line that the chat says, in its order."""


def texts_of(call: Call, progress: Progress) -> dict[Readers, str]:
    """Return the numbers of a broadcast that has begun, in the chat's words."""
    said = dict(zip(_COUNTED, counts(call.say, progress), strict=True))
    if progress.broadcast.state is BroadcastState.SENDING:
        del said[Readers.LEFT_OUT]  # who wasn't looked at so far
    return {readers: sentence(text) for readers, text in said.items() if text is not None}


def counts_out(call: Call, progress: Progress, known: Collection[Readers]) -> Counts:
    """Return how far it has come, in numbers and in the chat's words; each leads to its people
    where these are `known`."""
    return Counts(
        sent=progress.sent,
        total=progress.total,
        unreachable=progress.unreachable,
        declined=progress.declined,
        unclear=progress.unclear,
        left_out=progress.left_out,
        texts=[
            Counted(text=text, readers=readers if readers in known else None)
            for readers, text in texts_of(call, progress).items()
        ],
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
