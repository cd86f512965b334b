"""Puts the reader's notes on unreadable deliveries into words for admins."""

from bot.texts import Markup
from bot.usecases.outbox.wording import Wording

_WHOLE = {
    "the body is not UTF-8": "held-problem-not-text",
    "the body is not JSON": "held-problem-not-json",
    "the body is nested too deeply": "held-problem-not-json",
    "the body is not a JSON object": "held-problem-not-json",
    "the event has no name": "held-problem-no-name",
    "payload is missing or not an object": "held-problem-no-payload",
    "an integer is beyond 64 bits": "held-problem-number",
    "a number is infinite or not a number": "held-problem-number",
    "a text has characters that can't be stored": "held-problem-characters",
    "a name has characters that can't be stored": "held-problem-characters",
    "a member occurs twice": "held-problem-member-twice",
    "nothing tells this purchase from another": "held-problem-no-identity",
    "the event's name is unknown": "held-problem-unknown-name",
    "another payment of the same moment has another amount": "held-problem-other-amount",
}
_OF_A_FIELD = {
    "is missing": "held-problem-missing",
    "is wrong": "held-problem-wrong",
    "occurs twice": "held-problem-twice",
}


def problems(say: Wording, noted: str) -> list[Markup]:
    """Return a line for each note; `bot.usecases.webhook_intake.receive` joins them with `; `."""
    return list(dict.fromkeys(_problem(say, one) for one in noted.split("; ") if one))


def _problem(say: Wording, note: str) -> Markup:
    if note in _WHOLE:
        return say(_WHOLE[note])
    for fault, key in _OF_A_FIELD.items():
        if note.endswith(f" {fault}"):
            return say(key, field=note.removesuffix(f" {fault}"))
    return say("held-problem-other", note=note)
