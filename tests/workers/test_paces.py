"""No worker looks later after a write than before workers slept, and none looks more often."""

from collections.abc import Callable

import pytest
from aiogram import Bot

from bot.telegram.profile import ProfileClient
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.chats.requests import Chats
from bot.usecases.shop_face.profile import BotProfile
from bot.usecases.webhooks_out.deliver import WebhooksOut
from bot.webhooks.client import WebhookClient
from bot.workers.chats import ChatsWorker
from bot.workers.lifecycle import LifecycleWorker
from bot.workers.profile import ProfileWorker
from bot.workers.sleep import Sleep
from bot.workers.webhooks import WebhooksWorker
from tests.usecases.conftest import ADMINS, Shop, shop
from tests.workers.conftest import OutboxHarness

__all__ = ["shop"]


def _webhooks(shop: Shop) -> Sleep:
    client = WebhookClient("http://127.0.0.1:9/", b"key", allow_private=True)
    return WebhooksWorker(WebhooksOut(shop.db, shop.clock, ADMINS), client)._sleep


def _profile(shop: Shop) -> Sleep:
    telegram = ProfileClient(Bot("1:play"))
    return ProfileWorker(BotProfile(shop.db, shop.clock, telegram, ADMINS))._sleep


def _chats(shop: Shop) -> Sleep:
    return ChatsWorker(Chats(shop.db, shop.clock, ADMINS))._sleep


def _lifecycle(shop: Shop) -> Sleep:
    return LifecycleWorker(Lifecycle(shop.db, shop.clock, ()))._sleep


@pytest.mark.parametrize(
    ("build", "seconds"), [(_webhooks, 1), (_chats, 5), (_lifecycle, 5), (_profile, 5)]
)
def test_a_write_brings_a_look_after_so_many_seconds(
    shop: Shop, build: Callable[[Shop], Sleep], seconds: float
) -> None:
    assert build(shop).every_seconds == seconds


def test_messages_that_a_write_let_go_are_looked_for_within_a_second(
    harness: OutboxHarness,
) -> None:
    assert harness.worker._sleep.every_seconds == 1
