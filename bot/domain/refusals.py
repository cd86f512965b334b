"""Telegram's refusals that are about the person, not about the message: they can't be reached now.

Telegram words one fact in many ways: as a sentence or as a code of its servers, as 400 or as 403.
The words are from its documentation and from reports about other bots.
"""

import re

_PERSON = re.compile(
    # A code of Telegram's servers that names the person; a button's code names somebody else.
    # Of somebody who was banned, or is in too many chats to be let in, an admin has to know.
    r"(?-i:(?<![A-Z_])(INPUT_)?USER_(?!CHANNELS|KICKED)[A-Z]+)|PARTICIPANT_ID_INVALID"
    # The account is unknown to the bot, or gone.
    r"|(invalid|wrong) user_id|user_id (is )?invalid|INVALID_USER_ID|PEER_ID_INVALID"
    r"|(user|member|account)( was| is)? (not found|deleted|deactivated|restricted|frozen|banned)"
    r"|(deleted|deactivated) (user|account)"
    # The person, or Telegram, doesn't let this bot come near.
    r"|(blocked|stopped|kicked|restricted) by the user|BLOCKED_(BY_)?USER|initiate conversation"
    r"|(messages?|write) to (the user|(other )?bots)|to the bot itself"
    r"|(?<!USER_)PRIVACY_(PREMIUM_REQUIRED|RESTRICTED)|ALLOW_PAYMENT_REQUIRED",
    re.I,
)
_FILE = re.compile(
    r"file (identifier|id)\b|file_id|FILE_(ID|REFERENCE|PARTS?)_|can't use file of type"
    r"|(PHOTO|VIDEO|MEDIA|DOCUMENT|GIF|IMAGE)_[A-Z_]*(INVALID|EMPTY|FAILED|EXPIRED)",
    re.I,
)
_PRIVATE_CHAT = re.compile(
    r"chat( is)? not found|(CHAT_ID|PEER)_INVALID|invalid chat_id|chat_id (is )?invalid"
    r"|chat (was|is) (deleted|deactivated|restricted)|bot (was|is) (kicked|blocked)"
    r"|(no|not enough) rights to send|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED"
    r"|CHAT_SEND_[A-Z]+_FORBIDDEN",
    re.I,
)


def is_about_person(reason: str) -> bool:
    """Return whether a refusal, of whatever call, is about the person whom the call names."""
    return bool(_PERSON.search(reason))


def is_about_file(reason: str) -> bool:
    """Return whether a refusal is about the picture or video in a message: Telegram has deleted it,
    or doesn't know it from this bot. No reader would get it."""
    return bool(_FILE.search(reason))


def is_about_reader(reason: str) -> bool:
    """Return whether the refusal of a message is about the person in whose private chat it goes.

    There everything that Telegram says of the chat is about the person too.
    """
    return is_about_person(reason) or bool(_PRIVATE_CHAT.search(reason))
