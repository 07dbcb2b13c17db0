"""Who may talk to the workbench: its own page on this machine, opened with the token, and nobody else.

Against other pages in the same browser (CSRF, DNS rebinding: a page elsewhere whose name was pointed at this machine)
the Host and the Origin are checked; against other people on the same machine there is the token. The policy of content
(CSP) lets the page load what it came with and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest, token_urlsafe
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
_SAFE = frozenset({"GET", "HEAD"})
_CLOSED = "truceline: open the workbench with the whole address that `truceline serve` printed, the token included.\n"


@dataclass(frozen=True, slots=True)
class Door:
    """Where the workbench is reached: the port on 127.0.0.1 and the token that opens it."""

    port: int
    token: str = field(default_factory=token_urlsafe, repr=False)

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may name as its host."""
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    @property
    def cookie(self) -> str:
        """Name of the cookie: cookies know no ports, and two records may be open at once."""
        return f"truceline-{self.port}"

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    def opens(self, token: str) -> bool:
        """True if this is the token; takes as long for any wrong one."""
        return compare_digest(token.encode(), self.token.encode())


class Guard:
    """Lets through what comes from the workbench's own page, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._refused(scope)
        await (self._app if answer is None else answer)(scope, receive, sealed)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that is not let through, or to one that brings the token."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._door.hosts:
            return PlainTextResponse("truceline: this address is not that of the workbench.\n", 421)
        given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] not in _SAFE and not _own(headers, host):
            return PlainTextResponse("truceline: this request comes from another page.\n", 403)
        tokens = [value for name, value in given if name == "token"]
        if tokens and scope["method"] in _SAFE and self._door.opens(tokens[0]):
            return self._let_in(scope["path"], [(name, value) for name, value in given if name != "token"])
        if not self._known(headers):
            return PlainTextResponse(_CLOSED, 403)
        return None

    def _let_in(self, path: str, rest: list[tuple[str, str]]) -> Response:
        """Keep the token in a cookie, and lead to the address without it, which may be sent to others."""
        place = "/" + path.lstrip("/") + (f"?{urlencode(rest)}" if rest else "")
        answer = RedirectResponse(place, 303)
        answer.set_cookie(self._door.cookie, self._door.token, httponly=True, samesite="strict", path="/")
        return answer

    def _known(self, headers: Headers) -> bool:
        bearer = headers.get("authorization", "")
        if bearer.startswith("Bearer "):
            return self._door.opens(bearer.removeprefix("Bearer "))
        try:
            kept = SimpleCookie(headers.get("cookie", "")).get(self._door.cookie)
        except CookieError:
            return False
        return kept is not None and self._door.opens(kept.value)


def _own(headers: Headers, host: str) -> bool:
    """True if a writing request comes from the workbench's page, or from a program that says nothing of any page."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "same-origin") == "same-origin"
    return origin == f"http://{host}"
