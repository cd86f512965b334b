"""What admins are asked after a restore, before anything else is sent."""

from collections.abc import Callable
from typing import Protocol

from bot.domain.models import Button, Message
from bot.texts import When
from bot.usecases.outbox import enqueue
from bot.usecases.outbox import pause as pauses
from bot.usecases.outbox.pause import Pause
from bot.usecases.outbox.wording import Wording
from storage.engine.tx import Tx


class Scene(Protocol):
    """What a composer may look at (see `bot.usecases.notices.compose`)."""

    @property
    def tx(self) -> Tx: ...

    @property
    def say(self) -> Wording: ...


def question(say: Wording, pause: Pause) -> Message:
    """The same words wherever an admin meets the pause."""
    text = say("pause-question", since=When(pause.since), old=pause.old, new=pause.new)
    send = Button(say.plain("button-pause-send", count=pause.old + pause.new), action="resume")
    drop = Button(say.plain("button-pause-drop", count=pause.old), action="resume_new")
    return Message(text, ((send,), (drop,)) if pause.old else ((send,),))


def _restored(scene: Scene) -> Message | None:
    pause = pauses.pause(scene.tx)
    return question(scene.say, pause) if pause is not None else None


COMPOSERS: dict[str, Callable[[Scene], Message | None]] = {enqueue.ADMIN_RESTORED: _restored}
