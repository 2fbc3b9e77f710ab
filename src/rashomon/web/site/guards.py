"""What stands before every page: under which names the site serves, and what browsers are not to do.

A page elsewhere can make a browser ask a server on the same machine. It cannot do so under a name of its own
without being refused (``Host``, against DNS rebinding), nor hide where a form comes from (``Origin``).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": a browser would send "Origin: null" with the site's own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_SAFE_METHODS = ("GET", "HEAD")


class Guard:
    """Lets through what is asked under one of ``names``, and posted from the site's own pages."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(name.casefold() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host, origin = headers.get(b"host", ""), headers.get(b"origin")
        if name_host(host) not in self._names:
            await _refuse(421, "This site does not go by that name.", scope, receive, send)
        elif scope["method"] not in _SAFE_METHODS and not is_own(origin, host):
            await _refuse(403, "This form comes from another site.", scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send))


def name_host(host: str) -> str | None:
    """Give the name in a Host header, without the port; None if it is none.

    >>> name_host("LOCALHOST:8000"), name_host("[::1]:8000"), name_host("a@localhost"), name_host("")
    ('localhost', '::1', None, None)
    """
    try:
        parts = urlsplit(f"//{host}")
        return None if parts.username is not None or parts.path else parts.hostname
    except ValueError:
        return None


def is_own(origin: str | None, host: str) -> bool:
    """Tell whether a form comes from the site itself; a browser always says where one comes from.

    >>> is_own("http://localhost:8000", "localhost:8000"), is_own("null", "localhost:8000"), is_own(None, "")
    (True, False, False)
    """
    try:
        parts = urlsplit(origin or "")
    except ValueError:
        return False
    is_whole = parts.scheme in ("http", "https") and not (parts.path or parts.query or parts.fragment)
    return is_whole and parts.netloc.casefold() == host.casefold() != ""


def _with_headers(send: Send) -> Send:
    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message["headers"] = [*message["headers"], *own]
        await send(message)

    return send_guarded


async def _refuse(status: int, reason: str, scope: Scope, receive: Receive, send: Send) -> None:
    from starlette.responses import PlainTextResponse

    await PlainTextResponse(reason, status)(scope, receive, _with_headers(send))
