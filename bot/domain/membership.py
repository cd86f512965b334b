"""What is to be done about a person at a private chat's door, from what is true now."""

from enum import StrEnum

PATIENCE_SECONDS = 600
"""How long the request of somebody without access stays open, so that they can pay meanwhile."""


class MembershipState(StrEnum):
    """Where a person stands with us in one chat. The two in the middle are intents, written before
    Telegram is called: what was begun can be told from what others did."""

    ASKING = "asking"
    LETTING_IN = "letting_in"
    INSIDE = "inside"
    REMOVING = "removing"
    OUT = "out"
    """Not in the chat, or not by us: nobody whom we would ever remove."""


class Step(StrEnum):
    APPROVE = "approve"
    DECLINE = "decline"
    REMOVE = "remove"
    REINSTATE = "reinstate"
    """They have access again while they were being removed: they must not stay banned."""


class Right(StrEnum):
    """What the bot must be allowed as an administrator of the chat."""

    INVITE = "invite"
    REMOVE = "remove"


def next_step(
    state: MembershipState, *, has_access: bool, decline_at: int | None, now: int
) -> Step | None:
    """The one thing to do now, or None when all is as it should be."""
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
    """Which of the bot's rights this takes (Bot API: can_invite_users, can_restrict_members)."""
    return Right.INVITE if step in {Step.APPROVE, Step.DECLINE} else Right.REMOVE
