"""The version of something that admins decide about: a button or a page gives back the one that was
seen, and an act on an older one changes nothing."""

from base64 import b32encode
from hashlib import blake2b
from typing import NamedTuple

TAG_PATTERN = r"^[a-z2-7]{8}$"
"""The form of a tag: eight characters, so that it fits beside the ids of a button (64 bytes)."""
_TAG_BYTES = 5
UNSURE_SECONDS = 60
"""Telegram's clock and ours may be this far apart."""


class Decision(NamedTuple):
    """The latest act of an admin in the history about something: its number, and when it was made
    (UTC Unix seconds)."""

    number: int
    at: int


NOT_DECIDED = Decision(0, 0)


class Version(NamedTuple):
    """How something stands, as a short tag, and the latest decision about it."""

    tag: str
    decision: Decision

    def seen_at(self, moment: int) -> bool:
        """Return whether whoever looked at this moment has surely seen this version: nothing was
        decided since. Buttons that were sent without a tag are judged by this."""
        latest = self.decision
        return latest == NOT_DECIDED or latest.at + UNSURE_SECONDS < moment


def version_of(decision: Decision, *facts: int | str | None) -> Version:
    """Return the version of something with these facts. With the number of the latest decision, a
    change back to what was before is another version too."""
    written = repr((decision.number, *facts)).encode()
    digest = blake2b(written, digest_size=_TAG_BYTES).digest()
    return Version(b32encode(digest).decode().lower(), decision)
