"""Tables and a copy of the database as files: streamed to a browser, or sent to the chat where the
page is a Mini App, which Telegram lets save none."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, contextmanager
from typing import IO

import structlog
from aiogram.exceptions import TelegramAPIError
from aiohttp import hdrs, web

from bot.errors import StorageError
from bot.http_server.connection import Connection
from bot.texts import Whole
from bot.usecases.operations.copies_folder import file_name
from bot.usecases.reports.exports import TableName
from handlers.http.console import headers
from handlers.http.console.api.operations.models import Told
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import sentence

log = structlog.get_logger(__name__)

_CHUNK_BYTES = 64 * 1024


def routes() -> list[Route]:
    """Return the routes of this area."""
    return [
        Route("GET", "exports/{table}", None, _table, summary="A table as CSV"),
        Route("POST", "exports/chat", Told, _tables_to_chat, summary="All tables to the chat"),
        Route("GET", "backup", None, _backup, owners_only=True, summary="A copy of the database"),
        Route(
            "POST",
            "backup/chat",
            Told,
            _backup_to_chat,
            owners_only=True,
            summary="A copy of the database to the chat",
        ),
    ]


async def _table(call: Call) -> web.StreamResponse:
    """Stream a table as it is read: none of it is kept, and payments have their turns between."""
    names = {str(one): one for one in await call.deps.exports.tables()}
    name = names.get(call.path["table"])
    if name is None:
        raise call.missing()
    await call.deps.exports.record(call.admin, name)
    response = await _begin(call, call.deps.exports.file_name(name), "text/csv; charset=utf-8")
    async with aclosing(call.deps.exports.stream(name)) as pieces:
        return await _pour(call, response, pieces)


async def _backup(call: Call) -> web.StreamResponse:
    """Stream a checked copy, which is removed afterwards."""
    try:
        async with call.deps.backups.temporary_copy(call.admin) as (copy, size):
            file = await asyncio.to_thread(copy.open, "rb")
            try:
                return await _send(call, file, size)
            finally:
                file.close()
    except StorageError as error:
        text = sentence(call.say("backup-failed", reason=Whole(str(error))))
        raise Refused(409, "backup-failed", text) from None


async def _send(call: Call, file: IO[bytes], size: int) -> web.StreamResponse:
    response = await _begin(call, file_name(call.now), "application/vnd.sqlite3", size)
    return await _pour(call, response, _pieces(file))


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    while piece := await asyncio.to_thread(file.read, _CHUNK_BYTES):
        yield piece


async def _pour(
    call: Call, response: web.StreamResponse, pieces: AsyncIterator[bytes]
) -> web.StreamResponse:
    """Send a file to its end, while its reader is an admin. Where that isn't possible, break the
    connection off: then no browser takes a part for the whole."""
    is_whole = False
    try:
        async for piece in pieces:
            if call.admin not in call.deps.admins.roll:
                break
            await response.write(piece)
        else:
            await response.write_eof()
            is_whole = True
    except ConnectionError:
        log.info("download left", path=call.request.path)
    finally:
        if not is_whole and call.request.transport is not None:
            call.request.transport.abort()
    return response


async def _begin(
    call: Call, name: str, content_type: str, size: int | None = None
) -> web.StreamResponse:
    """Begin an answer that the browser saves under this name."""
    connection = call.request.protocol
    if isinstance(connection, Connection):
        connection.begin_download()
    response = web.StreamResponse()
    response.headers[hdrs.CONTENT_TYPE] = content_type
    response.headers[hdrs.CONTENT_DISPOSITION] = f'attachment; filename="{name}"'
    headers.secure(response)
    response.content_length = size
    await response.prepare(call.request)
    return response


async def _tables_to_chat(call: Call) -> Told:
    files = call.deps.chat_files
    with _one_at_a_time(call, "tables"):
        try:
            sent = await files.tables(call.admin, call.say, _unreported)
        except TelegramAPIError as error:
            raise _not_sent(call, error) from None
    return Told(
        text=call.text("console-doctor-sent") if sent else sentence(call.say("export-nothing"))
    )


async def _backup_to_chat(call: Call) -> Told:
    with _one_at_a_time(call, "backup"):
        try:
            problem = await call.deps.chat_files.backup(call.admin, call.say)
        except TelegramAPIError as error:
            raise _not_sent(call, error) from None
    if problem is not None:
        raise Refused(409, "backup-failed", sentence(problem))
    return Told(text=call.text("console-doctor-sent"))


@contextmanager
def _one_at_a_time(call: Call, what: str) -> Iterator[None]:
    """Refuse (409) what is on its way to this admin already."""
    sending = call.deps.chat_files.sending
    if (call.admin, what) in sending:
        raise Refused(409, "busy", call.text("console-doctor-sending"))
    sending.add((call.admin, what))
    try:
        yield
    finally:
        sending.discard((call.admin, what))


def _not_sent(call: Call, error: TelegramAPIError) -> Refused:
    log.warning("file not sent", reason=str(error))
    return Refused(409, "telegram", call.text("console-doctor-not-sent"))


async def _unreported(_table: TableName, _done: int, _total: int) -> None:
    """The page shows no progress: the files arrive in the chat."""
