"""Addresses on the web: which ones may be fetched, and which of the machines behind them may be reached."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from rashomon.read.reasons import ADDRESS_REFUSED, NOT_FETCHED, NoReport

_PORTS = {"http": 80, "https": 443}
_KEPT = "%/:=&?~#+!$,;'@()*[]"
_NOT_PUBLIC_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
            "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
            "224.0.0.0/4 240.0.0.0/4 168.63.129.16/32"
        ).split(),
    )
)
"""IANA's special-purpose addresses (RFC 6890), and the one public address at which a cloud, Azure, answers
its own machines alone. Written down here, since what Python calls global has changed between versions."""
_UNICAST_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(map(ipaddress.IPv6Network, "2001::/23 2001:db8::/32 2002::/16 3fff::/20".split()))
"""Protocols (Teredo among them), documentation and 6to4. Outside 2000::/3 nothing is public: not loopback,
local or multicast addresses, and not those that hold an IPv4 address (mapped, NAT64)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address taken apart, in ASCII and safe to send."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address put together again."""
        return f"{self.origin}{self.path}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"


def is_url(source: str) -> bool:
    """Tell whether what a user names is an address on the web and no file.

    >>> is_url("https://post.example/1"), is_url("post.example/1"), is_url("file:///etc/passwd")
    (True, False, False)
    """
    return source.lower().startswith(("http://", "https://"))


def parse_url(url: str) -> Target:
    """Take an address apart; raises NoReport for one that is not to be fetched.

    >>> parse_url("HTTP://Zürich.example/a b?q=ü#top").url
    'http://xn--zrich-kva.example/a%20b?q=%C3%BC'
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise NoReport(ADDRESS_REFUSED, "not an address") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise NoReport(ADDRESS_REFUSED, "only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise NoReport(ADDRESS_REFUSED, "it holds a user name")
    if not ascii_host or port == 0 or quote(ascii_host, safe=":") != ascii_host:
        raise NoReport(ADDRESS_REFUSED, "it names no host")
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    path = quote(parts.path or "/", safe=_KEPT)
    return Target(scheme=scheme, host=ascii_host.lower(), port=port or _PORTS[scheme], path=path + query)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet.

    >>> [is_public(one) for one in ("8.8.8.8", "127.0.0.1", "169.254.169.254", "64:ff9b::7f00:1", "2606::1")]
    [True, False, False, False, True]
    """
    one = ipaddress.ip_address(address)
    if isinstance(one, ipaddress.IPv4Address):
        return not any(one in network for network in _NOT_PUBLIC_4)
    return one in _UNICAST_6 and not any(one in network for network in _NOT_PUBLIC_6)


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for a host's IP addresses; raises NoReport if it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoReport(NOT_FETCHED, f"no such host as {host}") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
