"""Telegram's refusals that are about the person, not about the message: they can't be reached now.

Telegram words one fact in many ways: as a sentence or as a code of its servers, as 400 or as 403.
The words are from its documentation and from reports about other bots.
"""

import re

_PERSON = re.compile(
    # The account is unknown to the bot, or gone.
    r"USER_ID_INVALID|invalid user_id|wrong user_id|user not found|USER_NOT_FOUND|PEER_ID_INVALID"
    r"|USER_DEACTIVATED|user is deactivated|user is deleted|deleted user|USER_DELETED"
    # The person, or Telegram, doesn't let this bot come near.
    r"|USER_IS_BLOCKED|blocked by the user|USER_BLOCKED|BLOCKED_USER|initiate conversation"
    r"|USER_PRIVACY|PRIVACY_PREMIUM_REQUIRED|USER_NOT_MUTUAL_CONTACT|USER_RESTRICTED"
    r"|USER_IS_BOT|USER_BOT\b|messages to (other )?bots|to the bot itself",
    re.I,
)
_PRIVATE_CHAT = re.compile(
    r"chat not found|CHAT_ID_INVALID|chat was deleted|chat was deactivated|bot was kicked"
    r"|(no|not enough) rights to send|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED"
    r"|CHAT_SEND_[A-Z]+_FORBIDDEN",
    re.I,
)


def is_about_person(reason: str) -> bool:
    """Return whether a refusal, of whatever call, is about the person whom the call names."""
    return bool(_PERSON.search(reason))


def is_about_reader(reason: str) -> bool:
    """Return whether the refusal of a message is about the person in whose private chat it goes.

    There everything that Telegram says of the chat is about the person too.
    """
    return is_about_person(reason) or bool(_PRIVATE_CHAT.search(reason))
