"""A Word file → the sheets of a library book. Every paragraph is understood, or is a problem with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from clausier.errors import Severity, nearest
from clausier.french import typeset
from clausier.office.word import stylenames
from clausier.office.word.accept import accept_changes
from clausier.office.word.cells import TAKE_OUT, Cells, shown
from clausier.office.word.comments import read_comments
from clausier.office.word.inline import refusal
from clausier.office.word.marks import MARK_NAME, MARK_VERSION, read_marks
from clausier.office.word.opening import open_parts
from clausier.office.word.places import excerpt
from clausier.office.word.reading import BLOCK_WRAPPERS, through
from clausier.office.word.styled import read_styles
from clausier.office.word.text import Kind, squeezed
from clausier.office.word.xml import Element, w
from clausier.playbook.book.book import Grid, Reading, Sheet
from clausier.playbook.book.guidance import MODELS, TO_COPY, guidance
from clausier.playbook.book.headings import SHAPES, heading_of, is_numbered
from clausier.playbook.book.layout import POINT_LAYOUT, kind_of
from clausier.playbook.book.parts import BY_WORD, CATEGORY_LAYOUT, CHAPTERS, STATUSES
from clausier.playbook.book.shapes import GridLayout, Layout
from clausier.playbook.crosswalk import TIED

OUTLINE = re.compile(r"(?:toc|contents|tm) ?(?:\d+|heading)|index heading|table of contents.*")
MERGED = (w("gridSpan"), w("vMerge"), w("hMerge"))
KEEP_ROWS = "Reprendre cette partie dans l'export d'origine ; pour effacer un contenu, vider la cellule."
HEADINGS = (stylenames.CATEGORY, stylenames.CLAUSE)
KNOWN_HEADINGS = frozenset((*CHAPTERS, MODELS))


def read_book(content: bytes, name: str) -> Reading:
    """Read an edited export; InvalidInput if the file is not safe. Problems of its content are in the reading."""
    parts = open_parts(content, name)
    styles = read_styles(parts)
    marks = read_marks(parts.custom)
    comments = read_comments(parts, styles)
    accept_changes(parts.document)
    told = (*guidance(marks.get(MARK_NAME, ""), marks.get(MARK_VERSION, "")), typeset(TO_COPY))
    reader = _Reader(Cells(name, styles), frozenset(line.replace("**", "") for line in told), marks.keys())
    reader.read(parts.document.find(w("body")))
    return Reading(name, tuple(reader.sheets()), marks, comments, tuple(reader.cells.problems))


@dataclass
class _Open:
    """The sheet being read; without a layout its tables are left aside, for its heading told nothing."""

    heading: Sheet
    layout: Layout | None
    fields: dict[str, str] = field(default_factory=dict)
    grids: dict[str, Grid] = field(default_factory=dict)
    status: str = ""
    is_broken: bool = False

    def closed(self) -> Sheet:
        return replace(self.heading, fields=self.fields, grids=self.grids, status=self.status, is_broken=self.is_broken)


@dataclass
class _Reader:
    cells: Cells
    known: frozenset[str]
    marks: Collection[str]
    done: list[_Open] = field(default_factory=list)
    current: _Open | None = None

    def sheets(self) -> Iterator[Sheet]:
        return (one.closed() for one in self.done)

    def read(self, container: Element) -> None:
        for child in container:
            if child.tag == w("p"):
                self._paragraph(child)
            elif child.tag == w("tbl"):
                self._table(child)
            elif child.tag in BLOCK_WRAPPERS:
                self.read(child)
            elif shown(child) or child.tag == w("altChunk"):
                self.cells.fault(f"{refusal(child)} ne peut pas être importé.", TAKE_OUT)

    def _paragraph(self, paragraph: Element) -> None:
        name = self.cells.styles.name_of(paragraph)
        if OUTLINE.fullmatch(name):
            return
        text = squeezed(self.cells.plain(paragraph))
        if not text or self._is_known(name, text):
            return
        found = heading_of(text)
        if name in HEADINGS:
            self._open(found, text, is_category=name == stylenames.CATEGORY)
        elif found is not None and (found.tag or found.mark in self.marks):
            self._open(found, text)
            hint = f"Lui rendre le style « Titre {1 if found.is_category else 2} »."
            message = "ce titre a perdu son style ; il est repris quand même."
            self.cells.fault(message, hint, severity=Severity.WARNING)
        else:
            self._unknown(name, text)

    def _is_known(self, name: str, text: str) -> bool:
        """What accompanies the sheets, unchanged: titles of parts, guidance; or what is said of a reading."""
        if text in KNOWN_HEADINGS and name in HEADINGS:
            self.current = None
            return True
        if name == stylenames.APPROVAL:
            if self.current is not None:
                self.current.status = text
            return text.startswith(STATUSES)
        if name == stylenames.CROSSWALK:
            return text.startswith(TIED)
        if name == stylenames.SECTION:
            return self.current is None or self.current.layout is None or text in self.current.layout.sections
        return name in (stylenames.TITLE, stylenames.GUIDANCE) and text in self.known

    def _unknown(self, name: str, text: str) -> None:
        quoted = f"« {excerpt(text)} »"
        if name in (stylenames.SECTION, stylenames.TITLE, stylenames.GUIDANCE, stylenames.APPROVAL):
            message = "ce texte d'accompagnement a été modifié : il n'est repris nulle part."
            self.cells.fault(message, "Le rétablir, ou mettre en commentaire ce qu'il s'agit de dire.", quoted)
            return
        known = name.startswith(stylenames.PREFIX)
        message = "ce paragraphe est hors des tableaux." if known else f"le style « {name} » n'est celui d'aucun champ."
        hint = "Le placer dans la ligne du champ qu'il complète, avec le style des paragraphes voisins."
        self.cells.fault(message, hint, quoted)

    def _open(self, found: Sheet | None, text: str, *, is_category: bool = False) -> None:
        self.cells.heading = text
        if found is not None:
            self.current = _Open(found, BY_WORD[found.part].layout_of(found.id))
        else:
            told = "de catégorie est illisible" if is_category else "a perdu son identifiant"
            self.cells.fault(f"ce titre {told}.", f"Le rétablir tel qu'à l'export : {SHAPES}.")
            layout = CATEGORY_LAYOUT if is_category else POINT_LAYOUT if is_numbered(text) else None
            self.current = _Open(Sheet("", "", text), layout, is_broken=True)
        self.done.append(self.current)

    def _table(self, table: Element) -> None:
        rows = _rows(table)
        if not shown(table) and not any(True for _ in table.iter(w("drawing"), w("pict"), w("object"))):
            return
        if self.current is None:
            self._refuse(table)
            return
        if self.current.layout is None:
            return
        first = _cells(rows[0])
        if len(first) == 2 and self.cells.label(first[0]) in self.current.layout.by_label:
            for row in rows:
                self._field_row(row, self.current, self.current.layout)
            return
        header = tuple(self.cells.label(cell) for cell in first)
        grid = self.current.layout.grid_of(header)
        if grid is not None:
            self._grid(grid, header, rows[1:], self.current)
        else:
            self._refuse(table)

    def _refuse(self, table: Element) -> None:
        hint = f"{TAKE_OUT} Si c'est un tableau de l'export, rétablir son en-tête et ses libellés."
        self.cells.fault("ce tableau ne peut pas être importé.", hint, f"« {shown(table)} »")

    def _field_row(self, row: Element, sheet: _Open, layout: Layout) -> None:
        cells = _cells(row)
        label = self.cells.label(cells[0]) if cells else ""
        found = layout.by_label.get(label)
        quoted = f"« {shown(row)} »"
        if found is None or len(cells) != 2 or _is_merged(row):
            if shown(row):
                hint = f"{nearest(label, layout.by_label)} {KEEP_ROWS}"
                self.cells.fault(f"le libellé « {label} » n'est celui d'aucun champ.", hint, quoted)
            return
        self._check_first(cells[0], stylenames.LABEL, quoted)
        if found.key in sheet.fields:
            self._doubled(f"« {label} »", sheet, quoted)
        else:
            sheet.fields[found.key] = self.cells.text(cells[1], found.kind, found.style, found.label)

    def _doubled(self, what: str, sheet: _Open, *quoted: str) -> None:
        """A part of a sheet that is there twice: said once, for a heading that is gone doubles all that follows it."""
        if not sheet.is_broken:
            hint = "N'en garder qu'un ; si c'est ici une autre clause, rétablir son titre au-dessus."
            self.cells.fault(f"{what} figure deux fois.", hint, *quoted)
        sheet.is_broken = True

    def _check_first(self, cell: Element, style: str, quoted: str) -> None:
        for paragraph in cell.iter(w("p")):
            name = self.cells.styles.name_of(paragraph)
            if shown(cell) and name != style:
                self.cells.fault(f"le style « {name} » n'est pas celui qui est attendu ici.",
                                 f"Donner à ce paragraphe le style « {style} ».", quoted)  # fmt: skip

    def _grid(self, grid: GridLayout, header: tuple[str, ...], rows: list[Element], sheet: _Open) -> None:
        texts = [found for found in (self._grid_row(grid, header, row) for row in rows) if any(found)]
        if grid.key in sheet.grids:
            self._doubled(f"le tableau « {grid.label} »", sheet)
        else:
            sheet.grids[grid.key] = Grid(header, tuple(texts))

    def _grid_row(self, grid: GridLayout, header: tuple[str, ...], row: Element) -> tuple[str, ...]:
        cells = _cells(row)
        if len(cells) != len(header) or _is_merged(row):
            hint = "Autant de cellules par ligne que de colonnes, sans fusion. " + KEEP_ROWS
            self.cells.fault(
                "les cellules de cette ligne ne suivent pas l'en-tête.", hint, grid.label, f"« {shown(row)} »"
            )
            return ()
        first = self._cell(grid, "", 0, header, cells[0])
        return (first, *(self._cell(grid, first, rank, header, cell) for rank, cell in enumerate(cells[1:], start=1)))

    def _cell(self, grid: GridLayout, row_name: str, rank: int, header: tuple[str, ...], cell: Element) -> str:
        where = ", ".join(
            part for part in (grid.label, row_name if rank and len(row_name) < 40 else "", header[rank]) if part
        )
        kind: Kind = kind_of(grid, row_name, rank)
        return self.cells.text(cell, kind, grid.column(rank).style, where)


def _rows(table: Element) -> list[Element]:
    return list(through(table, w("tr")))


def _cells(row: Element) -> list[Element]:
    return list(through(row, w("tc")))


def _is_merged(row: Element) -> bool:
    return any(
        properties.find(tag) is not None
        for cell in _cells(row)
        for properties in cell.findall(w("tcPr"))
        for tag in MERGED
    )
