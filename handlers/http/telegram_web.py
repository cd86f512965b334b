"""Telegram's side of a Mini App: its script, and the pages that may show ours in a frame."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TelegramWeb:
    """Where the script comes from, and the origins of the clients that show Mini Apps."""

    script: str = "https://telegram.org/js/telegram-web-app.js"
    """Its only address (core.telegram.org/bots/webapps, *Initializing Mini Apps*)."""
    ancestors: tuple[str, ...] = ("https://web.telegram.org",)
    """Telegram's web clients, of which /a/ and /k/ are on one origin. Its apps use no frame."""


TELEGRAM_WEB = TelegramWeb()
