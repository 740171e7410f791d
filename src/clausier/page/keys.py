"""The secrets of one run: who knows the first address gets the cookie, who has the cookie may read and write.

A cookie is sent to every port of a machine, but only under its path: that path is random too, so that the server of
another user of this machine never gets it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest

COOKIE = "clausier"
"""The name of the cookie."""
TOKEN = "jeton"
"""The field of every form that tells that the page itself made it."""
FIRST = "entrer"
"""The first address, which gives the cookie."""


def _secret() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Keys:
    """Random, never written on the disk but in the first address."""

    path: str = field(default_factory=_secret)
    first: str = field(default_factory=_secret)
    cookie: str = field(default_factory=_secret)
    form: str = field(default_factory=_secret)

    @property
    def prefix(self) -> str:
        """What every address begins with."""
        return f"/{self.path}"

    def address(self, host: str) -> str:
        """The first address."""
        return f"http://{host}{self.prefix}/{FIRST}?cle={self.first}"

    def opens(self, key: str) -> bool:
        return same(key, self.first)

    def knows(self, cookie: str) -> bool:
        return same(cookie, self.cookie)

    def made(self, token: str) -> bool:
        """Is this the token of our forms?"""
        return same(token, self.form)


def same(one: str, other: str) -> bool:
    return compare_digest(one.encode(errors="surrogateescape"), other.encode())
