"""What is asked of the page and what it answers, as plain data: steps know nothing of the web beyond this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from clausier.page.limits import FILES

if TYPE_CHECKING:
    from clausier.page.house import House

OK, NOT_FOUND, CONFLICT, UNSOUND = 200, 404, 409, 422


@dataclass(frozen=True)
class Upload:
    """A file that was dropped: the name that its sender gives it, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Asked:
    """A request: the names in its address, what stands after « ? », its form (every field a list) and its files."""

    house: House
    names: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Sequence[Upload] = ()

    def text(self, field: str) -> str:
        """The only value of a field; empty if it is not there."""
        return next(iter(self.form.get(field, ())), "")

    def link(self, *names: str, **query: str) -> str:
        """An address of the page."""
        return link(self.house.keys.prefix, *names, **query)


def link(prefix: str, *names: str, **query: str) -> str:
    """The address of these names, one for each of its parts; a query may hold « ancre », the place on the page."""
    anchor = query.pop("ancre", "")
    told = {key: value for key, value in query.items() if value}
    path = "/".join((prefix, *(quote(name, safe="") for name in names)))
    after = f"?{urlencode(told)}" if told else ""
    return f"{path if names else prefix + '/'}{after}{f'#{quote(anchor)}' if anchor else ''}"


@dataclass(frozen=True)
class Shown:
    """A page: a template and what it says; one that waits asks for itself `again` after so many seconds."""

    template: str
    told: Mapping[str, Any] = field(default_factory=dict)
    status: int = OK
    again: int = 0


@dataclass(frozen=True)
class Sent:
    """Elsewhere: the browser asks for this address."""

    to: str


@dataclass(frozen=True)
class Given:
    """A file to download, or one of the page's own."""

    name: str
    content: bytes
    kind: str = "application/octet-stream"
    inline: bool = False


Answer = Shown | Sent | Given
Handler = Callable[[Asked], Answer]


@dataclass(frozen=True)
class Route:
    """An address, such as `/dossiers/{dossier}/bilan`: what reading it does, and what sending it a form does.

    The form may bring so many `files`.
    """

    path: str
    read: Handler | None = None
    write: Handler | None = None
    files: int = FILES


@dataclass(frozen=True)
class Step:
    """A step: `slug` is its name in addresses; one that is `of_dossier` stands in the menu of each dossier."""

    slug: str
    title: str
    routes: tuple[Route, ...]
    of_dossier: bool = True


class NotHere(Exception):
    """Nothing stands at this address."""
