"""The blocks of an OpenDocument text, read as its tags go by."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from lxml import etree

from clausier.model.contract_text import BlockKind, TextBlock
from clausier.office import safe
from clausier.office.contract.blocks import Read, as_items
from clausier.office.contract.numbering import is_of_item
from clausier.office.contract.odt_lists import Lists, read_lists
from clausier.office.contract.sheet import Sheet
from clausier.office.contract.told import Told
from clausier.office.damage import Damaged
from clausier.office.kinds import ODT
from clausier.office.package import parse
from clausier.office.word.xml import Element, counted
from clausier.office.zipped import Zipped

CONTENT, STYLES = "content.xml", "styles.xml"
NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE, DRAW = (f"{{{NAMES}{name}:1.0}}" for name in ("text", "table", "office", "drawing"))
SVG = f"{{{NAMES}svg-compatible:1.0}}"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
ASIDES = (f"{TEXT}note-body", f"{DRAW}text-box")
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
SILENT = frozenset((
    f"{OFFICE}annotation", f"{OFFICE}forms", f"{TEXT}tracked-changes", f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph",
    f"{TEXT}note-citation", f"{TEXT}table-of-content", f"{SVG}desc", f"{SVG}title",
))  # fmt: skip


def read_odt(content: bytes, name: str) -> Read:
    """The blocks of an .odt; InvalidInput says why another is not read. Tracked changes are read as accepted."""
    safe.gate(io.BytesIO(content), name, ODT)
    with Zipped(content) as package:
        roots = [parse(package.read(part)) for part in (CONTENT, STYLES) if part in package]
    body = roots[0].find(f"{OFFICE}body/{OFFICE}text") if roots else None
    if body is None:
        raise Damaged("no text")
    reader = _Reader(read_lists(roots))
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            reader.start(element)
        else:
            reader.end(element)
    return Read(as_items([*reader.sheet.finished()]), remarks=reader.told.remarks())


@dataclass
class _Reader:
    """Where it stands: the lists around, the element that hides all within it, the sheets that notes interrupt.

    `asides`: the blocks of notes and text boxes, which follow the paragraph that they stand in.
    """

    lists: Lists
    sheet: Sheet = field(default_factory=Sheet)
    told: Told = field(default_factory=Told)
    silent: Element | None = None
    counts: bool = False
    sheets: list[Sheet] = field(default_factory=list)
    asides: list[TextBlock] = field(default_factory=list)

    def start(self, element: Element) -> None:
        tag = element.tag
        if self.silent is not None:
            self.told.deleted += tag == f"{TEXT}deletion"
            self.told.inserted += tag == f"{TEXT}insertion"
        elif tag in SILENT or element.get(f"{TEXT}display") == "none":
            self.silent = element
            self.told.contents |= tag == f"{TEXT}table-of-content"
            self.told.comments += tag == f"{OFFICE}annotation"
            self.told.hidden += tag.startswith(f"{TEXT}hidden") or tag == f"{TEXT}section"
        else:
            self._open(tag, element)
            self.sheet.write(element.text or "")

    def end(self, element: Element) -> None:
        if self.silent is None:
            self._close(element.tag)
        elif self.silent is element:
            self.silent = None
        if self.silent is None:
            self.sheet.write(element.tail or "")

    def _open(self, tag: str, element: Element) -> None:
        if tag in PARAGRAPHS:
            self._begin(tag, element)
        elif tag == f"{TEXT}line-break":
            self.sheet.write_as_typed("\n")
        elif tag in (f"{TEXT}s", f"{TEXT}tab"):
            self.sheet.write(" ")
        elif tag == f"{TEXT}list":
            self.lists.begin(element)
        elif tag == f"{TEXT}list-item":
            self.counts = True
        elif tag == f"{TEXT}list-header":
            self.counts = False
        elif tag == f"{TABLE}table":
            self.sheet.begin_table()
        elif tag == f"{TABLE}table-row":
            self.sheet.begin_row()
        elif tag in CELLS:
            self.sheet.begin_cell(counted(element.get(f"{TABLE}number-columns-repeated"), 1))
        elif tag in ASIDES:
            self.sheets.append(self.sheet)
            self.sheet = Sheet()

    def _begin(self, tag: str, element: Element) -> None:
        """A heading, the first paragraph of an item, or another."""
        depth = max(self.lists.depth - 1, 0)
        label, written = self.lists.label(depth) if self.counts and self.lists.depth else ("", "")
        self.counts = False
        if tag == f"{TEXT}h":
            level = max(counted(element.get(f"{TEXT}outline-level"), 1), 1)
            self.sheet.begin_heading(level, label or self.lists.heading(level - 1))
        elif label and is_of_item(label, written):
            self.sheet.begin_item(label, depth + 1)
        elif label:
            self.sheet.begin_numbered(label)
        else:
            self.sheet.end_block()

    def _close(self, tag: str) -> None:
        if tag in PARAGRAPHS:
            self.sheet.end_block()
            if not self.sheets:
                self.sheet.add(self.asides)
                self.asides = []
        elif tag == f"{TEXT}list":
            self.lists.end()
        elif tag == f"{TABLE}table":
            self.sheet.end_table()
        elif tag in ASIDES:
            blocks = [*self.sheet.finished()]
            self.sheet = self.sheets.pop()
            if tag == f"{TEXT}note-body":
                blocks = [TextBlock(" ".join(block.text for block in blocks), 0, BlockKind.NOTE)]
            self.asides += blocks
