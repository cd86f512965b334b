"""Telegram's side of a webhook: post each update, again and again until the bot answers 2xx."""

import asyncio
import json
from asyncio import TaskGroup
from collections.abc import Awaitable, Callable, Sequence

import aiohttp

from bot.sandbox.telegram.models import Json
from bot.sandbox.telegram.updates import Update, Updates, Webhook
from bot.sandbox.traffic import TrafficLog

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
_TIMEOUT = aiohttp.ClientTimeout(total=60)


class WebhookSender:
    """The sender of updates: a task for each ordering key, while it has updates and a webhook."""

    def __init__(
        self,
        updates: Updates,
        execute: Callable[[str, Json], Awaitable[object]],
        log: TrafficLog | None,
        retry_delays: Sequence[float],
    ) -> None:
        self._updates = updates
        self._execute = execute
        self._log = log
        self._retry_delays = retry_delays
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def run(self, now: Callable[[], int]) -> None:
        """Send updates until cancelled."""
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session, TaskGroup() as group:
            while True:
                for update in self._updates.pending.values() if self._updates.webhook else ():
                    if update.ordering_key not in self._tasks:
                        task = group.create_task(self._drain(update.ordering_key, session, now))
                        self._tasks[update.ordering_key] = task
                await self._updates.arrived.wait()

    async def _drain(
        self, key: str, session: aiohttp.ClientSession, now: Callable[[], int]
    ) -> None:
        failures = 0
        try:
            while (hook := self._updates.webhook) and (update := self._updates.next_with(key)):
                error = await self._post(hook, update, session)
                if error is None:
                    self._updates.pending.pop(update.update_id, None)
                    failures = 0
                    continue
                hook.last_error, hook.last_error_at = error, now()
                await self._pause(failures)
                failures += 1
        finally:
            del self._tasks[key]

    async def _pause(self, failures: int) -> None:
        """Wait before the next attempt; setting the webhook again ends the wait."""
        delay = self._retry_delays[min(failures, len(self._retry_delays) - 1)]
        await self._updates.webhook_changed.wait_until(asyncio.get_running_loop().time() + delay)

    async def _post(
        self, hook: Webhook, update: Update, session: aiohttp.ClientSession
    ) -> str | None:
        """Post an update; return the error in Telegram's words, None when the bot accepted it."""
        headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
        try:
            async with session.post(
                hook.url, json=update.body(), headers=headers, allow_redirects=False
            ) as response:
                self._log_update(update, response.status)
                if not response.ok or response.status >= 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                reply = await _method_call(response)
        except TimeoutError:
            self._log_update(update, None)
            return "Read timeout expired"
        except aiohttp.ClientError as error:
            self._log_update(update, None)
            return "Connection refused" if isinstance(error, OSError) else "Connection closed"
        if reply is not None:
            await self._execute(*reply)
        return None

    def _log_update(self, update: Update, status: int | None) -> None:
        if self._log is not None:
            self._log.add(
                "telegram", "bot", update.kind, status=status, detail=detail_of(update.content)
            )


def detail_of(content: Json) -> str:
    """Return a short line with sender and text, and below it the update itself."""
    sender = content.get("from", {}).get("first_name", "")
    said = content.get("text") or content.get("data") or ""
    gist = " ".join(f"{sender}: {said}"[:120].split()) if said else str(sender)
    return f"{gist}\n{json.dumps(content, ensure_ascii=False)}"


async def _method_call(response: aiohttp.ClientResponse) -> tuple[str, Json] | None:
    """Return the method call in a webhook's answer; Telegram reports its result to nobody."""
    values: Json = {}
    if response.content_type == "application/json":
        try:
            parsed = json.loads(await response.read() or b"null")
        except ValueError:
            return None
        values = parsed if isinstance(parsed, dict) else {}
    elif response.content_type.startswith("multipart/"):
        async for part in aiohttp.MultipartReader.from_response(response):
            if isinstance(part, aiohttp.BodyPartReader) and part.name:
                values[part.name] = await part.text()
    method = values.pop("method", None)
    return (method, values) if isinstance(method, str) else None
