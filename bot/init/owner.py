"""Asks who owns the shop: by a code where nothing runs with this bot, else by the id itself."""

from bot.init.answers import Question, Said, Verdict
from bot.init.code import NoWay, OwnerCode, Pace
from bot.init.credentials import Credentials
from bot.init.desk import Desk, wrong
from bot.init.shop import Arrival, Serving
from bot.telegram.first_contact import FirstContact

OWNER = Question("ADMIN_IDS", "owner")


async def ask_owner(
    desk: Desk, found: Credentials, serving: Serving, arrival: Arrival, pace: Pace
) -> None:
    """Ask for ADMIN_IDS. An id that is there stays, unless another one is given beforehand."""

    async def check(text: str) -> Verdict:
        ids = ", ".join(one.strip() for one in text.split(",") if one.strip())
        if not desk.fits(OWNER.name, ids):
            is_bot = found.bot is not None and ids == str(found.bot.id)
            said = Said("init-owner-is-bot", {}, "init-where-owner")
            return Verdict(wrong=said if is_bot else wrong("owner", text))
        return Verdict(ids, (Said("init-owner-good", {"ids": ids}),))

    there = desk.values.get(OWNER.name)
    if OWNER.name in desk.options.given or not desk.terminal.asks:
        await desk.answer(OWNER, check)
        return
    if there is not None:
        await desk.leave(OWNER, check, there)
        return
    typed = await _by_code(desk, found, serving, arrival, pace)
    if typed != "":
        await desk.ask(OWNER, check, typed)


async def _by_code(
    desk: Desk, found: Credentials, serving: Serving, arrival: Arrival, pace: Pace
) -> str | None:
    """Return the id of who sent the code, or what was typed meanwhile; None where no code can be
    used, and the id has to be typed."""
    if found.bot is None or not await _may_listen(desk, serving, arrival):
        return None
    desk.terminal.say()
    token, url = desk.values["BOT_TOKEN"], desk.setting("TELEGRAM_API_URL")
    async with FirstContact(url, token) as telegram:
        got = await OwnerCode(desk, telegram, found.bot.username, pace).find()
    if isinstance(got, NoWay):
        desk.say(Said(f"init-code-{got}"), "!")
        return None
    return str(got)


async def _may_listen(desk: Desk, serving: Serving, arrival: Arrival) -> bool:
    """Return whether messages to the bot may be read: no shop that runs may be disturbed."""
    if serving.webhook_url:
        desk.say(Said("init-owner-webhook", {"url": serving.webhook_url}), "!")
        return False
    if serving.runs_here or arrival is Arrival.MOVED or not serving.is_known:
        desk.say(Said("init-owner-runs"), "!")
        return False
    if serving.was_before:
        return await desk.agrees("init-is-it-stopped", default=False)
    return True
