"""The doctor's findings about the outside: Telegram, PUBLIC_URL, the chats, the clock."""

from collections.abc import Iterator

from bot.domain.checkup import (
    ChatReach,
    ChatView,
    Fault,
    Finding,
    PublicView,
    Reach,
    ReadyView,
    TelegramView,
    broken,
    ok,
    warning,
)
from bot.settings.rules import TELEGRAM_WEBHOOK_PATH
from bot.settings.settings import Settings
from bot.texts import Remaining, When, Whole

_RECENT_SECONDS = 3600
_BACKLOG = 100
_SKEW_SECONDS = 30
_REFUSED_UNSIGNED = 401


def token(view: TelegramView, settings: Settings) -> Finding:
    match view.reach:
        case Reach.FINE:
            return ok("doctor-token", name=f"@{view.username}")
        case Reach.NOT_ALLOWED:
            return broken("doctor-token-refused")
        case Reach.SILENT:
            return broken("doctor-telegram-silent", url=Whole(settings.telegram_api_url))


def updates(view: TelegramView, settings: Settings, now: int) -> Iterator[Finding]:
    """Yield findings about how Telegram's updates reach the bot, and whether they do."""
    if view.reach is not Reach.FINE:
        return
    if settings.public_url is None:
        yield (
            broken("doctor-hook-in-the-way", url=Whole(view.webhook_url))
            if view.webhook_url
            else ok("doctor-polling")
        )
        return
    wanted = settings.public_url + TELEGRAM_WEBHOOK_PATH
    if not view.webhook_url:
        yield broken("doctor-hook-missing")
    elif view.webhook_url != wanted:
        yield broken("doctor-hook-elsewhere", url=Whole(view.webhook_url))
    else:
        yield from _delivered(view, now)


def _delivered(view: TelegramView, now: int) -> Iterator[Finding]:
    at = view.last_error_at
    if at is not None and (now - at < _RECENT_SECONDS or view.pending):
        error = Whole(view.last_error or "—")
        yield broken("doctor-hook-error", error=error, when=When(at), count=view.pending)
    elif view.pending > _BACKLOG:
        yield warning("doctor-hook-backlog", count=view.pending)
    elif at is not None:
        yield ok("doctor-hook-once", error=Whole(view.last_error or "—"), when=When(at))
    else:
        yield ok("doctor-hook")


def process(view: ReadyView | None, address: str) -> Finding:
    if view is None:
        return warning("doctor-process-none", address=Whole(address))
    if not view.is_ready:
        return broken("doctor-process-not-ready", storage=view.storage, telegram=view.telegram)
    return ok("doctor-process", address=Whole(address))


def address(view: PublicView, proof: str | None, settings: Settings) -> Finding:
    """Judge PUBLIC_URL; `proof` is this bot's answer to the same nonce, None if it doesn't run."""
    url = Whole(settings.public_url or "")
    local = Whole(f"{settings.host}:{settings.port}")
    if view.fault is Fault.STATUS:
        return broken("doctor-public-status", url=url, status=view.status or 0, address=local)
    if view.fault is not None:
        return broken(f"doctor-public-{view.fault}", url=url, address=local)
    if proof is None:
        return warning("doctor-public-unsure", url=url)
    if view.proof != proof:
        return broken("doctor-public-other", url=url, address=local)
    if view.unsigned_status != _REFUSED_UNSIGNED:
        path = Whole(settings.tribute_webhook_path)
        return broken("doctor-public-path", url=url, path=path, status=view.unsigned_status or 0)
    return ok("doctor-public", url=url, tls="yes" if url.startswith("https:") else "no")


def chat(view: ChatView, *, is_named: bool) -> Finding:
    """Judge a private chat; one that the settings don't name is put right in /plans, and followed
    to its new id."""
    params = {"id": view.chat_id, "title": view.title or str(view.chat_id)}
    match view.reach:
        case ChatReach.GONE:
            return broken("doctor-chat-gone" if is_named else "doctor-chat-added-gone", **params)
        case ChatReach.MOVED if is_named:
            return warning("doctor-chat-moved", **params, new_id=view.moved_to or 0)
        case ChatReach.SILENT | ChatReach.MOVED:
            return warning("doctor-chat-silent", **params)
        case ChatReach.FINE if view.may_invite and view.may_remove:
            return ok("doctor-chat", **params)
        case ChatReach.FINE:
            missing = "both" if not (view.may_invite or view.may_remove) else ""
            missing = missing or ("remove" if view.may_invite else "invite")
            return broken("doctor-chat-rights", **params, missing=missing)


def clock(theirs: int | None, ours: int) -> Iterator[Finding]:
    """Compare the clocks; a network's delays are shorter than the allowed seconds.

    Nothing is found if the other time is unknown.
    """
    if theirs is None:
        return
    skew = ours - theirs
    if abs(skew) <= _SKEW_SECONDS:
        yield ok("doctor-clock")
    else:
        way = "ahead" if skew > 0 else "behind"
        yield broken("doctor-clock-skew", difference=Remaining(0, abs(skew)), way=way)
