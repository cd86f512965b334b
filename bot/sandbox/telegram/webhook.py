"""Telegram's side of a webhook: posts updates, and posts them again until they are taken."""

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
    """One task per lane that has updates; a lane ends when it is empty or the webhook is gone."""

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
        self._lanes: dict[str, asyncio.Task[None]] = {}

    async def run(self, now: Callable[[], int]) -> None:
        """Until cancelled."""
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session, TaskGroup() as group:
            while True:
                for update in self._updates.pending.values() if self._updates.webhook else ():
                    if update.lane not in self._lanes:
                        task = group.create_task(self._drain(update.lane, session, now))
                        self._lanes[update.lane] = task
                await self._updates.arrived.wait()

    async def _drain(
        self, lane: str, session: aiohttp.ClientSession, now: Callable[[], int]
    ) -> None:
        failures = 0
        try:
            while (hook := self._updates.webhook) and (update := self._updates.next_in(lane)):
                error = await self._post(hook, update, session)
                if error is None:
                    self._updates.pending.pop(update.update_id, None)
                    failures = 0
                    continue
                hook.last_error, hook.last_error_at = error, now()
                await self._pause(failures)
                failures += 1
        finally:
            del self._lanes[lane]

    async def _pause(self, failures: int) -> None:
        """A webhook set anew is tried at once."""
        delay = self._retry_delays[min(failures, len(self._retry_delays) - 1)]
        await self._updates.webhook_changed.wait_until(asyncio.get_running_loop().time() + delay)

    async def _post(
        self, hook: Webhook, update: Update, session: aiohttp.ClientSession
    ) -> str | None:
        """What went wrong, in Telegram's words; None when the bot took it."""
        headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
        try:
            async with session.post(
                hook.url, json=update.body(), headers=headers, allow_redirects=False
            ) as response:
                self._note(update, response.status)
                if not response.ok or response.status >= 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                reply = await _method_call(response)
        except TimeoutError:
            self._note(update, None)
            return "Read timeout expired"
        except aiohttp.ClientError as error:
            self._note(update, None)
            return "Connection refused" if isinstance(error, OSError) else "Connection closed"
        if reply is not None:
            await self._execute(*reply)
        return None

    def _note(self, update: Update, status: int | None) -> None:
        if self._log is not None:
            self._log.add(
                "telegram", "bot", update.kind, status=status, detail=detail_of(update.content)
            )


def detail_of(content: Json) -> str:
    """What an update is about, in one short line, and below it the update itself."""
    sender = content.get("from", {}).get("first_name", "")
    said = content.get("text") or content.get("data") or ""
    gist = " ".join(f"{sender}: {said}"[:120].split()) if said else str(sender)
    return f"{gist}\n{json.dumps(content, ensure_ascii=False)}"


async def _method_call(response: aiohttp.ClientResponse) -> tuple[str, Json] | None:
    """A webhook may answer with a method call; Telegram executes it and tells nobody the result."""
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
