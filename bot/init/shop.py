"""Finds out whether a shop runs, or ran, with this bot; asks whether a new one begins here."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.errors import SettingsError
from bot.init.answers import Said
from bot.init.credentials import Credentials
from bot.init.desk import Desk
from bot.init.pasted import kind_of
from bot.probes.web import WebProbe
from bot.settings.addresses import reached_locally
from bot.telegram.first_contact import (
    FirstContact,
    TelegramRefused,
    TelegramSilent,
    UpdatesElsewhere,
)
from bot.usecases.operations.beginning import are_ours
from storage.engine import marker
from storage.engine.marker import Marker, Shop
from storage.engine.new_file import is_new


class Arrival(StrEnum):
    """How the shop comes to this machine."""

    HERE = "here"
    """Its database is here already."""
    NEW = "new"
    MOVED = "moved"


_NEW = {"n", "new", "н", "новый"}
_MOVED = {"m", "moved", "п", "переезд"}


@dataclass(frozen=True, slots=True)
class Serving:
    """All that is known of a shop that has this bot already."""

    runs_here: bool = False
    webhook_url: str = ""
    was_before: bool = False
    """Whether Telegram or the marker remembers a shop."""
    is_known: bool = True
    """Whether Telegram could be asked."""


async def look(desk: Desk, found: Credentials) -> Serving:
    """Look for a shop with this bot, on this machine and at Telegram, and change nothing."""
    runs = await WebProbe().ready(_local_url(desk)) is not None
    if found.bot is None:
        return Serving(runs, is_known=False)
    bot = Shop.of(found.bot.id, desk.database_path())
    places = marker.folders(desk.options.environ, Path.cwd())
    marked = Marker(places).trace(bot) is not None
    try:
        async with FirstContact(
            desk.setting("TELEGRAM_API_URL"), desk.values["BOT_TOKEN"]
        ) as telegram:
            url = await telegram.webhook_url()
            ours = are_ours(await telegram.command_lists())
    except (TelegramRefused, TelegramSilent, UpdatesElsewhere):
        return Serving(runs, was_before=marked, is_known=False)
    return Serving(runs, url, marked or ours)


async def ask_arrival(desk: Desk, serving: Serving) -> Arrival:
    """Ask whether a new shop begins here, or one moves here; not where its database is already."""
    path = desk.database_path()
    if not is_new(path):
        desk.say(Said("init-shop-here", {"path": str(path)}), "✓")
        return Arrival.HERE
    expected = Arrival.MOVED if serving.was_before else Arrival.NEW
    if desk.options.shop:
        return _read(desk.options.shop) or _refuse(desk)
    if not desk.terminal.asks or desk.options.yes:
        return expected
    desk.terminal.say()
    desk.say(Said("init-ask-shop", {"before": "yes" if serving.was_before else "no"}))
    while True:
        prompt = desk.text("init-prompt-shop", preset=expected.value)
        typed = await desk.terminal.ask(prompt)
        chosen = _read(typed) if typed else expected
        if chosen is not None:
            return chosen
        desk.say(Said(f"init-pasted-{kind_of(typed)}", {}, "init-where-shop"), "✗")


def _read(text: str) -> Arrival | None:
    if text.lower() in _NEW:
        return Arrival.NEW
    return Arrival.MOVED if text.lower() in _MOVED else None


def _refuse(desk: Desk) -> Arrival:
    raise SettingsError(f"--shop: {desk.text('init-where-shop')}")


def _local_url(desk: Desk) -> str:
    host, port = desk.setting("HOST"), desk.values.get("PORT") or desk.setting("PORT")
    return f"http://{reached_locally(host, port)}"
