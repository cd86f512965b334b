"""A client connected to a server that simulates Tribute's API."""

import pytest

from bot.tribute.client import Retries, TributeClient
from tests.tribute.upstream import Upstream, serving

API_KEY = "canary-key-5d1c"
QUICKLY = Retries(first_wait_seconds=0.001, longest_wait_seconds=0.01, jitter_seconds=0.001)


@pytest.fixture
async def upstream():
    async with serving(Upstream()) as running:
        yield running


@pytest.fixture
async def tribute(upstream):
    async with TributeClient(upstream.url, API_KEY, timeout_seconds=5, retries=QUICKLY) as client:
        yield client


@pytest.fixture
async def hasty(upstream):
    """Yield the same client with a time limit of 0.3 seconds."""
    async with TributeClient(upstream.url, API_KEY, timeout_seconds=0.3, retries=QUICKLY) as client:
        yield client
