"""The blocks of a Word file: paragraphs with the numbers that Word computes, tables, text boxes, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from clausier.model.contract_text import BlockKind, TextBlock
from clausier.office.contract.blocks import ITEM_LABEL, Cells, Read, as_items, bulleted, tabled
from clausier.office.contract.flow import broken
from clausier.office.contract.numbering import Counters, is_of_item, read_lists
from clausier.office.contract.outline import Outline, outline_of, read_outlines
from clausier.office.contract.told import Told
from clausier.office.word.opening import Parts, open_parts
from clausier.office.word.reading import FALLBACK, Change, Piece, lines, pieces, through
from clausier.office.word.xml import Element, counted, is_on, value, w

BOX = w("txbxContent")
SYMBOLS = {"A8": "☐", "6F": "☐", "71": "☐", "FE": "☒", "FD": "☒", "78": "☒", "FC": "✓", "52": "☑", "B7": "•"}
"""By the last two figures of their codes in Wingdings."""
NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}


def read_docx(content: bytes, name: str) -> Read:
    """The blocks of a .docx; InvalidInput says why another is not read. Tracked changes are read as accepted."""
    parts = open_parts(content, name)
    reader = _Reader.of(parts)
    body = parts.document.find(w("body"))
    blocks = as_items([*reader.blocks(body)])
    if parts.comments is not None:
        reader.told.comments = sum(1 for _ in parts.comments.iterchildren(w("comment")))
    return Read(blocks, remarks=reader.told.remarks())


@dataclass
class _Reader:
    """What it takes to read the paragraphs of a file, in their order: labels are counted as they go by."""

    outlines: Mapping[str, Outline]
    counters: Counters
    notes: dict[tuple[str, str], Element]
    told: Told = field(default_factory=Told)

    @classmethod
    def of(cls, parts: Parts) -> _Reader:
        outlines = read_outlines(parts.styles)
        by_style = {key: one.number for key, one in outlines.items() if one.number}
        return cls(outlines, Counters(read_lists(parts.numbering, by_style)), _notes(parts))

    def blocks(self, container: Element) -> Iterator[TextBlock]:
        """What a body, a cell or a text box holds."""
        for child in through(container, w("p"), w("tbl")):
            yield from self._paragraph(child) if child.tag == w("p") else self._table(child)

    def _paragraph(self, paragraph: Element) -> Iterator[TextBlock]:
        """Its own blocks, then those of the boxes beside it and of the notes that it calls."""
        text, outline = self._text(paragraph), outline_of(paragraph, self.outlines)
        if outline.is_contents:
            self.told.contents = True
        elif text.strip():
            yield from self._labelled(outline, text)
        for box in paragraph.iter(BOX):
            if next(box.iterancestors(w("p"))) is paragraph and next(box.iterancestors(FALLBACK), None) is None:
                yield from self.blocks(box)
        for call in paragraph.iter(*NOTES):
            note = self.notes.pop((NOTES[call.tag], str(call.get(w("id")))), None)
            if note is not None:
                yield TextBlock(" ".join(lines(note)), 0, BlockKind.NOTE)

    def _labelled(self, outline: Outline, text: str) -> Iterator[TextBlock]:
        depth = outline.depth
        if depth is None:
            depth = self.counters.depth_of(outline.number, outline.style)
        label, written = self.counters.label(outline.number, depth)
        if outline.level:
            yield TextBlock(text, 0, BlockKind.HEADING, outline.level, "" if label == ITEM_LABEL else label)
            return
        first = TextBlock(text, 0)
        if label and is_of_item(label, written):
            first = replace(first, kind=BlockKind.ITEM, level=depth + 1, label=label)
        elif label:
            first = replace(first, label=label)
        for rank, one in enumerate(broken(text)):
            yield bulleted(replace(first, text=one) if rank == 0 else TextBlock(one, 0))

    def _text(self, paragraph: Element) -> str:
        return "".join([_shown(piece) for piece in pieces(paragraph) if self._kept(piece)])

    def _kept(self, piece: Piece) -> bool:
        """Is a piece part of the contract: neither deleted, nor struck through, nor hidden?"""
        if piece.change is Change.DELETED:
            self.told.deleted += bool(piece.text)
            return False
        self.told.inserted += piece.change is Change.INSERTED and bool(piece.text)
        if piece.text.strip() and piece.struck:
            self.told.struck += 1
            return False
        if piece.text.strip() and piece.run is not None and is_on(piece.run.find(w("rPr")), "vanish"):
            self.told.hidden += 1
            return False
        return True

    def _table(self, table: Element) -> Iterator[TextBlock]:
        return tabled([*self._rows(table)])

    def _rows(self, table: Element) -> Iterator[Cells]:
        above: dict[int, list[TextBlock]] = {}
        for row in through(table, w("tr")):
            if row.find(f"{w('trPr')}/{w('del')}") is not None:
                self.told.deleted += 1
                continue
            cells: Cells = []
            for cell in through(row, w("tc")):
                properties = cell.find(w("tcPr"))
                merged = properties.find(w("vMerge")) if properties is not None else None
                goes_on = merged is not None and merged.get(w("val"), "continue") == "continue"
                blocks = above.get(len(cells), []) if goes_on else [*self.blocks(cell)]
                above[len(cells)] = blocks
                cells.append(blocks)
                cells += [[] for _ in range(counted(value(properties, "gridSpan"), 1) - 1)]
            yield cells


def _shown(piece: Piece) -> str:
    """What a piece says; signs of the fonts of symbols are boxes to tick, and what ticks them."""
    if piece.source.tag != w("sym"):
        return piece.text
    return SYMBOLS.get(str(piece.source.get(w("char"), "")).upper()[-2:], "")


def _notes(parts: Parts) -> dict[tuple[str, str], Element]:
    """Footnotes and endnotes by kind and id, without the lines that part them from the text."""
    return {
        (kind, str(note.get(w("id")))): note
        for kind, root in parts.linked
        if kind in NOTES.values()
        for note in root
        if note.get(w("type"), "normal") == "normal"
    }
