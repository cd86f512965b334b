"""Verifies that a webhook really comes from Tribute: HMAC-SHA256 over the raw body."""

import hmac
import re
from collections.abc import Iterable

SIGNATURE_HEADER = "trbt-signature"

_HEX_DIGEST = re.compile(r"[0-9a-fA-F]{64}")


def well_formed(signature: str | None) -> bool:
    """Return whether this has the form of a signature. Many well-formed ones that are wrong mean a
    rotated key."""
    return signature is not None and _HEX_DIGEST.fullmatch(signature) is not None


def verify(body: bytes, signature: str | None, keys: Iterable[str | bytes]) -> bool:
    """Return whether one of the keys made this signature of exactly these bytes.

    A blank key never verifies: anyone could sign with it. The form is checked first, because
    `compare_digest` raises on non-ASCII text. Every key is tried, so that the time taken doesn't
    show which one fits.
    """
    if signature is None or not well_formed(signature):
        return False
    claimed = bytes.fromhex(signature)
    matches = [hmac.compare_digest(_digest(key, body), claimed) for key in map(_bytes, keys) if key]
    return any(matches)


def _bytes(key: str | bytes) -> bytes:
    """Return the key's own bytes, also where the environment held some that are not UTF-8."""
    raw = key.encode("utf-8", "surrogateescape") if isinstance(key, str) else key
    return raw.strip()


def _digest(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, body, "sha256")
