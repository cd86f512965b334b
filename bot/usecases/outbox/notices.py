"""The notice that asks admins after a restore which messages should be sent."""

from collections.abc import Mapping

from bot.domain.models import Button, Message
from bot.texts import When
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.pause import Pause, read_pause
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.outbox.wording import Wording


def question(say: Wording, pause: Pause) -> Message:
    """Return the question that an admin gets in the notice and in the backlog."""
    text = say("outbox-pause-ask", since=When(pause.since), old=pause.old, new=pause.new)
    send = Button(
        say.plain("button-outbox-pause-send", count=pause.old + pause.new), action="resume"
    )
    drop = Button(say.plain("button-outbox-pause-drop", count=pause.old), action="resume_new")
    return Message(text, ((send,), (drop,)) if pause.old else ((send,),))


def _restored(scene: Scene) -> Message | None:
    pause = read_pause(scene.tx)
    return question(scene.say, pause) if pause is not None else None


COMPOSERS: Mapping[NoticeKind, Composer] = {NoticeKind.ADMIN_RESTORED: _restored}
