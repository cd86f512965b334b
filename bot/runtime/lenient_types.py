"""Reads Telegram's objects without their unreadable parts: one bad detail must not lose the rest.

aiogram takes a whole object or none of it. A Bot API server may be newer or older than aiogram, and
a forward, a sticker or a right that looks different would then lose the command beside it.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Path: TypeAlias = tuple[int | str, ...]
Kind = TypeVar("Kind", bound=BaseModel)

_ROUNDS = 100
"""Each round leaves out the innermost parts that can't be read, so one per level is needed."""
_YES_OR_NO = re.compile(r"(can|has|is|supports)_[a-z_]+")
_KEPT_AS_A_FACT: Final[Mapping[str, dict[str, Any]]] = {
    "forward_origin": {"type": "hidden_user", "date": 0, "sender_user_name": ""},
    "via_bot": {"id": 0, "is_bot": True, "first_name": ""},
}
"""Parts of which it matters that they are there: a command that was forwarded, or that came through
another bot, isn't the sender's own, even if it can't be read who wrote it."""

_STAND_INS: Final[Mapping[tuple[str, str], object]] = {
    ("from", "first_name"): "",
    ("user", "first_name"): "",
    ("message", "date"): 0,
    ("message", "message_id"): 0,
    ("result", "date"): 0,
    ("result", "message_id"): 0,
    ("reply_to_message", "date"): 0,
    ("chat_join_request", "date"): 0,
    ("callback_query", "chat_instance"): "",
}
"""Required values that nothing depends on here, by the key of their object and their own."""
_OTHER_READINGS = frozenset({"InaccessibleMessage", "bool"})


def read(
    kind: type[Kind], raw: dict[str, Any], *, bot: object, needed: Collection[str]
) -> tuple[Kind, tuple[Path, ...]]:
    """Return `raw` as an object of this kind, and the paths of the parts that were left out.

    `raw` is changed. A value or an entry of a list is left out as a whole, and whatever can't be
    without it goes with it. Ids are never guessed. Raise ValidationError where one of the `needed`
    keys of `raw` itself would have to go.
    """
    left_out: list[Path] = []
    for _ in range(_ROUNDS):
        try:
            return kind.model_validate(raw, context={"bot": bot}), tuple(left_out)
        except ValidationError as error:
            cuts, last = _fill_in(raw, error), error
        if () in cuts or any((name,) in cuts for name in needed):
            break
        for cut in sorted(cuts, key=_deepest_first, reverse=True):
            _leave_out(raw, cut)
        left_out.extend(cuts)
    raise last


def in_unicode(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the data with “?” for halves of characters: JSON can spell them, SQLite and Telegram
    refuse them."""
    text = json.dumps(raw, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        whole: dict[str, Any] = json.loads(text.encode("utf-8", "replace"))
        return whole
    return raw


def _fill_in(raw: dict[str, Any], error: ValidationError) -> set[Path]:
    """Fill in the missing values that have a stand-in; return the paths to leave out."""
    gaps = _of_one_reading(error.errors(include_input=False, include_url=False))
    cuts = {_in(raw, gap["loc"]) for gap in gaps if gap["type"] != "missing"}
    missing = {
        (_in(raw, gap["loc"]), str(gap["loc"][-1])) for gap in gaps if gap["type"] == "missing"
    }
    for path, name in missing:
        whole = _at(raw, path)
        value = _stand_in(path, name, whole)
        if value is None:
            cuts.add(path)
        else:
            whole[name] = value
    return cuts


def _of_one_reading(gaps: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Return the errors of reading a message as a message.

    aiogram also tries to read it as an inaccessible one, or as a plain “done”; the errors of that
    say nothing about the message.
    """
    return [gap for gap in gaps if not _OTHER_READINGS & set(gap["loc"])] or list(gaps)


def _in(raw: dict[str, Any], loc: Path) -> Path:
    """Return the part of pydantic's path that is in the data; it also names types on the way."""
    place: Any = raw
    found: list[int | str] = []
    for part in loc:
        if _has(place, part):
            place = place[part]
            found.append(part)
    return tuple(found)


def _has(place: object, part: int | str) -> bool:
    if isinstance(place, dict):
        return part in place
    return isinstance(place, list) and isinstance(part, int) and part < len(place)


def _at(raw: dict[str, Any], path: Path) -> Any:
    place: Any = raw
    for part in path:
        place = place[part]
    return place


def _deepest_first(path: Path) -> tuple[tuple[str, int], ...]:
    """Sort (reversed) what is inside before what it is in, and a list's last entries first."""
    return tuple((part, 0) if isinstance(part, str) else ("", part) for part in path)


def _leave_out(raw: dict[str, Any], path: Path) -> None:
    whole, name = _at(raw, path[:-1]), path[-1]
    if name in _KEPT_AS_A_FACT and isinstance(whole, dict):
        whole[name] = dict(_KEPT_AS_A_FACT[str(name)])
    else:
        del whole[name]


def _stand_in(path: Path, name: str, whole: dict[str, Any]) -> Any:
    """Return a value for the missing `name` of the object at the path; None if it has none."""
    inside = str(path[-1]) if path else ""
    if _YES_OR_NO.fullmatch(name):
        return False  # a right that the server doesn't know: nobody has it
    if (inside, name) == ("chat", "type"):
        return _chat_type(whole.get("id"))
    if (inside, name) == ("chat_join_request", "user_chat_id"):
        return _id_of(whole.get("from"))  # the id of a private chat is the person's
    return _STAND_INS.get((inside, name))


def _chat_type(chat_id: object) -> str | None:
    """Return the type that goes with a chat's id: only private chats have positive ones."""
    if not isinstance(chat_id, int):
        return None
    return "private" if chat_id > 0 else "supergroup"


def _id_of(user: object) -> object:
    return user.get("id") if isinstance(user, dict) else None
