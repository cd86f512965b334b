"""Build webhook bodies: the documented valid one, in which each test breaks one thing."""

import json
from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
BUYER_ID = 12321321


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.json").read_bytes()


def purchase(*, without: str = "", **payload: object) -> bytes:
    """Return the documented purchase with some of its payload replaced, or one member left out."""
    event = json.loads(sample("new_digital_product"))
    event["payload"].update(payload)
    event["payload"].pop(without, None)
    return json.dumps(event).encode()


def envelope(*, without: str = "", **members: object) -> bytes:
    """Return the documented purchase with some of its envelope replaced, or one left out."""
    event = json.loads(sample("new_digital_product"))
    event.update(members)
    event.pop(without, None)
    return json.dumps(event).encode()


def replaced(old: str, new: str) -> bytes:
    """Return the documented purchase with changed text, for changes that json can't write."""
    text = sample("new_digital_product").decode()
    assert old in text
    return text.replace(old, new).encode()
