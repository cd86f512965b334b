"""The answer to a press reaches the person, also where it is too late for a toast."""

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.handlers.telegram.talk import ask, hear


async def test_an_answer_too_late_for_a_toast_comes_as_a_message(world: World) -> None:
    """So it is after a kill: the press is handled again, and Telegram takes no answer any more."""
    sent = await ask(world, BUYER.id, "/terms")
    await world.stop_app()
    world.telegram.inject(_pressed(BUYER.id, sent.message_id, "purchase:1"))
    world.move(seconds=43200)
    await world.start_app()
    await hear(world, BUYER.id, "This button", after=sent.message_id)


async def test_a_toast_of_an_admin_that_comes_too_late_is_a_message(world: World) -> None:
    sent = await ask(world, ADMIN.id, "/terms")
    await world.stop_app()
    world.telegram.inject(_pressed(ADMIN.id, sent.message_id, "claim_deny:7"))
    world.move(seconds=43200)
    await world.start_app()
    await hear(world, ADMIN.id, "Somebody was quicker", after=sent.message_id)


def _pressed(person_id: int, message_id: int, data: str) -> dict[str, object]:
    person = {"id": person_id, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    chat = {"id": person_id, "type": "private", "first_name": "Anna"}
    return {
        "callback_query": {
            "id": f"late {person_id}",
            "from": person,
            "message": {"chat": chat, "message_id": message_id, "date": 0},
            "chat_instance": "1",
            "data": data,
        }
    }
