"""The ceiling: a bare aiohttp handler that checks the HMAC, parses the JSON and stores nothing."""

import hmac
import json

from aiohttp import web

from benchmarks.contenders.serving import KEY, PATH, serve


async def handle(request: web.Request) -> web.Response:
    body = await request.read()
    claimed = request.headers.get("trbt-signature", "")
    if not hmac.compare_digest(hmac.new(KEY, body, "sha256").hexdigest(), claimed):
        return web.json_response({"status": "error"}, status=401)
    event = json.loads(body)
    if "payload" not in event:
        return web.json_response({"status": "error"}, status=400)
    return web.json_response({"status": "ok"})


async def application(_database: str) -> web.Application:
    app = web.Application()
    app.router.add_post(PATH, handle)
    return app


if __name__ == "__main__":
    serve(application)
