"""Sessions with Telegram trust the system's authorities, or aiogram's list where it has none."""

import ssl
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiohttp import web

from bot.telegram.session import Session
from tests.usecases.operations.doctor.fronts import front, self_signed


async def ok(_request: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "A"}})


async def test_a_server_that_no_authority_vouches_for_is_refused(tmp_path: Path) -> None:
    server, _ = self_signed(tmp_path)
    async with front(ok, server) as url:
        bot = Bot("1:token", session=Session(api=TelegramAPIServer.from_base(url)))
        with pytest.raises(TelegramNetworkError, match="certificate verify failed"):
            await bot.get_me()
        await bot.session.close()


async def test_a_system_without_a_list_gets_aiograms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/missing.pem")
    context = Session()._connector_init["ssl"]
    assert isinstance(context, ssl.SSLContext)
    assert context.cert_store_stats()["x509_ca"] > 0


async def test_the_systems_list_is_not_read_once_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    self_signed(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    assert Session()._connector_init["ssl"] is True, "the context that all sessions share"


async def test_all_else_is_as_aiogram_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = vars(AiohttpSession())
    for file in ("/missing.pem", __file__):
        monkeypatch.setenv("SSL_CERT_FILE", file)
        ours = vars(Session())
        assert ours.keys() - theirs.keys() == {"_traces", "_rests", "_readers"}
        for name in theirs.keys() - {"middleware", "_connector_init"}:
            assert ours[name] == theirs[name], name
        assert ours["_connector_init"] | {"ssl": 0} == theirs["_connector_init"] | {"ssl": 0}
