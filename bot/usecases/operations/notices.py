"""Notices to admins about the bot itself: incidents, and handlers that failed."""

from collections.abc import Mapping

from bot.domain.models import Message
from bot.texts import When, Whole, lines, paragraphs
from bot.usecases.operations import command_lines
from bot.usecases.operations.incident_phrases import incident_step, incident_text
from bot.usecases.operations.incidents import known
from bot.usecases.operations.rescue import Lost, Place
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.scene import Composer, Scene
from bot.usecases.outbox.wording import Wording
from storage import incidents


def _incident(scene: Scene) -> Message | None:
    """Report an incident, also one that ended before the notice could be sent."""
    incident = incidents.get(scene.tx, scene.subject)
    if incident is None:
        return None
    what = incident_text(scene.say, known(scene.tx, incident))
    since = When(incident.began_at)
    if incident.ended_at is not None:
        text = scene.say(
            "notice-admin-incident-over", what=what, since=since, until=When(incident.ended_at)
        )
        return Message(text)
    step = incident_step(scene.say, incident)
    return Message(scene.say("notice-admin-incident", what=what, since=since, step=step))


def _error(scene: Scene) -> Message | None:
    return Message(scene.say("notice-admin-error", what=str(scene.queued.detail.get("what", ""))))


def lost_message(say: Wording, lost: Lost) -> Message:
    """Report that the database's file was lost, and where the ledger was saved.

    This notice doesn't pass the outbox, which can't be written to any more.
    """
    what = say(
        "notice-admin-database-lost",
        how=lost.how.value,
        database=Whole(str(lost.database)),
        when=When(lost.at),
    )
    if lost.file is None:
        failed = say("notice-admin-database-unsaved", reason=Whole(lost.reason or ""))
        return Message(paragraphs(what, failed))
    saved = say("notice-admin-database-saved", file=Whole(str(lost.file)))
    if lost.finding is not None:
        saved = lines(saved, say("notice-admin-database-unsound", finding=Whole(lost.finding)))
    if lost.place is Place.TEMPORARY:
        saved = lines(saved, say("notice-admin-database-temporary"))
    command = command_lines.restore(lost.file, lost.here)
    typed = {way: Whole(line) for way, line in command.items()}
    return Message(paragraphs(what, saved, say("notice-admin-database-step", **typed)))


def _new_shop(scene: Scene) -> Message | None:
    """Report that a new ledger began, which is wrong for a shop that was there before."""
    path = Whole(str(scene.queued.detail.get("path", "")))
    return Message(scene.say("notice-admin-database-new", path=path))


def _feature_left_out(scene: Scene) -> Message | None:
    detail = scene.queued.detail
    return Message(
        scene.say(
            "notice-admin-feature-left-out",
            file=str(detail.get("file", "")),
            fault=str(detail.get("fault", "")),
            detail=str(detail.get("detail", "")),
        )
    )


def _feature_closed(scene: Scene) -> Message | None:
    """Report a feature for a plan that the shop doesn't have; nothing once it has that plan."""
    key = str(scene.queued.detail.get("plan", ""))
    keys = [one.key for one in scene.say.plans]
    if key in keys:
        return None
    shown = {"file": str(scene.queued.detail.get("file", "")), "plan": key}
    return Message(scene.say("notice-admin-feature-closed", **shown, keys=", ".join(keys)))


_LONGEST = 150
"""The most characters of a value in a list of problems; a path can have thousands."""


def _short(value: str) -> Whole:
    return Whole(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…")


def _own_texts(scene: Scene) -> Message | None:
    """Report the mistakes in TEXTS_DIR, as they were at the start."""
    detail = scene.queued.detail
    listed, more = detail.get("problems"), detail.get("more")
    problems = listed if isinstance(listed, list) else []
    shown = [
        scene.say("texts-problem", **{name: _short(value) for name, value in one.items()})
        for one in problems
    ]
    if isinstance(more, int) and more > 0:
        shown.append(scene.say("texts-more", count=more))
    return Message(scene.say("notice-admin-texts", problems=lines(*shown)))


COMPOSERS: Mapping[NoticeKind, Composer] = {
    NoticeKind.ADMIN_INCIDENT: _incident,
    NoticeKind.ADMIN_ERROR: _error,
    NoticeKind.ADMIN_NEW_SHOP: _new_shop,
    NoticeKind.ADMIN_FEATURE_LEFT_OUT: _feature_left_out,
    NoticeKind.ADMIN_FEATURE_CLOSED: _feature_closed,
    NoticeKind.ADMIN_TEXTS: _own_texts,
}
