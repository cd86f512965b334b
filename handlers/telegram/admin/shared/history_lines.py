"""What was done with a purchase, by whom and when, put into words."""

from collections.abc import Iterable

from bot.domain.durations import Duration
from bot.texts import Markup, When
from bot.usecases.outbox.wording import Wording
from bot.usecases.people.history import PAID, REFUNDED, Chapter, Line
from bot.usecases.purchases.lookup import Deed
from handlers.telegram.admin.shared.phrases import GAP, lines, who
from handlers.telegram.ui.text import quoted

_SHOWN = 8
_PLAIN_DEEDS = {
    "accepted": "deed-accepted",
    "matched_refund": "deed-matched-refund",
    "refund_calling": "deed-refund-calling",
    "refund_not_done": "deed-refund-not-done",
    "refund_rejected": "deed-refund-rejected",
    "refund_succeeded": "deed-refund-succeeded",
    "refunded": "deed-refunded",
    "revoked": "deed-revoked",
}
_DEEDS_WITH_WORDS = {
    "dismissed": "deed-dismissed",
    "revoked": "deed-revoked-note",
    "claim_approved": "deed-claim-approved",
    "claim_denied": "deed-claim-denied",
}


def history(say: Wording, deeds: Iterable[Deed]) -> Markup | None:
    """The latest deeds, oldest of them first; None where nobody has done anything."""
    told = [_deed_line(say, deed) for deed in list(deeds)[:_SHOWN]]
    if not told:
        return None
    return lines(GAP, say("history"), *reversed(told))


def _deed_line(say: Wording, deed: Deed) -> Markup:
    when = When(deed.entry.at)
    what = what_was_done(say, deed.entry.action, deed.entry.detail or "")
    if deed.admin_id is None:
        return say("history-line-bot", when=when, what=what)
    return say("history-line", when=when, who=who(say, deed.admin, deed.admin_id), what=what)


def what_was_done(say: Wording, action: str, detail: str) -> Markup:
    """An entry of the audit in words."""
    if detail and action in _DEEDS_WITH_WORDS:
        return say(_DEEDS_WITH_WORDS[action], words=quoted(detail))
    if action in _PLAIN_DEEDS:
        return say(_PLAIN_DEEDS[action])
    if action == "named_buyer":
        return say("deed-named-buyer", id=detail)
    if action == "settled_as":
        return say("deed-settled-as", duration=_duration(detail))
    if action == "granted":
        return _granted(say, detail)
    return say("deed-other", action=action, detail=detail)


def _granted(say: Wording, detail: str) -> Markup:
    duration, _, note = detail.partition("; ")
    if note:
        return say("deed-granted-note", duration=_duration(duration), words=quoted(note))
    return say("deed-granted", duration=_duration(duration))


def _duration(detail: str) -> Duration | str:
    try:
        return Duration.parse(detail)
    except ValueError:
        return detail


def recently(say: Wording, latest: Chapter) -> Markup | None:
    """The newest lines, for the person's card."""
    if not latest.lines:
        return None
    return lines(GAP, say("history-latest"), *(person_line(say, one) for one in latest.lines))


def person_line(say: Wording, one: Line) -> Markup:
    when = When(one.happening.at)
    if one.admin_id is not None:
        by = who(say, one.admin, one.admin_id)
        return say("history-line", when=when, who=by, what=_deed(say, one))
    if one.happening.actor is not None:
        return say("history-line-bot", when=when, what=_deed(say, one))
    return say("history-line-itself", when=when, what=_itself(say, one))


def _itself(say: Wording, one: Line) -> Markup:
    """What nobody here did: the person, or Tribute."""
    what, detail = one.happening.what, one.happening.detail or ""
    if one.purchase is not None:
        key = {PAID: "history-paid", REFUNDED: "history-refunded"}[what]
        return say(key, what=say.product(one.purchase), number=say.number(one.purchase))
    if one.recurring is not None:
        told = one.recurring
        return say(
            "history-recurring",
            what=str(told.what),
            kind=told.type or "",
            name=say.recurring(told),
            when=When(told.expires_at or one.happening.at),
        )
    return say("history-claimed", words=quoted(detail))


def _deed(say: Wording, one: Line) -> Markup:
    what = what_was_done(say, one.happening.what, one.happening.detail or "")
    if one.purchase is None:
        return what
    return say("history-of-purchase", number=say.number(one.purchase), what=what)
