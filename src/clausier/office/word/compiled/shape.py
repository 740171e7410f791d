"""What can be said of every document that a source may give, before any value is known.

A part is well formed whatever the values are if each branch and each loop leaves the same elements
open as it found, and if values only stand in texts and attributes. Then a skeleton, which has every
branch once, tells what repetition could break: numbers used twice, columns that vary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes
from lxml import etree

from clausier.office.package import parse_with_instructions
from clausier.office.word.xml import counted, w

TAG = re.compile(r"<(?:(/)([\w:.-]+)\s*|([\w:.-]+)[^<>]*?(/)?|[?!][^>]*)>", re.DOTALL)
ATTRIBUTE = re.compile(r'="[^"<>]*$')
LINK = re.compile(r'\br:\w+="$')
TEXTS = re.compile(r"\w+:(?:t|instrText|delText)")
NUMBERED = re.compile(r"<(?:w:bookmark(?:Start|End)|wp:docPr|w:sdtPr)\b")
TAG_LEFT = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{_|_\}|%_")
OPEN, CLOSE = "ouvre", "ferme"
VARYING = "9999"  # as a number of columns, more than any table has

CROSSING = "une balise ouvre un élément qu'une autre ferme"
INSERTED = "il insère du texte mis en forme ou un sous-document"
REPEATED = "une image, un signet ou un champ à remplir se trouve dans une boucle ou une condition"
LINKED = "une balise change un lien"
LEFT = "une balise est mal écrite"


@dataclass(slots=True)
class Outline:
    """A walk through a source: the elements open at a point, and all text of the template so far."""

    stack: list[str] = field(default_factory=list)
    unfinished: str = ""
    skeleton: list[str] = field(default_factory=list)
    faults: dict[str, None] = field(default_factory=dict)
    depth: int = 0

    def walk(self, children: Sequence[nodes.Node]) -> None:
        for node in children:
            if isinstance(node, nodes.Output):
                for piece in node.nodes:
                    self._text(piece.data) if isinstance(piece, nodes.TemplateData) else self._value()
            elif isinstance(node, nodes.For):
                self._blocks(node.body, node.else_)
            elif isinstance(node, nodes.If):
                self._blocks(node.body, *(other.body for other in node.elif_), node.else_)

    def _blocks(self, *bodies: Sequence[nodes.Node]) -> None:
        """Each body must leave things as it finds them."""
        for body in bodies:
            before = [*self.stack], self.unfinished
            self.depth += 1
            self._mark(OPEN)
            self.walk(body)
            self._mark(CLOSE)
            self.depth -= 1
            if (self.stack, self.unfinished) != before:
                self.faults[CROSSING] = None
                self.stack, self.unfinished = before

    def _mark(self, name: str) -> None:
        """A trace of where blocks begin and end, outside tags."""
        if not self.unfinished:
            self.skeleton.append(f"<?{name}?>")

    def _text(self, data: str) -> None:
        if TAG_LEFT.search(data):
            self.faults[LEFT] = None
        if self.depth and NUMBERED.search(data):
            self.faults[REPEATED] = None
        self.skeleton.append(data)
        data = self.unfinished + data
        start = data.rfind("<")
        end = start if start > data.rfind(">") else len(data)
        for match in TAG.finditer(data, 0, end):
            self._tag(*match.groups())
        self.unfinished = ATTRIBUTE.sub('="', data[end:])

    def _tag(self, closes: str | None, closed: str, opened: str | None, alone: str | None) -> None:
        if closes:
            if not self.stack or self.stack.pop() != closed:
                self.faults[CROSSING] = None
        elif opened and not alone:
            self.stack.append(opened)

    def _value(self) -> None:
        if LINK.search(self.unfinished):
            self.faults[LINKED] = None
        if self.unfinished and not ATTRIBUTE.search(self.unfinished):
            self.faults[CROSSING] = None
        if not self.unfinished and not (self.stack and TEXTS.fullmatch(self.stack[-1])):
            self.faults[INSERTED] = None
        self.skeleton.append(VARYING)


def outline(tree: nodes.Template) -> Outline:
    """The walk through a whole part; `faults` say in French why it cannot be compiled."""
    found = Outline()
    found.walk(tree.body)
    if found.stack or found.unfinished:
        found.faults[CROSSING] = None
    return found


def has_even_tables(skeleton: str) -> bool:
    """True if no table can ever differ from its own columns: docxtpl has nothing to mend in them."""
    return all(_is_even(table) for table in parse_with_instructions(skeleton.encode()).iter(w("tbl")))


def has_true_tables(root: etree._Element) -> bool:
    """True if each table of a rendered part has as many columns as its longest row: docxtpl has nothing to mend."""
    return all(_is_true(table) for table in root.iter(w("tbl")))


def _is_true(table: etree._Element) -> bool:
    """As docxtpl counts: rows of nested tables too."""
    columns = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
    rows = [row.findall(w("tc")) for row in table.iter(w("tr"))]
    most = max(map(len, rows), default=0)
    widest = max((len(cells) + _spanned(cells) for cells in rows), default=0)
    return most <= columns <= widest


def _spanned(cells: Sequence[etree._Element]) -> int:
    """Columns that cells take beyond their own."""
    spans = (cell.find(f"{w('tcPr')}/{w('gridSpan')}") for cell in cells)
    return sum(counted(span.get(w("val")), 1) - 1 for span in spans if span is not None)


def _is_even(table: etree._Element) -> bool:
    columns = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
    rows = [(depth, _cells(row)) for depth, row in _with_depth(table) if row.tag == w("tr")]
    nested = [cell for cell in table.iter(w("tbl")) if cell is not table]
    steady = all(length is not None and length <= columns for _, length in rows)
    return not nested and steady and any(depth == 0 and length == columns for depth, length in rows)


def _cells(row: etree._Element) -> int | None:
    """How many columns a row spans; None if that depends on values."""
    cells = [(depth, cell) for depth, cell in _with_depth(row) if cell.tag == w("tc")]
    if any(depth for depth, _ in cells):
        return None
    return len(cells) + _spanned([cell for _, cell in cells])


def _with_depth(parent: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Children, with the number of blocks around each inside the parent."""
    depth = 0
    for child in parent:
        if isinstance(child, etree._ProcessingInstruction):
            depth += 1 if child.target == OPEN else -1
        else:
            yield depth, child
