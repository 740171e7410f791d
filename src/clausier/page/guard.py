"""Who may ask what: each request is checked before anything of it is read, each answer says what a browser may do.

Against another site's forms and scripts (Origin, Sec-Fetch-Site, a token), against names of others that lead to this
machine (Host), against other users of it (a key, a cookie), against what is slipped into a page (CSP).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from clausier.page.keys import COOKIE, FIRST, KEY, Keys
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
DISK = ("null", "file://")
"""The origin of a page on the disk, as browsers tell it: that of no site."""
DOOR = 1000
"""Bytes at the door: a key is shorter."""
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
        if scope["path"] == f"{self._keys.prefix}/{FIRST}":
            await self._at_the_door(scope, headers, receive, send)
        elif refused := self._refused(scope, headers):
            await _say(send, *refused)
        else:
            await self._app(scope, _bounded(receive, _most(headers)), _headed(send))

    def _refused(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            return 421, FOREIGN
        if scope["method"] not in READS and origin != f"http://{host}":
            return 403, FOREIGN
        if origin not in (None, f"http://{host}") or headers.get("sec-fetch-site", "none") not in OURS:
            return 403, FOREIGN
        if not self._known(headers):
            return 403, CLOSED
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _most(headers):
            return 413, LARGE
        return None

    def _known(self, headers: dict[str, str]) -> bool:
        """Is one of the cookies ours? A server on another port may have left one of the same name."""
        return any(self._keys.knows(value) for value in _cookies(headers.get("cookie", "")))

    async def _at_the_door(self, scope: Scope, headers: dict[str, str], receive: Receive, send: Send) -> None:
        """The first address, with its key: in the address that a person types, or in the form of the page on the disk.

        That page comes from no site. Nothing is done there but giving the cookie.
        """
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            await _say(send, 421, FOREIGN)
        elif origin not in (None, *DISK, f"http://{host}"):
            await _say(send, 403, FOREIGN)
        elif self._known(headers) or self._keys.opens(await _key(scope, receive)):
            await self._welcome(send)
        else:
            await _say(send, 403, CLOSED)

    async def _welcome(self, send: Send) -> None:
        """Gives the cookie; the page then asks for itself, since no request from elsewhere takes the cookie along.

        That request tells nobody, not even us, from which address it comes: the key may be in it.
        """
        path = self._keys.prefix
        cookie = f"{COOKIE}={self._keys.cookie}; Path={path}/; HttpOnly; SameSite=Strict"
        go = f'<meta http-equiv="refresh" content="0;url={path}/">'
        body = _page(f'<p><a href="{path}/">Entrer</a></p>', go)
        headers = [(b"set-cookie", cookie.encode()), (b"referrer-policy", b"no-referrer")]
        await _send(send, 200, body, headers)


def _headers(scope: Scope) -> dict[str, str]:
    """By name; one that comes twice is nobody's: both are kept, and match nothing."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _most(headers: dict[str, str]) -> int:
    return UPLOAD if headers.get("content-type", "").startswith("multipart/") else FORM


def _cookies(header: str) -> Iterator[str]:
    """The values under our name; what else stands there, however badly written, is left."""
    for pair in header.split(";"):
        name, _, value = pair.strip().partition("=")
        if name == COOKIE:
            yield value


async def _key(scope: Scope, receive: Receive) -> str:
    """The key that a request brings; empty for one that brings none, or is too long to be one of ours."""
    told: bytes
    if scope["method"] == "GET":
        told = scope["query_string"]
    elif scope["method"] == "POST":
        told, more = b"", True
        while more and len(told) <= DOOR:
            message = await receive()
            told += message.get("body", b"")
            more = message["type"] == "http.request" and message.get("more_body", False)
    else:
        return ""
    return parse_qs(told[:DOOR].decode("latin-1")).get(KEY, [""])[0]


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
    told = {**dict(HEADERS), b"content-type": b"text/html; charset=utf-8", b"content-length": str(len(body)).encode()}
    headers = [*(told | dict(more or ())).items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
