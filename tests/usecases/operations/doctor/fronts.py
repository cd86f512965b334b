"""Web servers in front of the bot: one set up correctly, the others with a usual mistake."""

import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.usecases.operations.identity import Identity

_OPENSSL = (
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    " -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
)
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def front(answer: Answer, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Yield the address of a server that answers every request in this way."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
        scheme = "https" if tls else "http"
        yield f"{scheme}://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def forwarding(url: str, *, only: str = "/") -> Answer:
    """Return an answer that forwards paths under `only` to the URL; all others are 404."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if not request.path.startswith(only):
            return web.Response(status=404)
        body = await request.read()
        async with (
            aiohttp.ClientSession() as session,
            session.request(request.method, url + request.path_qs, data=body or None) as forwarded,
        ):
            return web.Response(status=forwarded.status, body=await forwarded.read())

    return answer


async def bad_gateway(_request: web.Request) -> web.StreamResponse:
    return web.Response(status=502, text="<h1>502 Bad Gateway</h1>")


async def welcome(_request: web.Request) -> web.StreamResponse:
    return web.Response(text="<h1>Welcome to nginx!</h1>", content_type="text/html")


async def another_tributary(request: web.Request) -> web.StreamResponse:
    proof = Identity().prove(request.query.get("nonce", ""))
    return web.json_response({"status": "ok", "proof": proof}, status=200 if proof else 401)


def self_signed(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's context with a self-signed certificate and a client's that trusts it."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [*_OPENSSL.split(), "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    return server, ssl.create_default_context(cafile=str(certificate))
