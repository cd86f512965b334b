"""Asks for the bot's https address, and looks at its name and at the ports of this machine."""

import ipaddress
from functools import partial
from urllib.parse import SplitResult, urlsplit

from yarl import URL

from bot.init.answers import Question, Said, Verdict
from bot.init.desk import Desk
from bot.init.pasted import Pasted, kind_of
from bot.init.wrong_address import what_is_wrong
from bot.probes.machine import Machine
from bot.settings import addresses

ADDRESS = Question("PUBLIC_URL", "address")
_HTTPS, _HTTP = 443, 80


async def ask_address(desk: Desk, machine: Machine) -> None:
    """Ask for PUBLIC_URL. With one, the reverse proxy on this machine is believed."""

    async def check(text: str) -> Verdict:
        typed = _completed(text)
        if not desk.fits(ADDRESS.name, typed):
            fits = partial(desk.fits, ADDRESS.name)
            return Verdict(wrong=what_is_wrong(typed, fits))
        url = addresses.check_public_url(typed) or typed
        parts = urlsplit(url)
        host = parts.hostname or ""
        resolved = await machine.resolve(host)
        elsewhere = leads(host, resolved, machine.addresses())
        good = [Said("init-address-good", {"url": url})]
        if not elsewhere:
            good += await _ports(machine, parts.port or _HTTPS)
        return Verdict(url, tuple(good), (*_shape(parts), *elsewhere))

    if await desk.answer(ADDRESS, check) and "TRUSTED_PROXIES" not in desk.values:
        desk.keep("TRUSTED_PROXIES", "127.0.0.1")


def _completed(text: str) -> str:
    """Return the address with https:// in front, and with its name as DNS writes it."""
    whole = f"https://{text}" if kind_of(text) is Pasted.HOST else text
    if whole.isascii():
        return whole
    try:
        return str(URL(whole).with_path(URL(whole).path)).rstrip("/")
    except ValueError:
        return whole


def _shape(parts: SplitResult) -> list[Said]:
    """Doubt an address that is possible, and hardly ever meant."""
    host, doubts = parts.hostname or "", []
    shown = {"host": host, "path": parts.path, "url": f"{parts.scheme}://{parts.netloc}"}
    if not addresses.is_global(host):
        doubts.append("inside")
    elif kind_of(host) is Pasted.IP:
        doubts.append("ip")
    if "_" in host:
        doubts.append("underscore")
    if parts.path:
        doubts.append("path")
    return [Said(f"init-address-{one}", shown, f"init-address-{one}-step") for one in doubts]


def leads(host: str, resolved: frozenset[str], own: frozenset[str]) -> list[Said]:
    """Doubt a name that leads nowhere, or elsewhere. Telegram sends webhooks over IPv4 alone (Bot
    API, the guide to webhooks)."""
    shown = {"host": host, "addresses": _listed(resolved), "own": _listed(_outside(own))}
    if not resolved:
        step = "init-address-nowhere-step" if _outside(own) else "init-address-nowhere-step-unknown"
        return [Said("init-address-nowhere", shown, step)]
    if all(":" in one for one in resolved):
        return [Said("init-address-no-ipv4", shown, "init-address-no-ipv4-step")]
    if _outside(own) and not resolved & own and not any(map(_is_loopback, resolved)):
        return [Said("init-address-elsewhere", shown, "init-address-elsewhere-step")]
    return []


def _outside(own: frozenset[str]) -> frozenset[str]:
    """Return this machine's addresses that others can reach. Without any it is behind a router or
    in a container, and where a name should lead can't be seen from here."""
    return frozenset(one for one in own if ipaddress.ip_address(one.partition("%")[0]).is_global)


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def _listed(found: frozenset[str]) -> str:
    return ", ".join(sorted(found))


async def _ports(machine: Machine, port: int) -> list[Said]:
    """Name the programs that hold the ports of the web server. Caddy needs port 80 too."""
    said = []
    for one in dict.fromkeys((_HTTP, port)):
        name = await machine.listener(one)
        if name is not None:
            params = {"port": one, "name": name or "?"}
            said.append(Said("init-port-answers", params, "init-port-answers-step"))
    return said
