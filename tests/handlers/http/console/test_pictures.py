"""Pictures that an admin chooses in the console: Telegram takes them in the admin's own chat."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import hdrs

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from handlers.http.console.api import pictures
from handlers.http.console.api.pictures import MOST_BYTES
from tests.handlers.http.console.client import API, Visitor
from tests.handlers.http.console.composed import upload
from tests.handlers.telegram.admin.shop_face.face import png
from tests.handlers.telegram.talk import ask, hear


async def test_a_picture_is_taken_in_the_admin_s_own_chat_and_shown_again(
    world: World, console: Visitor
) -> None:
    await ask(world, ADMIN.id, "/start")

    taken = await upload(console, png())

    assert taken.status == 200, taken.body
    assert (taken.body["width"], taken.body["height"]) == (640, 360)
    await hear(world, ADMIN.id, "Nobody but you sees it yet")
    url = f"{console.url}{API}pictures/{taken.body['id']}"
    async with console.session.get(url, headers=console.headers) as shown:
        assert shown.status == 200
        assert shown.content_type == "image/png"
        assert await shown.read() == png()
    assert (await console.get("pictures/999")).refusal == (404, "not-found")


async def test_what_is_no_picture_is_refused_in_words(world: World, console: Visitor) -> None:
    await ask(world, ADMIN.id, "/start")
    for content in (b"", b"<svg onload=alert(1)>", b"GIF89a" + b"x" * 99, b"PK\x03\x04" * 99):
        refused = await upload(console, content)
        assert refused.refusal == (415, "no-picture")
        assert "as a picture" in refused.body["error"]["text"]
    reason = "Bad Request: IMAGE_PROCESS_FAILED"
    world.telegram.fail("sendPhoto", status=400, description=reason)
    refused = await upload(console, png()[:40])
    assert refused.refusal == (409, "refused")
    assert "Telegram can't take this picture" in refused.body["error"]["text"]
    assert "20 times" in refused.body["error"]["text"]


async def test_a_picture_of_20_mb_is_refused(world: World, console: Visitor) -> None:
    refused = await upload(console, png() + b"\0" * (20 * 1024 * 1024))
    assert refused.refusal == (413, "too-large")
    assert "10 MB" in refused.body["error"]["text"]
    slightly = await upload(console, png() + b"\0" * MOST_BYTES)
    assert slightly.refusal == (413, "too-large")


async def test_a_form_without_a_picture_is_refused(world: World, console: Visitor) -> None:
    assert (await upload(console, png(), name="other")).refusal == (400, "bad-request")
    assert (await console.post("pictures", {"picture": "x"})).refusal == (400, "bad-request")
    async with console.session.post(
        f"{console.url}{API}pictures",
        data=b"no form at all",
        headers={
            **console.headers,
            hdrs.ORIGIN: console.url,
            hdrs.CONTENT_TYPE: "multipart/form-data; boundary=x",
        },
    ) as answer:
        assert answer.status == 400


_BROKEN_FORMS = (
    b"--x\r\nno header\r\n\r\n",
    b"--x\r\nA\0B: c\r\n\r\n",
    b"--x\r\nA: " + b"a" * 20_000 + b"\r\n\r\n",
    b"--x\r\n" + b"A: b\r\n" * 300 + b"\r\n",
    b"a" * 1_000_000,
    b'--x\r\nContent-Disposition: form-data; name="_charset_"\r\n\r\n' + b"z" * 200,
    b"--x\r\nContent-Type: multipart/mixed\r\n\r\n",
    b"--x--\r\n",
    b"",
)


async def test_a_broken_form_is_refused_and_no_fault_of_the_bot(
    world: World, console: Visitor
) -> None:
    headers = {hdrs.ORIGIN: console.url, hdrs.CONTENT_TYPE: "multipart/form-data; boundary=x"}
    for form in _BROKEN_FORMS:
        refused = await console.ask("POST", "pictures", headers=headers, data=form)
        assert refused.refusal == (400, "bad-request"), form


async def test_an_upload_that_stalls_is_given_up(
    world: World, console: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each may have 10 MB in memory, and only a few go on at once."""
    monkeypatch.setattr(pictures, "UPLOAD_SECONDS", 0.2)
    ended = asyncio.Event()

    async def stalled() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a.png"\r\n\r\n'
        yield png()
        await ended.wait()

    headers = {hdrs.ORIGIN: console.url, hdrs.CONTENT_TYPE: "multipart/form-data; boundary=x"}
    refused = await console.ask("POST", "pictures", headers=headers, data=stalled())
    ended.set()
    assert refused.refusal == (408, "slow")


async def test_an_admin_whom_the_bot_may_not_write_to_reads_why(
    world: World, console: Visitor
) -> None:
    refused = await upload(console, png())  # Anna has never pressed Start
    assert refused.refusal == (409, "unreachable")
    await ask(world, ADMIN.id, "/start")
    world.telegram.fail("sendPhoto", status=500)
    assert (await upload(console, png())).refusal == (409, "telegram")
    assert (await upload(console, png())).status == 200


async def test_nobody_without_a_session_uploads_or_sees_a_picture(
    world: World, console: Visitor
) -> None:
    await ask(world, ADMIN.id, "/start")
    taken = await upload(console, png())
    async with aiohttp.ClientSession() as http:
        stranger = Visitor(http, console.url)
        assert (await stranger.get(f"pictures/{taken.body['id']}")).status == 401
        assert (await upload(stranger, png())).status == 401
    assert BUYER.id not in [call.chat_id for call in world.telegram.calls_of("sendPhoto")]
