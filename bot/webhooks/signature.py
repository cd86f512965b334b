"""Signs outgoing webhooks by Standard Webhooks 1.0.0, so that any library can verify them."""

import base64
import hashlib
import hmac

ID_HEADER = "webhook-id"
TIMESTAMP_HEADER = "webhook-timestamp"
SIGNATURE_HEADER = "webhook-signature"

_PREFIX = "whsec_"


def key_of(secret: str) -> bytes:
    """Return the key in a secret of the form `whsec_<base64>`; raise ValueError for other forms."""
    if not secret.startswith(_PREFIX):
        raise ValueError(f"the secret doesn't begin with {_PREFIX}")
    return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)


def headers(key: bytes, webhook_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the three headers. `timestamp` is the time of this try, in Unix seconds."""
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    signature = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return {
        ID_HEADER: webhook_id,
        TIMESTAMP_HEADER: str(timestamp),
        SIGNATURE_HEADER: f"v1,{signature}",
    }
