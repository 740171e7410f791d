"""Who may ask what: each request is checked before anything of it is read, each answer says what a browser may do.

Against another site's forms and scripts (Origin, Sec-Fetch-Site, a token), against names of others that lead to this
machine (Host), against other users of it (a key, a cookie), against what is slipped into a page (CSP).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from clausier.page.keys import COOKIE, FIRST, Keys
from clausier.page.limits import FORM, UPLOAD

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
READS = ("GET", "HEAD")
OURS = ("same-origin", "none")
"""What a browser says of a request that our own page, or a person, makes."""

FOREIGN = "Cette demande ne vient pas de la page de clausier : elle est refusée."
CLOSED = (
    "Cette page ne s'ouvre qu'avec son adresse complète : la reprendre dans la fenêtre où clausier a été lancé, ou "
    "relancer clausier."
)
LARGE = "Cet envoi est trop gros pour clausier. Partager les fichiers en plusieurs envois."


class Guard:
    """Around the whole page; `hosts` are the names, with their port, under which it answers."""

    def __init__(self, app: App, keys: Keys, hosts: frozenset[str]) -> None:
        self._app, self._keys, self._hosts = app, keys, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = _headers(scope)
        if refused := self._refused(scope, headers):
            await _say(send, *refused)
        elif self._enters(scope):
            await self._welcome(send)
        else:
            await self._app(scope, _bounded(receive, _most(headers)), _headed(send))

    def _refused(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host, origin, enters = headers.get("host", ""), headers.get("origin"), self._enters(scope)
        if host not in self._hosts:
            return 421, FOREIGN
        if scope["method"] not in READS and origin != f"http://{host}":
            return 403, FOREIGN
        if origin not in (None, f"http://{host}") or (not enters and headers.get("sec-fetch-site", "none") not in OURS):
            return 403, FOREIGN
        if not enters and not self._keys.knows(_cookie(headers.get("cookie", ""))):
            return 403, CLOSED
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _most(headers):
            return 413, LARGE
        return None

    def _enters(self, scope: Scope) -> bool:
        """Is this the first address, with its key?"""
        if scope["method"] != "GET" or scope["path"] != f"{self._keys.prefix}/{FIRST}":
            return False
        given = parse_qs(scope["query_string"].decode("latin-1")).get("cle", [""])
        return self._keys.opens(given[0])

    async def _welcome(self, send: Send) -> None:
        """Gives the cookie; the page then asks for itself, since no request from elsewhere takes the cookie along."""
        path = self._keys.prefix
        cookie = f"{COOKIE}={self._keys.cookie}; Path={path}/; HttpOnly; SameSite=Strict"
        go = f'<meta http-equiv="refresh" content="0;url={path}/">'
        body = _page(f'<p><a href="{path}/">Entrer</a></p>', go)
        await _send(send, 200, body, [(b"set-cookie", cookie.encode())])


def _headers(scope: Scope) -> dict[str, str]:
    """By name; one that comes twice is nobody's: both are kept, and match nothing."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _most(headers: dict[str, str]) -> int:
    return UPLOAD if headers.get("content-type", "").startswith("multipart/") else FORM


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


class TooLarge(Exception):
    """A request that says less of its length than it sends."""


def _bounded(receive: Receive, most: int) -> Receive:
    left = most

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge
        return message

    return counted


def _headed(send: Send) -> Send:
    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
        await send(message)

    return headed


async def _say(send: Send, status: int, sentence: str) -> None:
    await _send(send, status, _page(f"<p>{sentence}</p>"))


def _page(body: str, head: str = "") -> bytes:
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>clausier</title>{head}</head>'
        f"<body><main><h1>clausier</h1>{body}</main></body></html>"
    ).encode()


async def _send(send: Send, status: int, body: bytes, more: list[tuple[bytes, bytes]] | None = None) -> None:
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *HEADERS, *(more or [])]})
    await send({"type": "http.response.body", "body": body})
