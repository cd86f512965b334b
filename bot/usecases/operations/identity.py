"""The identity of this process: a key, made at start, with which it answers a nonce."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field

_NONCE = re.compile(r"[0-9a-f]{32}")


def new_nonce() -> str:
    """Return a nonce that nobody has seen before."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Identity:
    """Proves that an answer came from this process; the key opens nothing and is stored nowhere."""

    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def prove(self, nonce: str) -> str | None:
        """Return the answer to a nonce; None for a text that isn't one."""
        if not _NONCE.fullmatch(nonce):
            return None
        return hmac.new(self._key, nonce.encode(), hashlib.sha256).hexdigest()
