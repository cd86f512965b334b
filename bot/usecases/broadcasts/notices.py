"""Messages of a broadcast: itself to people, and its progress and report to the admin."""

from collections.abc import Mapping

from bot.domain.broadcasts import Audience, BroadcastButton, BroadcastState, Content, Page
from bot.domain.models import Button, MediaKind, Message
from bot.domain.records import Tariff
from bot.domain.shop_face.telegram_html import plain
from bot.texts import Markup, Remaining, ShopTime, lines
from bot.usecases.broadcasts.broadcasts import Progress, progress_of
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.outbox.wording import Wording
from storage import people

_MESSAGES_A_SECOND = 24
"""About Telegram's pace; see bot/telegram/pace.py."""


def audience_of(say: Wording, progress: Progress) -> Markup:
    """Return the audience's name, as on the button that chose it."""
    return audience_name(say, progress.broadcast.audience, progress.tariff)


def audience_name(say: Wording, audience: Audience, tariff: Tariff | None) -> Markup:
    """Return an audience's name, with its tariff or its plan if it has one."""
    if tariff is not None:
        return say("broadcast-audience-tariff", tariff=say.tariff(tariff))
    if audience.plan_id is not None:
        plan = say.plan(audience.plan_id)
        return say("broadcast-audience-plan", group=str(audience.group), plan=plan)
    return say("broadcast-audience", group=str(audience.group))


def progress_message(say: Wording, progress: Progress) -> Message:
    """Return the message that shows the progress, with a button to stop while that is possible."""
    title = say("broadcast-title", whom=audience_of(say, progress))
    if progress.broadcast.state is not BroadcastState.SENDING:
        return Message(lines(title, *counts(say, progress)))
    done = say("broadcast-progress", sent=progress.sent, total=progress.total)
    left = sending_time(progress.total - progress.sent)
    stop = Button(say.plain("button-broadcast-stop"), action="cast_stop", id=progress.broadcast.id)
    others = (_unreachable(say, progress), _declined(say, progress))
    text = lines(title, done, *others, say("broadcast-left", left=left))
    return Message(text, ((stop,),))


def sending_time(messages: int) -> Remaining:
    """Return how long so many messages take at Telegram's pace."""
    return Remaining(0, messages // _MESSAGES_A_SECOND)


def broadcast_message(say: Wording, content: Content, *, broadcast_id: int) -> Message:
    """Return a broadcast as its reader gets it: the admin's message as they made it, their button,
    and the one that ends the news. A preview has no number (0): pressing that ends nothing."""
    no_more = Button(say.plain("button-news-stop"), action="news_off", id=broadcast_id)
    own = ((_own_button(say, content.button),),) if content.button is not None else ()
    return Message(content.text, (*own, (no_more,)), media=content.media)


def _own_button(say: Wording, button: BroadcastButton) -> Button:
    label = button.label or page_label(say, button.page or Page.PRICES)
    if button.page is None:
        return Button(label, url=button.url)
    return Button(label, action=button.page, id=button.plan_id or 0)


def page_label(say: Wording, page: Page) -> str:
    """Return the usual name of a page on a button that leads there."""
    return say.plain("button-shop-open" if page is Page.PRICES else "button-status")


def _text(scene: Scene) -> Message | None:
    """Return the broadcast; nothing once it was stopped, or its reader wants no more."""
    progress = progress_of(scene.tx, scene.subject)
    if progress is None or progress.broadcast.state is not BroadcastState.SENDING:
        return None
    reader = people.get(scene.tx, scene.queued.chat_id)
    if reader is not None and reader.no_news_at is not None:
        return None
    return broadcast_message(scene.say, progress.broadcast.content, broadcast_id=scene.subject)


def _report(scene: Scene) -> Message | None:
    progress = progress_of(scene.tx, scene.subject)
    if progress is None:
        return None
    stopped = progress.broadcast.state is BroadcastState.STOPPED
    say = scene.say
    if progress.broadcast.refused is not None:
        return _refused_report(say, progress, progress.broadcast.refused)
    key = "broadcast-report-stopped" if stopped else "broadcast-report"
    title = say(key, whom=audience_of(say, progress))
    return Message(lines(title, *counts(say, progress)))


def _refused_report(say: Wording, progress: Progress, reason: str) -> Message:
    """Say that Telegram has no such picture any more, and offer to write to the same people."""
    title = say("broadcast-report-refused", whom=audience_of(say, progress), reason=reason)
    again = Button(say.plain("button-broadcast-again"), action="cast_re", id=progress.broadcast.id)
    return Message(lines(title, *counts(say, progress)), ((again,),))


def counts(say: Wording, progress: Progress) -> tuple[Markup | None, ...]:
    """Return how many people have it and how many don't, a line for each reason."""
    return (
        say("broadcast-sent", count=progress.sent),
        _unreachable(say, progress),
        _declined(say, progress),
        say("broadcast-unclear", count=progress.unclear) if progress.unclear else None,
        say("broadcast-left-out", count=progress.left_out) if progress.left_out else None,
    )


def _unreachable(say: Wording, progress: Progress) -> Markup | None:
    count = progress.unreachable
    return say("broadcast-unreachable", count=count) if count else None


def _declined(say: Wording, progress: Progress) -> Markup | None:
    count = progress.declined
    return say("broadcast-declined", count=count) if count else None


def words_of(say: Wording, content: Content) -> str:
    """Return the first words of a broadcast, or what it is where it has none."""
    words = " ".join(plain(content.text).split())
    if words or content.media is None:
        return words
    is_photo = content.media.kind is MediaKind.PHOTO
    return say.plain("broadcast-words-photo" if is_photo else "broadcast-words-video")


def _missed(scene: Scene) -> Message | None:
    """Ask what becomes of a planned broadcast; nothing once an admin has decided."""
    progress = progress_of(scene.tx, scene.subject)
    if progress is None or progress.broadcast.state is not BroadcastState.PLANNED:
        return None
    one, say = progress.broadcast, scene.say
    if one.missed_why is None:
        return None
    when, whom = ShopTime(one.planned_at or 0), audience_of(say, progress)
    text = lines(
        say("notice-admin-broadcast-missed", when=when, whom=whom),
        say("broadcast-missed", why=one.missed_why.value),
        say("notice-admin-broadcast-missed-step"),
    )
    look = Button(say.plain("button-broadcast-open-planned"), action="later_one", id=one.id)
    return Message(text, ((look,),))


def _changed(scene: Scene) -> Message | None:
    """Say what another admin has done with the reader's planned broadcast."""
    progress = progress_of(scene.tx, scene.subject)
    if progress is None:
        return None
    detail, say = scene.queued.detail, scene.say
    who = say.who(scene.tx, int(str(detail.get("by", 0))))
    when = ShopTime(progress.broadcast.planned_at or 0)
    what = str(detail.get("what"))
    return Message(say("notice-admin-broadcast-changed", what=what, who=who, when=when))


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.BROADCAST: _text,
    NoticeKind.ADMIN_BROADCAST: _report,
    NoticeKind.ADMIN_BROADCAST_MISSED: _missed,
    NoticeKind.ADMIN_BROADCAST_CHANGED: _changed,
}
