"""Tests that a delivery whose path has other slashes is taken, and any other path is reported."""

import aiohttp
import pytest

from bot.sandbox.cast import ADMIN, ADMINS
from bot.sandbox.world import PLAY_KEY
from storage.engine.database import open_read_only
from tests.bodies import purchase, sign
from tests.handlers.http.wire import connected, head_of
from tests.handlers.telegram.talk import hear, open_world

GOOD = purchase(1)


def request(path, body=GOOD, key=PLAY_KEY, *, method="POST", signature=None):
    """Return the bytes of a request, with the path exactly as given."""
    signed = f"trbt-signature: {signature if signature is not None else sign(body, key)}\r\n"
    head = f"{method} {path} HTTP/1.1\r\nHost: shop.example\r\n{signed if key else ''}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def status(world, sent):
    async with connected(world.app_url) as [wire]:
        wire[1].write(sent)
        return int((await head_of(wire)).split()[1])


def stored(world):
    with open_read_only(world.settings.database_path) as tx:
        return tx.scalar("SELECT COUNT(*) FROM webhook_events"), tx.scalar(
            "SELECT COUNT(*) FROM outbox WHERE kind = 'admin-misdirected'"
        )


async def test_slashes_too_many_make_no_difference(world):
    for path in (
        "/webhook/tribute/",
        "/webhook/tribute//",
        "//webhook/tribute",
        "/webhook//tribute",
        "///webhook///tribute///",
        "/webhook/tribute/?from=tribute",
        "/webhook/tribute?a=//b",
        "/webhook%2Ftribute",
        "/webhook%2ftribute%2F",
        "/%77ebhook/tribute",
    ):
        assert await status(world, request(path)) == 200
        assert await status(world, request(path, key="another")) == 401
        assert await status(world, request(path, key="")) == 401
        assert await status(world, request(path, method="PUT")) == 405
    assert stored(world) == (1, 0)


@pytest.mark.parametrize("configured", ["/hook", "/a/b/c/"])
async def test_slashes_make_no_difference_for_any_configured_path(clock, configured):
    async with open_world(clock, tribute_webhook_path=configured) as world:
        bare = configured.rstrip("/")
        for path in (configured, bare, f"{bare}/", f"/{bare}//"):
            assert await status(world, request(path)) == 200
        assert stored(world) == (1, 0)


async def test_a_signed_delivery_at_another_path_is_404_and_reported_once(world):
    for admin in ADMINS:
        await world.telegram.send(admin, "/start")
    for _ in range(3):
        assert await status(world, request("/tribute?retry=1")) == 404
    assert await status(world, request("/tribute", purchase(2))) == 404
    notice = await hear(world, ADMIN.id, "/tribute")
    assert "https://shop.example/webhook/tribute" in notice.text
    assert stored(world) == (0, len(ADMINS))


async def test_every_other_path_keeps_its_answer_and_is_reported(world):
    others = {
        "/": 404,
        "/Webhook/Tribute": 404,
        "/webhook": 404,
        "/webhook/tribute/x": 404,
        "/webhook/telegram": 401,
        "/healthz": 405,
        "/api/v1/subscriptions": 404,
        "/%D0%BF%D1%83%D1%82%D1%8C/<b>": 404,
    }
    for number, (path, answer) in enumerate(others.items(), start=1):
        assert await status(world, request(path)) == answer
        assert stored(world) == (0, number * len(ADMINS))


async def test_the_address_to_copy_lies_below_public_url(clock):
    async with open_world(clock, public_url="https://shop.example/bot") as world:
        assert await status(world, request("/bot/webhook/tribute")) == 404
        with open_read_only(world.settings.database_path) as tx:
            detail = tx.scalar("SELECT detail FROM outbox WHERE kind = 'admin-misdirected'")
    assert "https://shop.example/bot/webhook/tribute" in detail


async def test_an_unsigned_delivery_at_another_path_is_a_silent_404(world):
    for key, signature in (("another", None), ("", None), (PLAY_KEY, "0" * 64), (PLAY_KEY, "")):
        assert await status(world, request("/tribute", key=key, signature=signature)) == 404
    assert stored(world) == (0, 0)


async def test_a_large_body_at_another_path_is_not_read(world):
    large = b"x" * 70_000
    assert await status(world, request("/tribute", large)) == 404
    assert stored(world) == (0, 0)


async def test_a_wrong_address_is_reported_again_once_it_had_been_right(world, clock):
    assert await status(world, request("/tribute")) == 404
    assert await status(world, request("/webhook/tribute")) == 200
    clock.move(3 * 86400)
    assert await status(world, request("/tribute")) == 404
    assert stored(world) == (1, 2 * len(ADMINS))


async def test_405_names_the_methods_that_are_allowed(world):
    async with aiohttp.ClientSession() as session:
        for method, path, allowed in (
            ("GET", "/webhook/tribute", "POST"),
            ("DELETE", "/webhook/tribute/", "POST"),
            ("POST", "/healthz", "GET,HEAD"),
            ("PUT", "/api/v1/subscriptions", "POST"),
            ("PATCH", "/webhook/telegram", "POST"),
        ):
            async with session.request(method, world.app_url + path) as answer:
                assert (answer.status, answer.headers.get("Allow")) == (405, allowed)
                assert (await answer.json())["error"] == "method not allowed"
