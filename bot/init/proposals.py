"""Asks for the time zone, the language and the port, and proposes each from what is known."""

from collections.abc import Iterable, Mapping

from bot.domain.models import Product
from bot.init.answers import Question, Said, Verdict
from bot.init.credentials import Credentials
from bot.init.desk import Desk, wrong
from bot.init.shop import Serving
from bot.probes.machine import Machine
from bot.settings.settings import Settings

_NO_PLACE = {"", "UTC", "Etc/UTC", "Etc/GMT", "GMT", "Universal", "Zulu", "Etc/UCT", "UCT"}
"""Zones of machines on which nobody has chosen one."""
_OF_CURRENCY = {"RUB": "Europe/Moscow"}
_OTHER_PORTS = range(8081, 8100)
_PORT = "PORT"
_NAMES = {"english": "en", "russian": "ru", "русский": "ru", "английский": "en"}


async def ask_zone(desk: Desk, found: Credentials, machine: Machine) -> None:
    """Ask for TIMEZONE: the machine's, else the one where most people pay in that currency."""
    zone = machine.zone()
    if zone in _NO_PLACE or not desk.fits("TIMEZONE", zone):
        zone = _zone_of(found.products or ())

    async def check(text: str) -> Verdict:
        if desk.fits("TIMEZONE", text):
            return Verdict(text)
        return Verdict(wrong=wrong("zone", text))

    await desk.answer(Question("TIMEZONE", "zone", default=zone), check)


async def ask_language(desk: Desk, found: Credentials, terminals: str) -> None:
    """Ask for DEFAULT_LOCALE: the products' language, else the terminal's."""

    async def check(text: str) -> Verdict:
        code = _NAMES.get(text.lower(), text)
        if desk.fits("DEFAULT_LOCALE", code) or code == desk.values.get("DEFAULT_LOCALE"):
            return Verdict(code)
        return Verdict(wrong=wrong("language", text))

    default = language_of(found.products or ()) or terminals
    await desk.answer(Question("DEFAULT_LOCALE", "language", default=default), check)


async def ask_port(desk: Desk, serving: Serving, machine: Machine) -> None:
    """Ask for PORT where another program listens on the one that the bot would use."""
    host, port = desk.setting("HOST"), desk.values.get(_PORT) or desk.setting(_PORT)

    async def check(text: str) -> Verdict:
        if not desk.fits(_PORT, text):
            return Verdict(wrong=wrong("port", text))
        if serving.runs_here or machine.is_free(host, int(text)):
            return Verdict(text)
        taken = Said("init-port-busy", {"port": int(text)}, "init-port-busy-step")
        return Verdict(text, doubts=(taken,))

    verdict = await check(port)
    if _PORT in desk.options.given or verdict.wrong is not None:
        await desk.answer(Question(_PORT, "port"), check)
    elif verdict.doubts and _PORT in desk.values:
        desk.show(verdict)
    elif verdict.doubts:
        desk.say(Said("init-port-busy", {"port": int(port)}), "!")
        free = machine.free_port(host, _OTHER_PORTS)
        await desk.answer(Question(_PORT, "port", default=str(free or "")), check)


def language_of(products: Iterable[Product]) -> str:
    """Return the language of most products' names; empty without any."""
    names = [one.name for one in products]
    if not names:
        return ""
    russian = sum(any("а" <= char <= "я" for char in name.lower()) for name in names)
    return "ru" if russian * 2 > len(names) else "en"


def terminal_language(environ: Mapping[str, str]) -> str:
    """Return the language of the terminal, as POSIX has it: the first of these that is set."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((environ[name] for name in names if environ.get(name)), "")
    return "ru" if chosen.lower().startswith("ru") else "en"


def _zone_of(products: Iterable[Product]) -> str:
    currencies = [one.price.currency for one in products]
    most = max(currencies, key=currencies.count, default="")
    return _OF_CURRENCY.get(most, str(Settings.model_fields["timezone"].default))
