"""What a name of a template holds: a text, a number, a record with fields, a list of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    TEXT = "texte"
    NUMBER = "nombre"
    YES_NO = "oui ou non"
    DATE = "date"
    RECORD = "fiche"
    LIST = "liste"
    ANY = "inconnu"


PRINTABLE = (Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.ANY)


@dataclass(frozen=True)
class Shape:
    """A name and what it holds. `path` is « demandes[].corps[].genre »; `choices` are the only values of a text."""

    kind: Kind
    path: str = ""
    fields: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None
    meaning: str = ""
    example: object = None
    choices: tuple[str, ...] = ()

    def walk(self) -> Iterator[Shape]:
        """This shape and all below it, a list before its items."""
        yield self
        for below in (*self.fields.values(), *([self.item] if self.item else [])):
            yield from below.walk()

    @property
    def label(self) -> str:
        """The kind in words: « liste de textes »."""
        if self.item is None:
            return self.kind.value
        return f"liste de {self.item.kind.value}s"


ANY = Shape(Kind.ANY)
TEXT = Shape(Kind.TEXT)
NUMBER = Shape(Kind.NUMBER)
YES_NO = Shape(Kind.YES_NO)
NUMBERS = Shape(Kind.LIST, item=NUMBER)


def list_of(item: Shape) -> Shape:
    return Shape(Kind.LIST, item.path, item=item)


def record(fields: Mapping[str, Shape]) -> Shape:
    return Shape(Kind.RECORD, fields=fields)
