"""Asks for the bot's token and Tribute's key, and tries both where they are valid."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.models import Product
from bot.errors import StorageError
from bot.init.answers import Question, Said, Verdict
from bot.init.desk import Desk, wrong
from bot.init.pasted import Pasted, kind_of
from bot.settings import rules
from bot.telegram.first_contact import (
    BotAccount,
    FirstContact,
    TelegramRefused,
    TelegramSilent,
    UpdatesElsewhere,
)
from bot.tribute.client import Retries, TributeClient
from bot.tribute.errors import TributeError, TributeForbidden, TributeUnauthorized
from storage import tariffs
from storage.engine.database import open_read_only
from storage.engine.new_file import is_new

TOKEN = Question("BOT_TOKEN", "token", hidden=True, required=True)
KEY = Question("TRIBUTE_API_KEY", "key", hidden=True, required=True)
_LIKE_KEYS = {Pasted.KEY, Pasted.OTHER}
_SHOWN = 3


@dataclass(slots=True)
class Credentials:
    """The bot and the products that the token and the key open."""

    bot: BotAccount | None = None
    """None where Telegram couldn't be asked."""
    products: tuple[Product, ...] | None = None
    """None where Tribute couldn't be asked."""


async def ask_token(desk: Desk, found: Credentials) -> None:
    """Ask for BOT_TOKEN, and who the bot is."""

    async def check(text: str) -> Verdict:
        if not desk.fits(TOKEN.name, text):
            return Verdict(wrong=_wrong_token(desk, text))
        try:
            async with FirstContact(desk.setting("TELEGRAM_API_URL"), text) as telegram:
                found.bot = await telegram.me()
        except TelegramRefused:
            return Verdict(wrong=Said("init-token-refused", {}, "init-token-refused-step"))
        except (TelegramSilent, UpdatesElsewhere):
            return Verdict(text, doubts=(Said("init-token-unsure", {}, "init-unsure-step"),))
        bot = {"username": found.bot.username, "name": found.bot.name}
        return Verdict(text, (Said("init-token-good", bot),))

    await desk.answer(TOKEN, check)


async def ask_key(desk: Desk, found: Credentials) -> None:
    """Ask for TRIBUTE_API_KEY, and which products it opens."""

    async def check(text: str) -> Verdict:
        if not desk.fits(KEY.name, text):
            return Verdict(wrong=wrong("key", text))
        url = desk.setting("TRIBUTE_API_URL")
        try:
            async with TributeClient(url, text, retries=Retries(attempts=1)) as tribute:
                found.products = (await tribute.products()).products
        except (TributeUnauthorized, TributeForbidden):
            return Verdict(wrong=_refused_key(text))
        except TributeError as error:
            reason = {"reason": str(error)}
            return Verdict(text, doubts=(Said("init-key-unsure", reason, "init-unsure-step"),))
        return Verdict(
            text, tuple(_about(desk, found.products)), tuple(_foreign(desk, found.products))
        )

    await desk.answer(KEY, check)


def _wrong_token(desk: Desk, text: str) -> Said:
    """Return what was typed. A token may be right in itself, with its number among the admins."""
    if kind_of(text) is not Pasted.BOT_TOKEN:
        return wrong("token", text)
    admins = {one.strip() for one in desk.values.get("ADMIN_IDS", "").split(",")}
    if text.partition(":")[0] in admins:
        return Said("init-token-is-owner", {}, "init-token-is-owner-step")
    return Said(f"init-pasted-{Pasted.CUT_TOKEN}", {}, "init-where-token")


def _refused_key(text: str) -> Said:
    """Return what Tribute has refused, by its look where that is no key's."""
    if kind_of(text) in _LIKE_KEYS:
        return Said("init-key-refused", {}, "init-key-refused-step")
    return wrong("key", text)


def _about(desk: Desk, products: tuple[Product, ...]) -> Iterable[Said]:
    """Name some of the products, so that the owner sees whose key it is."""
    if not products:
        yield Said("init-key-no-products", {}, "init-key-no-products-step")
        return
    names = ", ".join(desk.text("init-quoted", name=one.name) for one in products[:_SHOWN])
    yield Said("init-key-good", {"count": len(products), "names": names})
    if not any(one.sellable for one in products):
        yield Said("init-key-none-approved", {}, "init-key-none-approved-step")


def _foreign(desk: Desk, products: tuple[Product, ...]) -> Iterable[Said]:
    """Doubt a key that opens none of the products that this shop sells: it is another account's."""
    sold, known = _sold(desk), {int(one.id) for one in products}
    if sold and not sold & known:
        numbers = ", ".join(str(one) for one in sorted(sold)[:_SHOWN])
        yield Said("init-key-foreign", {"numbers": numbers}, "init-key-foreign-step")


def _sold(desk: Desk) -> set[int]:
    """Return the ids of the products on offer: the ledger's, else those of TARIFFS."""
    path = desk.database_path()
    if is_new(path) or not path.is_file():
        return _seed(desk.setting("TARIFFS"))
    try:
        with open_read_only(path) as tx:
            return {int(one.product_id) for one in tariffs.on_sale(tx)}
    except StorageError:
        return set()


def _seed(text: str) -> set[int]:
    try:
        read = rules.read_tariffs(text)
    except ValueError:
        return set()
    return {one.product_id for one in read} if isinstance(read, tuple) else set()
