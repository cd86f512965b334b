"""Conversations are stored until they end, and for ninety days at most."""

import pytest

from bot.domain.conversations import Conversation
from bot.domain.models import PersonId
from bot.usecases.people.conversations import KEPT_SECONDS, Conversations

ANNA, BORIS = PersonId(1), PersonId(2)


@pytest.fixture
def conversations(shop) -> Conversations:
    return Conversations(shop.db, shop.clock)


async def test_the_question_and_the_answers_are_kept_apart(conversations):
    await conversations.set_state(ANNA, "GrantQuestion:person")
    assert await conversations.add_data(ANNA, {"note": "a friend"}) == {"note": "a friend"}
    assert await conversations.add_data(ANNA, {"id": 7}) == {"note": "a friend", "id": 7}
    await conversations.set_state(ANNA, None)
    assert await conversations.get(ANNA) == Conversation(None, {"note": "a friend", "id": 7})
    assert await conversations.get(BORIS) == Conversation(None, {})


async def test_a_conversation_that_is_over_leaves_no_row(shop, conversations):
    await conversations.set_state(ANNA, "ClaimQuestion:receipt")
    await conversations.set_data(ANNA, {})
    await conversations.set_state(ANNA, None)
    assert await shop.db.read(lambda tx: tx.scalar("SELECT COUNT(*) FROM conversations")) == 0


async def test_a_conversation_that_nobody_continues_is_forgotten(shop, conversations):
    await conversations.set_data(ANNA, {"note": "old"})
    shop.clock.move(KEPT_SECONDS + 1)
    await conversations.set_data(BORIS, {"note": "new"})
    assert await conversations.get(ANNA) == Conversation(None, {})
