"""A library book → a Word file: headings, fields in rows, grids, an outline to jump from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from clausier.french import typeset
from clausier.office.palette import INTERNAL, TINT
from clausier.office.word import stylenames
from clausier.office.word.parts import WIDTH, Frame, framed
from clausier.office.word.styles import MARK, style_id, styles_part
from clausier.office.word.tables import cell, heading_row, table
from clausier.office.word.text import Kind, Run, paragraphs
from clausier.office.word.xml import Element, el, field_end, field_start, paragraph, run
from clausier.playbook.book import layout
from clausier.playbook.book.book import Book, Grid, Sheet
from clausier.playbook.book.guidance import guidance
from clausier.playbook.book.layout import Column, Field, GridLayout, kind_of
from clausier.playbook.book.styles import VARIABLE, all_styles

LABEL_WIDTH = 2000
TEXT_WIDTH = WIDTH - LABEL_WIDTH
PLACEHOLDER = re.compile(r"(\{\{[^{}]*\}\})")


def word_file(book: Book) -> bytes:
    """The bytes of the .docx; the same for the same book."""
    return _package(book, [*_front(book), *_outline(book), *_sheets(book)])


def _front(book: Book) -> Iterator[Element]:
    title, *lines = guidance(book.library, book.version)
    yield paragraph("Title", [run(title)])
    for line in lines:
        yield paragraph(style_id(stylenames.GUIDANCE), _runs(paragraphs(line, Kind.SENTENCE)[0].runs))


def _outline(book: Book) -> Iterator[Element]:
    """A table of contents without page numbers: Word has nothing to compute to show it."""
    start = field_start('TOC \\o "1-2" \\n \\h')
    for rank, sheet in enumerate(book.sheets):
        label = run(f"{sheet.number} – {typeset(sheet.title)}")
        link = el("hyperlink", label, anchor=_bookmark(rank, sheet), history="1")
        yield paragraph("Toc1" if sheet.is_category else "Toc2", [*start, link])
        start = []
    yield paragraph("Toc2", [field_end()] if book.sheets else [])


def _bookmark(rank: int, sheet: Sheet) -> str:
    """A bookmark's name has forty characters at most."""
    return f"c{rank}_{re.sub('[^a-z0-9]', '_', sheet.id)}"[:40]


def _sheets(book: Book) -> Iterator[Element]:
    after_heading = False
    for rank, sheet in enumerate(book.sheets):
        yield _heading(rank, sheet, same_page=after_heading)
        if sheet.approval:
            yield paragraph(style_id(stylenames.APPROVAL), [run(typeset(sheet.approval))])
        yield from _category_rows(sheet) if sheet.is_category else _clause(sheet)
        after_heading = sheet.is_category


def _heading(rank: int, sheet: Sheet, *, same_page: bool) -> Element:
    runs = [run(f"{sheet.number} – {sheet.title}")]
    if not sheet.is_category:
        runs.append(run(f" [{sheet.id}]", style_id(MARK)))
    marks = el("bookmarkStart", id=rank, name=_bookmark(rank, sheet)), el("bookmarkEnd", id=rank)
    properties = [el("pageBreakBefore", val="0"), el("spacing", before=360)] if same_page else []
    return paragraph("Heading1" if sheet.is_category else "Heading2", [marks[0], *runs, marks[1]], *properties)


def _category_rows(sheet: Sheet) -> Iterator[Element]:
    yield _field_table([_field_row(field, sheet.fields[field.key]) for field in layout.CATEGORY_FIELDS])


def _clause(sheet: Sheet) -> Iterator[Element]:
    for title, keys in layout.SECTIONS.items():
        blocks = list(_section_blocks(sheet, keys))
        if blocks:
            yield paragraph(style_id(stylenames.SECTION), [run(title)])
            yield from _apart(blocks)


def _section_blocks(sheet: Sheet, keys: Sequence[str]) -> Iterator[Element]:
    """Neighbouring fields share a table; each grid has its own."""
    rows: list[Element] = []
    for key in keys:
        if key in sheet.fields:
            rows.append(_field_row(layout.FIELD_BY_KEY[key], sheet.fields[key]))
        elif key in sheet.grids:
            if rows:
                yield _field_table(rows)
                rows = []
            yield _grid(layout.GRID_BY_KEY[key], sheet.grids[key])
    if rows:
        yield _field_table(rows)


def _apart(blocks: list[Element]) -> Iterator[Element]:
    """Word joins tables that touch: an empty paragraph stands between."""
    for rank, block in enumerate(blocks):
        if rank:
            yield paragraph(style_id(stylenames.LABEL))
        yield block


def _field_row(field: Field, text: str) -> Element:
    shade = INTERNAL if field.is_internal else ""
    label = paragraph(style_id(stylenames.LABEL), [run(field.label)])
    cells = [cell(LABEL_WIDTH, [label]), cell(TEXT_WIDTH, _content(text, field.kind, field.style), shade=shade)]
    return el("tr", *cells)


def _field_table(rows: list[Element]) -> Element:
    return table([LABEL_WIDTH, TEXT_WIDTH], rows)


def _grid(grid: GridLayout, content: Grid) -> Element:
    columns = [grid.column(rank) for rank in range(len(content.header))]
    widths = _widths(columns)
    rows = [_head_row(widths, content.header)]
    for texts in content.rows:
        cells = [
            cell(width, _content(text, kind_of(grid, texts[0], rank), columns[rank].style))
            for rank, (width, text) in enumerate(zip(widths, texts, strict=True))
        ]
        rows.append(el("tr", *cells))
    return table(widths, rows)


def _widths(columns: Sequence[Column]) -> list[int]:
    weights = sum(column.width for column in columns)
    return [WIDTH * column.width // weights for column in columns]


def _head_row(widths: Sequence[int], titles: Sequence[str]) -> Element:
    cells = [
        cell(width, [paragraph(style_id(stylenames.HEAD), [run(line)]) for line in title.splitlines()], shade=TINT)
        for width, title in zip(widths, titles, strict=True)
    ]
    return heading_row(*cells)


def _content(text: str, kind: Kind, style: str) -> list[Element]:
    """Paragraphs of a cell; an empty one keeps the style in which to type."""
    blocks = paragraphs(text, kind)
    return [
        paragraph(style_id(stylenames.LIST if block.is_item else style), _runs(block.runs)) for block in blocks
    ] or [paragraph(style_id(style))]


def _runs(runs: Iterable[Run]) -> list[Element]:
    """Runs with the names of values in their own character style."""
    return [
        run(piece, style_id(VARIABLE) if PLACEHOLDER.fullmatch(piece) else "", bold=one.bold)
        for one in runs
        for piece in PLACEHOLDER.split(one.text)
        if piece
    ]


def _package(book: Book, body: Iterable[Element]) -> bytes:
    """The whole file of a library."""
    title = typeset(f"{book.library}, version {book.version}")
    return framed(Frame(title, "INTERNE – NE PAS TRANSMETTRE", book.marks, styles_part(all_styles())), body)
