"""No address that leads back to this machine or its network counts as public."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.webhooks.addresses import PrivateAddress, guarded_sockets, is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.0.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "240.0.0.1"),
        *("224.0.0.1", "239.255.255.250", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12:3456::1"),
        *("ff02::1", "2001:db8::1"),
    ],
)
def test_this_machine_and_its_network_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("inner", ["127.0.0.1", "10.0.0.1", "169.254.169.254"])
def test_a_private_address_inside_another_one_stays_private(inner):
    number = int.from_bytes(socket.inet_aton(inner), "big")
    high, low = f"{number >> 16:x}", f"{number & 0xFFFF:x}"
    for form in (
        f"::ffff:{inner}",
        f"::{inner}",
        f"64:ff9b::{inner}",
        f"64:ff9b:1::{inner}",
        f"2002:{high}:{low}::1",
    ):
        assert not is_public(form), form


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_the_internet_is_public(address):
    assert is_public(address)


@given(st.ip_addresses())
def test_every_address_is_judged(address):
    assert is_public(str(address)) in {True, False}


def test_the_guard_checks_each_address_before_a_socket_is_made():
    info = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80))
    with pytest.raises(PrivateAddress):
        guarded_sockets(allow_private=False)(info)
    with guarded_sockets(allow_private=True)(info) as made:
        assert made.family is socket.AF_INET
