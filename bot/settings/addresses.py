"""The rules of addresses: URLs that the bot calls or shows, and where it listens."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_TELEGRAM_PORTS = {443, 80, 88, 8443}
_OF_OTHERS = re.compile(r"(.*\.)?(t\.me|telegram\.(me|org|dog)|tribute\.tg)")
"""Hosts of Telegram and Tribute: neither of them is the bot's own."""
_NEVER_PUBLIC = re.compile(
    r"(.*\.)?(localhost|local|internal|lan|home\.arpa|invalid)\.?", re.IGNORECASE
)
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*\.?")
_LAST_DOT = re.compile(r"\.(?=(:\d+)?$)")
_NEVER_IN_URLS = re.compile(r"[\s\"'`<>\\^{|}“”„‘’‚«»]")


def check_url(url: str | None) -> str | None:
    """Return an http(s) URL without credentials; the trailing slash is dropped. An “@” may be part
    of the path, as in https://teletype.in/@me."""
    if url is None:
        return None
    if not is_http_address(url) or "@" in urlsplit(url).netloc:
        raise ValueError("must be an address like https://example.com")
    return url.rstrip("/")


def check_terms_url(url: str | None) -> str | None:
    """Return a URL that buyers can open."""
    checked = check_url(url)
    if checked is None:
        return None
    parts = urlsplit(checked)
    if not _is_public_name(parts) or not is_global(parts.hostname or ""):
        raise ValueError("must be an address that buyers can open, like https://example.com/terms")
    return checked


def is_http_address(url: str) -> bool:
    """Return whether this is an http(s) URL with a possible host, and with a port that exists."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        return False
    netloc_ends = parts.netloc.endswith(":")  # as in https://https://example.com
    return (
        usable
        and not netloc_ends
        and not _NEVER_IN_URLS.search(url)
        and parts.hostname is not None
        and _is_host(parts.hostname)
    )


def check_api_url(url: str) -> str:
    """Return the base of an API. Paths are appended to it, so it may hold no query or fragment."""
    if "?" in url or "#" in url:
        raise ValueError("must end after the host name or path, without “?” or “#”")
    return check_url(url) or url


def check_telegram_api_url(url: str) -> str:
    checked = check_api_url(url)
    if re.search(r"/(bot(\d+:.*)?|file/bot.*)$", urlsplit(checked).path):
        raise ValueError("must end before /bot: the bot appends that and its token itself")
    parts = urlsplit(checked)
    host = parts.hostname or ""
    if is_of_others(host) and (host != "api.telegram.org" or parts.scheme != "https"):
        raise ValueError("must be https://api.telegram.org, or the base of your own Bot API server")
    return checked


def check_tribute_api_url(url: str) -> str:
    checked = check_api_url(url)
    parts = urlsplit(checked)
    if is_of_others(parts.hostname or "") and not re.fullmatch(
        r"https://([\w-]+\.)?tribute\.tg(:443)?/api/v\d+", checked, re.IGNORECASE | re.ASCII
    ):
        raise ValueError("must be like https://tribute.tg/api/v1; leave it empty for that")
    return checked


def is_of_others(host: str) -> bool:
    """Return whether this host is Telegram's or Tribute's."""
    return _OF_OTHERS.fullmatch(host.lower().rstrip(".")) is not None


def check_public_url(url: str | None) -> str | None:
    """Return the bot's own https address, to which the paths of the webhooks are appended. Its host
    is written as browsers and certificates have it: in small letters, without a dot at its end."""
    if url is None:
        return None
    parts = urlsplit(check_api_url(url))
    parts = parts._replace(netloc=_LAST_DOT.sub("", parts.netloc.lower()))
    checked = parts.geturl()
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ValueError("must begin with https://: Telegram and Tribute send to nothing else")
    if is_of_others(parts.hostname or ""):
        raise ValueError("must be your own address, like https://bot.example.com")
    if not _is_public_name(parts) and parts.hostname not in _LOOPBACK:
        raise ValueError("must have a whole host name, like https://bot.example.com")
    if re.search(r"/webhook(/|$)", parts.path):
        raise ValueError("must end before /webhook: the bot appends the paths itself")
    return checked


def check_telegram_reaches(public_url: str) -> None:
    """Raise ValueError for an address of this machine or its network, and for another port than the
    four that Telegram sends webhooks to (Bot API, setWebhook)."""
    parts = urlsplit(public_url)
    if parts.port is not None and parts.port not in _TELEGRAM_PORTS:
        raise ValueError("PUBLIC_URL must use port 443, 80, 88 or 8443: Telegram calls no other")
    if not is_global(parts.hostname or ""):
        raise ValueError(
            "PUBLIC_URL must be an address that Telegram can reach, like https://bot.example.com"
        )


def check_host(host: str) -> str:
    if not _is_host(host):
        raise ValueError("must be an address to listen on, like 127.0.0.1, without http:// or port")
    return host


def read_port(value: object) -> object:
    text = str(value)
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII) or int(text) > 65535:
        raise ValueError("must be a whole number from 1 to 65535 (or 0 for any free port)")
    return int(text)


def _is_host(name: str) -> bool:
    """Return whether this can be a host: a name, or an address that is complete and exists."""
    last = name.rstrip(".").rpartition(".")[2]
    if ":" in name or re.fullmatch(r"\d+|0x[\da-f]*", last, re.ASCII | re.IGNORECASE):
        return _ip_address(name) is not None
    return len(name) <= 253 and _HOST_NAME.fullmatch(name) is not None


def _is_public_name(parts: SplitResult) -> bool:
    name = (parts.hostname or "").rstrip(".")
    return "." in name or ":" in name


def is_global(name: str) -> bool:
    """Return whether this host can be outside the machine and its network."""
    address = _ip_address(name)
    if address is not None:
        return address.is_global
    return "." in name and _NEVER_PUBLIC.fullmatch(name) is None


def _ip_address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def reached_locally(host: str, port: str) -> str:
    """Return the host and port, as in a link, at which this machine reaches a server that listens
    there."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"[{near}]:{port}" if ":" in near else f"{near}:{port}"
