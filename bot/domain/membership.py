"""The next step for one person in a private chat, decided from what is true now."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.models import PersonId

REQUEST_OPEN_SECONDS = 600
"""How long the join request of a person without access stays open, so that they can pay."""

VERDICT_SECONDS = 15
"""How long Telegram may wait for the verdict about a request that it asks the bot about: ten
seconds, and some for the way (Bot API, ChatJoinRequest.query_id)."""


class MembershipState(StrEnum):
    """How one person stands to one private chat. LETTING_IN and REMOVING are intents, committed
    before Telegram is called: they tell the bot's own unfinished steps from steps of others."""

    ASKING = "asking"
    LETTING_IN = "letting_in"
    INSIDE = "inside"
    REMOVING = "removing"
    OUT = "out"
    """Not in the chat, or not let in by the bot: it never removes such a person."""


class Step(StrEnum):
    """One thing that the bot does about a membership."""

    APPROVE = "approve"
    DECLINE = "decline"
    REMOVE = "remove"
    REINSTATE = "reinstate"
    """The person got access again while being removed, and must not stay banned."""


class Right(StrEnum):
    """A right that the bot needs as an administrator of the chat."""

    INVITE = "invite"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class AccessChat:
    """A private chat. `id` is the ledger's own number and stays; `chat_id` is Telegram's number,
    which changes when a group becomes a supergroup."""

    id: int
    chat_id: int
    title: str | None
    invite_link: str | None
    may_invite: bool
    may_remove: bool
    is_gone: bool
    is_listed: bool

    @property
    def has_problem(self) -> bool:
        return self.is_gone or not (self.may_invite and self.may_remove)

    def allows(self, right: Right) -> bool:
        if self.is_gone:
            return False
        return self.may_invite if right is Right.INVITE else self.may_remove


@dataclass(frozen=True, slots=True)
class ChatRights:
    """The bot's rights in a chat."""

    may_invite: bool = True
    may_remove: bool = True
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """One person's state in one private chat."""

    id: int
    access_chat: int
    telegram_user_id: PersonId
    state: MembershipState
    asked_at: int
    decline_at: int | None
    """Until when the join request of a person without access stays open; None for others."""
    turn: int


def next_step(
    state: MembershipState, *, has_access: bool, decline_at: int | None, now: int
) -> Step | None:
    """Return the one step to take now, or None when all is as it should be."""
    match state:
        case MembershipState.ASKING if has_access:
            return Step.APPROVE
        case MembershipState.ASKING:
            return Step.DECLINE if decline_at is None or decline_at <= now else None
        case MembershipState.LETTING_IN:
            return Step.APPROVE if has_access else Step.REMOVE
        case MembershipState.INSIDE:
            return None if has_access else Step.REMOVE
        case MembershipState.REMOVING:
            return Step.REINSTATE if has_access else Step.REMOVE
        case _:  # OUT
            return None


def right_for(step: Step) -> Right:
    """Return the right that a step needs (Bot API: can_invite_users, can_restrict_members)."""
    return Right.INVITE if step in {Step.APPROVE, Step.DECLINE} else Right.REMOVE
