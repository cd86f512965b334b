"""Planned faults: the next calls of a method fail in a chosen way."""

import json
from dataclasses import dataclass
from typing import Literal, TypedDict

from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.models import Call

Mode = Literal["json", "html", "text", "drop", "drop_after", "hang", "slow"]
"""json: Telegram's own error · html: a proxy's 502 page · text: 200 that is not JSON · drop: the
connection is cut, nothing is done · drop_after: the call is done, then cut · hang: silence for
`seconds`, then cut, nothing is done · slow: silence for `seconds`, then the usual answer."""

_DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}


class FaultOptions(TypedDict, total=False):
    """The fields of a Fault that `TelegramServer.fail` takes."""

    status: int
    description: str
    retry_after: int
    times: int
    chat_id: int
    containing: str
    mode: Mode
    seconds: float


@dataclass(slots=True)
class Fault:
    """One way to fail, for the next `times` calls of `method`: of one chat or of any, with
    `containing` somewhere in what they send or with anything."""

    method: str = "*"
    status: int = 500
    description: str | None = None
    retry_after: int | None = None
    times: int = 1
    chat_id: int | None = None
    containing: str | None = None
    mode: Mode = "json"
    seconds: float = 30.0

    def error(self) -> ApiError:
        """Return the error of the json mode; `retry_after` makes it a 429."""
        if self.retry_after is not None:
            words = f"Too Many Requests: retry after {self.retry_after}"
            return ApiError(429, self.description or words, retry_after=self.retry_after)
        words = _DESCRIPTIONS.get(self.status, "Error")
        return ApiError(self.status, self.description or words)

    def __str__(self) -> str:
        """Return the failure in one word: a status or the mode's name."""
        return str(self.error().code) if self.mode == "json" else self.mode

    def applies(self, call: Call) -> bool:
        if self.chat_id is not None and call.chat_id != self.chat_id:
            return False
        if self.containing is not None and self.containing not in _sent(call):
            return False
        if self.method == "*":
            # Otherwise the waiting getUpdates would use up every fault meant for a message.
            return call.method.lower() != "getupdates"
        return call.method.lower() == self.method.lower()


def _sent(call: Call) -> str:
    """Return all that a call sends, as it is read: a keyboard comes with its characters escaped."""
    return json.dumps([_value(one) for one in call.params.values()], ensure_ascii=False)


def _value(param: object) -> object:
    if not isinstance(param, str) or not param.startswith(("{", "[")):
        return str(param)
    try:
        return json.loads(param)
    except ValueError:
        return param


class PlannedFaults:
    """The faults that still wait for their calls, in the order in which they were added."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._faults.append(fault)

    def clear(self) -> None:
        self._faults.clear()

    def waiting(self) -> tuple[Fault, ...]:
        return tuple(self._faults)

    def take(self, call: Call) -> Fault | None:
        """Return the first fault that applies to this call, and count it down."""
        for fault in self._faults:
            if fault.applies(call):
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                return fault
        return None
