"""Only a signature made with Tribute's key is accepted, and none where a key is missing."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tribute.signature import verify, well_formed

KEY = "the-key"
BODY = b'{"name": "new_digital_product"}'
GOOD = hmac.new(KEY.encode(), BODY, hashlib.sha256).hexdigest()


def test_a_signature_made_with_the_key_is_accepted():
    assert verify(BODY, GOOD, [KEY])


def test_a_key_given_as_bytes_is_the_same_key():
    assert verify(BODY, GOOD, [KEY.encode()])


def test_an_upper_case_signature_is_accepted():
    assert verify(BODY, GOOD.upper(), [KEY])


def test_the_previous_key_is_accepted_beside_the_current_one():
    assert verify(BODY, GOOD, ["a-newer-key", KEY])


def test_one_changed_byte_of_the_body_is_refused():
    assert not verify(BODY + b" ", GOOD, [KEY])


def test_a_key_that_is_not_utf8_in_the_environment_still_signs():
    raw = b"\xffkey"
    signature = hmac.new(raw, BODY, hashlib.sha256).hexdigest()
    assert verify(BODY, signature, [raw.decode("utf-8", "surrogateescape")])


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        GOOD[:-1],
        GOOD + "0",
        GOOD + GOOD,
        f"{GOOD},{GOOD}",
        f" {GOOD}",
        f"{GOOD}\n",
        f"sha256={GOOD}",
        "g" * 64,
        "é" * 64,
        "٣" * 64,
        "\udcff" * 64,
    ],
)
def test_a_signature_that_is_not_64_hex_characters_is_refused(signature):
    assert not well_formed(signature)
    assert not verify(BODY, signature, [KEY])


def test_a_well_formed_signature_of_another_key_is_refused():
    other = hmac.new(b"another-key", BODY, hashlib.sha256).hexdigest()
    assert well_formed(other)
    assert not verify(BODY, other, [KEY])


@pytest.mark.parametrize("keys", [[], [""], [b""], ["  "], ["", b" \n"]])
def test_without_a_key_even_its_own_signature_is_refused(keys):
    empty = hmac.new(b"", BODY, hashlib.sha256).hexdigest()
    assert not verify(BODY, empty, keys)
    assert not verify(BODY, GOOD, keys)


@given(st.binary(), st.text() | st.none())
def test_no_signature_raises_an_error(body, signature):
    assert verify(body, signature, [KEY]) in (True, False)
