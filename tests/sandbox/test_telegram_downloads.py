"""Downloads from the Telegram simulator: getFile, and a file's bytes."""

import aiohttp
import pytest

from bot.sandbox.telegram import Document
from tests.sandbox.telegram_cast import ANNA, TOKEN, raw_api, telegram

PHOTO = Document("sea.png", b"picture", "image/png", (800, 600))
LARGE = Document("sea.tif", b"\0" * (20 * 1024 * 1024 + 1), "image/tiff")


async def test_a_file_is_downloaded_by_the_path_that_get_file_names() -> None:
    async with telegram() as server, raw_api(server) as api, aiohttp.ClientSession() as web:
        sent = await server.send_file(ANNA, PHOTO)
        _, body = await api("getFile", file_id=sent.file_id)
        assert body["result"]["file_size"] == len(PHOTO.content)
        path = body["result"]["file_path"]
        async with web.get(f"{server.url}/file/bot{TOKEN}/{path}") as answer:
            assert await answer.read() == PHOTO.content
        async with web.get(f"{server.url}/file/bot1:wrong/{path}") as answer:
            assert answer.status == 404
        server.remove_file(str(sent.file_id))
        async with web.get(f"{server.url}/file/bot{TOKEN}/{path}") as answer:
            assert answer.status == 404
        assert "temporarily unavailable" in await api.refusal("getFile", file_id=sent.file_id)


@pytest.mark.parametrize("file_id", ["", "unknown"])
async def test_an_unknown_file_is_refused(file_id: str) -> None:
    async with telegram() as server, raw_api(server) as api:
        assert "wrong file_id" in await api.refusal("getFile", file_id=file_id)


async def test_bots_download_at_most_20_mb() -> None:
    async with telegram() as server, raw_api(server) as api:
        sent = await server.send_file(ANNA, LARGE)
        assert "file is too big" in await api.refusal("getFile", file_id=sent.file_id)
