"""The signature is the one that libraries for Standard Webhooks make and accept."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from bot.webhooks import signature

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_the_signature_is_that_of_the_example_in_the_specification():
    """Key, id, time, body and signature as the reference implementations test them."""
    webhook_id, body = "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}'
    made = signature.headers(signature.key_of(SECRET), webhook_id, 1614265330, body)
    assert made == {
        "webhook-id": webhook_id,
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


@given(body=st.text(), at=st.integers(0, 2**32), webhook_id=st.from_regex(r"msg_[0-9a-f]{32}"))
def test_the_signature_is_that_of_the_public_library(body, at, webhook_id):
    made = signature.headers(signature.key_of(SECRET), webhook_id, at, body.encode())
    assert made["webhook-signature"] == Webhook(SECRET).sign(
        webhook_id, datetime.fromtimestamp(at, UTC), body
    )


@pytest.mark.parametrize("secret", ["", "MfKQ", "whsk_MfKQ", "whsec_*"])
def test_an_invalid_secret_is_refused(secret):
    with pytest.raises(ValueError, match=r".+"):
        signature.key_of(secret)
