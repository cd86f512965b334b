"""The rules of the settings for outgoing webhooks: the address, its secret, and which networks."""

import base64
import binascii
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.settings.addresses import is_global, is_http_address, is_of_others

_PREFIX = "whsec_"
_KEY_BYTES = range(24, 65)
"""Standard Webhooks asks for a key of 192 to 512 bits."""
_HOW_TO_MAKE_ONE = "write whsec_ and after it what `openssl rand -base64 32` prints"


def check_webhook_url(url: str | None) -> str | None:
    """Return the http(s) URL as it is: a query or a final slash is the service's own choice."""
    if url is None:
        return None
    usable = is_http_address(url) and url.isascii()
    if not usable or "@" in urlsplit(url).netloc or "#" in url:
        raise ValueError("must be an address like https://example.com/tributary")
    return url


def check_secret(secret: SecretStr | None) -> SecretStr | None:
    """Return the secret; raise ValueError where it isn't `whsec_` and a base64 key."""
    if secret is None:
        return None
    prefix, _, encoded = secret.get_secret_value().partition("_")
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if f"{prefix}_" != _PREFIX or len(key) not in _KEY_BYTES:
        raise ValueError(f"is not a secret for webhooks: {_HOW_TO_MAKE_ONE}")
    return secret


def check_together(url: str | None, secret: SecretStr | None, *, private: bool) -> None:
    """Raise ValueError where the address and its secret don't fit together."""
    if url is not None and secret is None:
        raise ValueError(f"WEBHOOK_OUT_URL needs WEBHOOK_OUT_SECRET: {_HOW_TO_MAKE_ONE}")
    if url is None and secret is not None:
        raise ValueError("WEBHOOK_OUT_SECRET is set without WEBHOOK_OUT_URL: set both or none")
    if url is not None and not private and urlsplit(url).scheme != "https":
        raise ValueError(
            "WEBHOOK_OUT_URL must begin with https://: only inside your own network, with "
            "WEBHOOK_OUT_ALLOW_PRIVATE=true, may it be plain http"
        )
    if url is not None and not private and not is_global(urlsplit(url).hostname or ""):
        raise ValueError(
            "WEBHOOK_OUT_URL is inside your own network, which needs WEBHOOK_OUT_ALLOW_PRIVATE=true"
        )


def check_is_not_own(url: str | None, public_url: str | None) -> None:
    """Raise ValueError where the webhooks would go to the bot itself, Telegram or Tribute."""
    if url is None:
        return
    parts = urlsplit(url)
    at_bot = public_url is not None and parts.netloc.lower() == urlsplit(public_url).netloc.lower()
    if is_of_others(parts.hostname or "") or (at_bot and "/webhook/" in parts.path):
        raise ValueError("WEBHOOK_OUT_URL must be the address of your own service, not the bot's")
