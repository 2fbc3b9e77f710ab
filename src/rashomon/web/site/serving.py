"""Serve a site to browsers: on an address of this machine, until it is told to stop."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rashomon.errors import MissingExtra, Unservable
from rashomon.web.site.guards import LOOPBACK

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def check_extra() -> None:
    """Say so if the libraries that serve are not installed.

    Raises:
        MissingExtra: they are not.
    """
    try:
        import starlette
        import uvicorn

        del starlette, uvicorn
    except ImportError as error:
        raise MissingExtra("to serve a site, install the extra: pip install 'rashomon[web]'") from error


def open_socket(host: str, port: int) -> socket.socket:
    """Open the socket that a site is served on; port 0 takes any that is free.

    Raises:
        Unservable: the port is taken, or the host is no address of this machine.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"port {port} is taken: choose another one with --port, or --port 0 for any that is free"
            raise Unservable(reason) from error
        if error.errno == errno.EACCES:
            raise Unservable(f"port {port} may not be used: choose one above 1023 with --port") from error
        raise Unservable(f"{host} is no address of this machine that a site could be served on") from error


def is_loopback(host: str) -> bool:
    """Tell whether an address can be reached from this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def choose_names(host: str, names: Iterable[str] = ()) -> frozenset[str]:
    """Give the names by which a site may be asked for: this machine's, its address, and those it is told."""
    own = {*LOOPBACK, host, *names}
    return frozenset(own if is_loopback(host) else {*own, socket.gethostname()})


def write_address(opened: socket.socket) -> str:
    """Write the address that a browser takes to a socket."""
    host, port = opened.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(site: ASGIApp, opened: socket.socket) -> None:
    """Serve a site until Ctrl-C, or another signal that ends programs."""
    import uvicorn

    config = uvicorn.Config(
        site,
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
    )
    try:
        uvicorn.Server(config).run(sockets=[opened])
    except KeyboardInterrupt:
        return
