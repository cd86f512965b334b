"""A refusal: its status, a code for the page, and a text for the admin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Refused(Exception):
    """Raised to end a request; `text` is in the reader's language, and names the next step.

    `fields` are the members of the query or the body that can't be read, for the page to show the
    text beside them.
    """

    status: int
    code: str
    text: str
    fields: Sequence[str] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
