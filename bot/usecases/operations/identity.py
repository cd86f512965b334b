"""Which process is this? A key of its own, made at start, with which it answers a riddle."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field

_NONCE = re.compile(r"[0-9a-f]{32}")


def riddle() -> str:
    """A nonce that nobody has seen before."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Identity:
    """The key opens nothing and is written nowhere: who has the answer has asked this process."""

    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def prove(self, nonce: str) -> str | None:
        """The answer to a riddle; None for what is none."""
        if not _NONCE.fullmatch(nonce):
            return None
        return hmac.new(self._key, nonce.encode(), hashlib.sha256).hexdigest()
