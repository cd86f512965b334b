"""What couldn't be read of a webhook, from the reader's short notes into a person's words."""

from bot.texts import Markup
from bot.usecases.outbox.wording import Wording

_WHOLE = {
    "the body is not UTF-8": "problem-not-text",
    "the body is not JSON": "problem-not-json",
    "the body is nested too deeply": "problem-not-json",
    "the body is not a JSON object": "problem-not-json",
    "the event has no name": "problem-no-name",
    "payload is missing or not an object": "problem-no-payload",
    "an integer is beyond 64 bits": "problem-number",
    "a number is infinite or not a number": "problem-number",
    "a text has characters that can't be stored": "problem-characters",
    "a name has characters that can't be stored": "problem-characters",
    "a member occurs twice": "problem-member-twice",
    "nothing tells this purchase from another": "problem-no-identity",
}
_OF_A_FIELD = {
    "is missing": "problem-missing",
    "is wrong": "problem-wrong",
    "occurs twice": "problem-twice",
}


def problems(say: Wording, noted: str) -> list[Markup]:
    """One line for each note; notes are joined by `; ` (`bot.usecases.webhook_intake.receive`)."""
    return list(dict.fromkeys(_problem(say, one) for one in noted.split("; ") if one))


def _problem(say: Wording, note: str) -> Markup:
    if note in _WHOLE:
        return say(_WHOLE[note])
    for fault, key in _OF_A_FIELD.items():
        if note.endswith(f" {fault}"):
            return say(key, field=note.removesuffix(f" {fault}"))
    return say("problem-other", note=note)
