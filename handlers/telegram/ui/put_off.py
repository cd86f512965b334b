"""Puts a message off until Telegram lets the bot answer."""

from typing import Any

import structlog

from bot.deps import Deps
from handlers.telegram.ui.source import command_of, source_of

log = structlog.get_logger(__name__)


async def put_off(deps: Deps, update: dict[str, Any]) -> None:
    """Keep a message on disk; a command that comes again meanwhile is answered once."""
    person_id = source_of(update).person_id
    if person_id is None:
        return
    key = command_of(update) or f"update {update.get('update_id')}"
    await deps.deferred.keep(person_id, key, update)
    log.info("update put off", update=update.get("update_id"))
