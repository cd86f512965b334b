"""Signs outgoing webhooks as Standard Webhooks 1.0.0 says, so that any library can verify them."""

import base64
import hashlib
import hmac

ID_HEADER = "webhook-id"
TIMESTAMP_HEADER = "webhook-timestamp"
SIGNATURE_HEADER = "webhook-signature"

_PREFIX = "whsec_"


def key_of(secret: str) -> bytes:
    """The signing key in a secret of the form `whsec_<base64>`; ValueError where it is none."""
    if not secret.startswith(_PREFIX):
        raise ValueError(f"the secret doesn't begin with {_PREFIX}")
    return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)


def headers(key: bytes, webhook_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers. `timestamp` is when this try is made, in Unix seconds."""
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    signature = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return {
        ID_HEADER: webhook_id,
        TIMESTAMP_HEADER: str(timestamp),
        SIGNATURE_HEADER: f"v1,{signature}",
    }
