"""Asserts at the end of each test with a world that phones show every button's label whole."""

import json
from typing import Any

from bot.sandbox.world import World
from bot.texts.labels import row_columns
from bot.texts.visible import columns


def too_long(rows: list[list[dict[str, Any]]]) -> list[str]:
    """Return the labels of an inline keyboard that a phone would cut."""
    return [
        button["text"]
        for row in rows
        for button in row
        if columns(button["text"]) > row_columns(len(row))
    ]


def assert_labels_fit(world: World) -> None:
    """Look at every keyboard that the bot has sent to the world's Telegram, or edited."""
    found = {label for call in world.telegram.calls for label in too_long(_rows(call.params))}
    assert found == set(), "phones cut these labels"


def _rows(params: dict[str, Any]) -> list[list[dict[str, Any]]]:
    markup = params.get("reply_markup")
    if isinstance(markup, str):
        markup = json.loads(markup)
    return markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
