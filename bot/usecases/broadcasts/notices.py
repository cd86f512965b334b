"""What a broadcast says to people, and what is said of it to the admin who sends it."""

from collections.abc import Callable
from typing import Protocol

from bot.domain.models import Button, Message
from bot.texts import Markup, Remaining
from bot.usecases.broadcasts.broadcasts import Audience, Progress, State, Tariff, progress_of
from bot.usecases.outbox import enqueue
from bot.usecases.outbox.wording import Wording
from storage.engine.tx import Tx

_MESSAGES_A_SECOND = 24
"""About Telegram's pace; see bot/telegram/pace.py."""


class Scene(Protocol):
    """What a composer looks at; see bot/usecases/notices/compose.py."""

    @property
    def tx(self) -> Tx: ...

    @property
    def say(self) -> Wording: ...

    @property
    def subject(self) -> int: ...


def audience(say: Wording, progress: Progress) -> Markup:
    """Who is meant, as on the buttons they were chosen by."""
    return audience_named(say, progress.broadcast.audience, progress.tariff)


def audience_named(say: Wording, whom: Audience, tariff: Tariff | None) -> Markup:
    if tariff is not None:
        return say("audience-tariff", duration=tariff.duration)
    return say("audience", group=str(whom.group))


def how_far(say: Wording, progress: Progress) -> Message:
    """The message that changes while it is sent; with a button to stop it as long as it can be."""
    title = say("broadcast-title", whom=audience(say, progress))
    if progress.broadcast.state is not State.SENDING:
        return Message(_lines(title, *_counts(say, progress)))
    done = say("broadcast-progress", sent=progress.sent, total=progress.total)
    left = time_for(progress.total - progress.sent)
    stop = Button(say.plain("button-broadcast-stop"), action="cast_stop", id=progress.broadcast.id)
    text = _lines(title, done, _unreachable(say, progress), say("broadcast-left", left=left))
    return Message(text, ((stop,),))


def time_for(messages: int) -> Remaining:
    """How long so many take at Telegram's pace."""
    return Remaining(0, messages // _MESSAGES_A_SECOND)


def _text(scene: Scene) -> Message | None:
    """The admin's text as they wrote it; nothing once it was stopped."""
    progress = progress_of(scene.tx, scene.subject)
    if progress is None or progress.broadcast.state is not State.SENDING:
        return None
    return Message(progress.broadcast.text)


def _report(scene: Scene) -> Message | None:
    progress = progress_of(scene.tx, scene.subject)
    if progress is None:
        return None
    stopped = progress.broadcast.state is State.STOPPED
    say = scene.say
    key = "broadcast-report-stopped" if stopped else "broadcast-report"
    title = say(key, whom=audience(say, progress))
    return Message(_lines(title, *_counts(say, progress)))


def _counts(say: Wording, progress: Progress) -> tuple[Markup | None, ...]:
    return (
        say("broadcast-sent", count=progress.sent),
        _unreachable(say, progress),
        say("broadcast-unclear", count=progress.unclear) if progress.unclear else None,
        say("broadcast-left-out", count=progress.left_out) if progress.left_out else None,
    )


def _unreachable(say: Wording, progress: Progress) -> Markup | None:
    count = progress.unreachable
    return say("broadcast-unreachable", count=count) if count else None


def _lines(*parts: Markup | None) -> Markup:
    return Markup("\n".join(part for part in parts if part is not None))


COMPOSERS: dict[str, Callable[[Scene], Message | None]] = {
    enqueue.BROADCAST: _text,
    enqueue.ADMIN_BROADCAST: _report,
}
