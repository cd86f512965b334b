"""Formatting as people type it in Telegram's apps: `**bold**` becomes bold before it is sent."""

import re

from bot.sandbox.telegram.markup import CUSTOM_EMOJI, utf16_length
from bot.sandbox.telegram.models import Json

_SIGNS = {"**": "bold", "__": "italic", "~~": "strikethrough", "||": "spoiler", "`": "code"}
_TYPED = re.compile(
    r"(?P<sign>\*\*|__|~~|\|\||`)(?P<inner>\S|\S.*?\S)(?P=sign)"
    r"|!\[(?P<emoji>[^\]]+)\]\(tg://emoji\?id=(?P<emoji_id>[0-9]{1,19})\)"
    r"|\[(?P<label>[^\]]+)\]\((?P<url>(?:https?|tg)://[^\s()]+)\)",
    re.DOTALL,
)


def as_typed(text: str) -> tuple[str, list[Json]]:
    """Return the text without the signs, and its formatting as entities.

    A link is `[words](https://…)` and a custom emoji `![👍](tg://emoji?id=…)`, for which the apps
    have menus instead.
    """
    plain, entities, done = "", [], 0
    for found in _TYPED.finditer(text):
        plain += text[done : found.start()]
        offset, (inner, within, entity) = utf16_length(plain), _read(found)
        entities.append({**entity, "offset": offset, "length": utf16_length(inner)})
        entities += [{**one, "offset": one["offset"] + offset} for one in within]
        plain, done = plain + inner, found.end()
    return plain + text[done:], entities


def _read(found: re.Match[str]) -> tuple[str, list[Json], Json]:
    """Return the words of a formatted part, the formatting within them, and its own."""
    if found["emoji"] is not None:
        return found["emoji"], [], {"type": CUSTOM_EMOJI, "custom_emoji_id": found["emoji_id"]}
    if found["label"] is not None:
        return *as_typed(found["label"]), {"type": "text_link", "url": found["url"]}
    kind = _SIGNS[found["sign"]]
    inner, within = (found["inner"], []) if kind == "code" else as_typed(found["inner"])
    return inner, within, {"type": kind}
