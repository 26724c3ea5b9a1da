"""Telling visitors apart for a day without knowing them."""

import hmac
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address

KEY_LENGTH = 32
"""Bytes of a day's key."""


def network(address: str) -> str:
    """What of an address stands for its user: IPv4 whole, IPv6 the first 64 bits.

    Devices change the other half of an IPv6 address by themselves (RFC 8981), and whoever has
    64 bits can fake as many addresses. What is no address is one and the same stranger.
    """
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except (AddressValueError, ValueError):
        return ""
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return str(parsed)


def visitor(key: bytes | bytearray, network: str, user_agent: bytes) -> bytes:
    """The visitor's name for the day: 16 bytes of HMAC-SHA256 under the day's ``key``.

    Without the key, which lives no longer than its day, nobody can go back to the address by
    trying all addresses.
    """
    return hmac.digest(key, network.encode() + b"\0" + user_agent, "sha256")[:16]
