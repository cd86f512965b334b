"""The parts of the dialogue: sentences, questions, and verdicts about answers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence by its text key; `step` is the key of the next step, if there is one."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)
    step: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement about an answer; `value` is the answer as it is stored."""

    value: str = ""
    good: tuple[Said, ...] = ()
    """Facts that were found out, and others that the owner should know."""
    doubts: tuple[Said, ...] = ()
    """Reasons against it that the owner may know better."""
    wrong: Said | None = None
    """The reason why it can't be used."""


Check = Callable[[str], Awaitable[Verdict]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question for one setting. Its texts end with `topic`: `init-ask-…` explains it,
    `init-prompt-…` stands before the answer, `init-where-…` says where the right one is found."""

    name: str
    topic: str
    hidden: bool = False
    required: bool = False
    default: str = ""
