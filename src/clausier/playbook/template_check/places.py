"""Where a fault stands in a Word file: its part, its table cell, its paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from clausier.errors import InvalidInput, Problem, Severity
from clausier.office.kinds import SAVE_AS
from clausier.office.package import RELATIONS, parse, read_members, relations
from clausier.office.word.reading import pieces
from clausier.office.word.render import shortened
from clausier.office.word.wrapper import BODY, STYLES
from clausier.office.word.xml import Element, w

FILLED = frozenset(("header", "footer", "footnotes"))
PAGES = {"first": " de la première page", "even": " des pages paires"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph: the part that holds it and its rank among the paragraphs of this part, from 0."""

    part: str
    rank: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of a template and the paragraph to comment; no spot for the file as a whole."""

    problem: Problem
    spot: Spot | None = None

    @property
    def is_error(self) -> bool:
        return self.problem.severity is Severity.ERROR


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and its own texts, without those of text boxes inside it."""

    element: Element
    spot: Spot
    place: str

    @cached_property
    def texts(self) -> tuple[Element, ...]:
        return tuple(piece.source for piece in pieces(self.element) if piece.source.tag == w("t"))

    @cached_property
    def text(self) -> str:
        return "".join(text.text or "" for text in self.texts)

    def fault(self, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Fault:
        """A fault of this paragraph, named by its place and its first words; the file's name comes later."""
        key = ", ".join(part for part in (self.place, shortened(self.text)) if part)
        return Fault(Problem("", key, message, hint, severity=severity), self.spot)


def opened(content: bytes, file: str) -> dict[str, bytes]:
    """The parts of a file; InvalidInput without a body or styles where Word puts them."""
    members = read_members(content)
    require(members, file)
    return members


def require(members: Mapping[str, bytes], file: str) -> None:
    """InvalidInput without a body or styles, or where no link leads to them and they were left out."""
    for part in (BODY, STYLES):
        if part not in members:
            raise InvalidInput([Problem(file, "", f"le fichier n'a pas la partie {part}.", SAVE_AS)])


def stories(members: Mapping[str, bytes]) -> Iterator[tuple[str, Element]]:
    """The parts that are filled in, the body first."""
    linked = {target for source, kind, target, _ in relations(members) if source == BODY and is_filled(kind)}
    for name in (BODY, *sorted(linked & members.keys())):
        yield name, parse(members[name])


def is_filled(kind: str) -> bool:
    """Does a relationship of the body lead to a part that is filled in with it?"""
    return kind.rpartition("/")[2] in FILLED


def paragraphs(part: str, root: Element, label: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a part, with their places in words."""
    tables = {table: rank for rank, table in enumerate(root.iter(w("tbl")), start=1)}
    return tuple(
        Paragraph(element, Spot(part, rank), ", ".join([label, *_cell(element, tables)]))
        for rank, element in enumerate(root.iter(w("p")))
    )


def labels(members: Mapping[str, bytes]) -> dict[str, str]:
    """What people call each part: corps, en-tête de la première page…"""
    found = {BODY: "corps", "word/footnotes.xml": "note de bas de page"}
    targets = _targets(members)
    for kind, label in (("header", "en-tête"), ("footer", "pied de page")):
        for reference in parse(members[BODY]).iter(w(f"{kind}Reference")):
            part = targets.get(reference.get(f"{{{RELATIONS}}}id"), "")
            found[part] = label + PAGES.get(reference.get(w("type"), ""), "")
    return found


def _targets(members: Mapping[str, bytes]) -> dict[str | None, str]:
    links = members.get("word/_rels/document.xml.rels")
    return {link.get("Id"): f"word/{link.get('Target', '')}" for link in parse(links)} if links else {}


def _cell(paragraph: Element, tables: Mapping[Element, int]) -> Iterator[str]:
    """Table, row and cell of a paragraph that stands in a table."""
    cell, row, table = (next(paragraph.iterancestors(w(name)), None) for name in ("tc", "tr", "tbl"))
    if cell is not None and row is not None and table is not None:
        yield from (f"tableau {tables[table]}", f"ligne {_rank(row)}", f"cellule {_rank(cell)}")


def _rank(element: Element) -> int:
    """The rank among siblings of the same kind, from 1."""
    return 1 + sum(1 for _ in element.itersiblings(str(element.tag), preceding=True))
