"""How the tests add the bot to a chat that it doesn't know, and how people get in there."""

from bot.domain.models import FIRST_PLAN, PlanId
from bot.sandbox.cast import ADMIN
from bot.sandbox.telegram import Group, Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.new_chats import OpenNewChat
from tests.handlers.telegram.talk import ask, hear, press, until
from tests.journeys.channel import until_idle, until_true

NEW, TITLE = -1_001_900_001, "Letters & <notes>"
NOT_ASKED = "NOT EXISTS (SELECT 1 FROM facts WHERE name LIKE 'chat_question%')"
RIGHTS = ("can_invite_users", "can_restrict_members")


def new_chat(world: World, type_: str = "channel") -> Group:
    return world.telegram.add_foreign_group(NEW, TITLE, type_)


async def place_bot(
    world: World, *rights: str, by: int = ADMIN.id, status: str = "administrator"
) -> None:
    world.telegram.set_bot(NEW, status, rights, by=by)  # type: ignore[arg-type]


async def asked(world: World, words_: str = "Which plan opens", by: int = ADMIN.id) -> Message:
    return await hear(world, by, words_)


def member(world: World, person: int) -> bool:
    return person in world.telegram.groups[NEW].members


async def join(world: World, person: int) -> None:
    """Ask to join by the bot's link, once it is there."""
    await until_true(world, f"SELECT invite_link FROM access_chats WHERE chat_id = {NEW}")
    link = list(world.telegram.groups[NEW].links)[-1]
    assert world.telegram.ask_to_join(person, link)


async def enter(world: World, person: int) -> None:
    await join(world, person)
    await until(lambda: member(world, person))
    await until_idle(world)


async def open_new(world: World, plan: PlanId = FIRST_PLAN) -> None:
    """Let a plan open the new channel, as the question's button does."""
    new_chat(world)
    await ask(world, ADMIN.id, "/help")
    await place_bot(world, *RIGHTS)
    message = await hear(world, ADMIN.id, TITLE)
    button = OpenNewChat(id=plan, chat=1)
    await press(world, ADMIN.id, message.message_id, button)
