"""Telegram's flood control: too many messages to one chat, or in all, are answered with a 429."""

import math
from collections import deque
from dataclasses import dataclass, field

from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.models import Call

_MESSAGES_A_SECOND = 30
_AT_ONCE_TO_A_CHAT = 3
_EDITS_AT_ONCE = 10
_RETRY_AFTER_SECONDS = 5
_NAMES_AT_ONCE = 3
_NAMES_REFUSED_SECONDS = 24 * 3600
"""Telegram names no limit for a bot's profile; people report some changes, then a wait of hours."""
_PROFILE = ("setMyName", "setMyDescription", "setMyShortDescription", "setMyProfilePhoto")


@dataclass(slots=True)
class FloodControl:
    """The limits that Telegram documents: a message a second to a chat, after a short burst, and 30
    a second in all.

    A call beyond them is refused, and so is every other call of this method to this chat until
    `retry_after` is over. Edits in a private chat may come in larger bursts.
    """

    enabled: bool = False
    refused: int = 0
    """How many calls were refused since the start."""
    _sent_at: deque[float] = field(default_factory=deque)
    _profile_calls: dict[str, int] = field(default_factory=dict)
    _used_until: dict[tuple[str, int], float] = field(default_factory=dict)
    _refused_until: dict[tuple[str, int | None], float] = field(default_factory=dict)

    def check(self, call: Call) -> None:
        """Count a call; raise the ApiError of a refused one."""
        if self.enabled and call.method in _PROFILE:
            self._check_profile(call)
        if not self.enabled or not _writes(call.method):
            return
        key = (call.method, call.chat_id)
        until = self._refused_until.get(key, 0.0)
        if until <= call.at and not self._fits(call):
            until = self._refused_until[key] = call.at + _RETRY_AFTER_SECONDS
        self._refuse(key, call)
        self._sent_at.append(call.at)

    def _check_profile(self, call: Call) -> None:
        key = (call.method, None)
        known = self._profile_calls[call.method] = self._profile_calls.get(call.method, 0) + 1
        if known == _NAMES_AT_ONCE + 1:
            self._refused_until[key] = call.at + _NAMES_REFUSED_SECONDS
        self._refuse(key, call)

    def _refuse(self, key: tuple[str, int | None], call: Call) -> None:
        until = self._refused_until.get(key, 0.0)
        if until > call.at:
            self.refused += 1
            seconds = math.ceil(until - call.at)
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)

    def _fits(self, call: Call) -> bool:
        while self._sent_at and self._sent_at[0] <= call.at - 1:
            self._sent_at.popleft()
        if len(self._sent_at) >= _MESSAGES_A_SECOND:
            return False
        chat_id = call.chat_id or 0
        is_edit = call.method.startswith("edit") and chat_id > 0
        key = ("edits" if is_edit else "messages", chat_id)
        used_until = max(call.at, self._used_until.get(key, 0.0)) + 1
        if used_until > call.at + (_EDITS_AT_ONCE if is_edit else _AT_ONCE_TO_A_CHAT):
            return False
        self._used_until[key] = used_until
        return True


def _writes(method: str) -> bool:
    return method != "sendChatAction" and method.startswith(("send", "copy", "forward", "edit"))
