"""What was done with a purchase, by whom and when, put into words."""

from collections.abc import Iterable

from bot.domain.periods import Duration
from bot.texts import Markup, When
from bot.usecases.purchases import Deed
from bot.usecases.wording import Wording
from handlers.telegram.admin_words import GAP, lines, quoted, who

_SHOWN = 8
_PLAIN_DEEDS = {
    "accepted": "deed-accepted",
    "matched_refund": "deed-matched-refund",
    "refund_calling": "deed-refund-calling",
    "refund_not_done": "deed-refund-not-done",
    "refund_rejected": "deed-refund-rejected",
    "refund_succeeded": "deed-refund-succeeded",
    "refunded": "deed-refunded",
}


def history(say: Wording, deeds: Iterable[Deed]) -> Markup | None:
    """The latest deeds, oldest of them first; None where nobody has done anything."""
    told = [_line(say, deed) for deed in list(deeds)[:_SHOWN]]
    if not told:
        return None
    return lines(GAP, say("history"), *reversed(told))


def _line(say: Wording, deed: Deed) -> Markup:
    when = When(deed.entry.at)
    if deed.admin_id is None:
        return say("history-line-bot", when=when, what=_what(say, deed))
    by = who(say, deed.admin, deed.admin_id)
    return say("history-line", when=when, who=by, what=_what(say, deed))


def _what(say: Wording, deed: Deed) -> Markup:
    action, detail = deed.entry.action, deed.entry.detail or ""
    if action in _PLAIN_DEEDS:
        return say(_PLAIN_DEEDS[action])
    match action:
        case "named_buyer":
            return say("deed-named-buyer", id=detail)
        case "settled_as":
            return say("deed-settled-as", duration=_duration(detail))
        case "dismissed":
            return say("deed-dismissed", reason=quoted(detail))
        case _:
            return say("deed-other", action=action, detail=detail)


def _duration(detail: str) -> Duration | str:
    try:
        return Duration.parse(detail)
    except ValueError:
        return detail
