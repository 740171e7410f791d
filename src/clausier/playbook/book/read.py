"""A Word file → the sheets of a library book. Every paragraph is understood, or is a problem with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from clausier.errors import nearest
from clausier.files.limits import LINE
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
from clausier.playbook.book import layout
from clausier.playbook.book.book import Grid, Reading, Sheet
from clausier.playbook.book.guidance import guidance
from clausier.playbook.book.layout import Field, GridLayout, kind_of
from clausier.proposal.approved import APPROVED, CHANGED

HEADING = re.compile(r"(?P<number>[^\s–—-]+)\s*[–—-]\s*(?P<title>.+?)(?:(?<!\s)\s*\[(?P<id>[^\[\]]*)\])?")
OUTLINE = re.compile(r"(?:toc|contents|tm) ?(?:\d+|heading)|index heading|table of contents.*")
MERGED = (w("gridSpan"), w("vMerge"), w("hMerge"))
KEEP_ROWS = "Reprendre cette partie dans l'export d'origine ; pour effacer un contenu, vider la cellule."


def read_book(content: bytes, name: str) -> Reading:
    """Read an edited export; InvalidInput if the file is not safe. Problems of its content are in the reading."""
    parts = open_parts(content, name)
    styles = read_styles(parts)
    marks = read_marks(parts.custom)
    comments = read_comments(parts, styles)
    accept_changes(parts.document)
    reader = _Reader(Cells(name, styles), guidance(marks.get(MARK_NAME, ""), marks.get(MARK_VERSION, "")))
    reader.read(parts.document.find(w("body")))
    return Reading(name, tuple(reader.sheets()), marks, comments, tuple(reader.cells.problems))


@dataclass
class _Open:
    """The sheet being read."""

    heading: Sheet
    fields: dict[str, str] = field(default_factory=dict)
    grids: dict[str, Grid] = field(default_factory=dict)

    def closed(self) -> Sheet:
        one = self.heading
        return Sheet(one.id, one.number, one.title, one.is_category, self.fields, self.grids)


@dataclass
class _Reader:
    cells: Cells
    first_page: tuple[str, ...]
    opened: list[_Open] = field(default_factory=list)

    def sheets(self) -> Iterator[Sheet]:
        return (one.closed() for one in self.opened)

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
        if not text:
            return
        if name in (stylenames.CATEGORY, stylenames.CLAUSE):
            self._open_sheet(text, is_category=name == stylenames.CATEGORY)
        elif not self._is_known(name, text):
            self._unknown(name, text)

    def _is_known(self, name: str, text: str) -> bool:
        """A title of a part, or a paragraph of the first page, unchanged; or what is said of an approval."""
        if name == stylenames.APPROVAL:
            return text.startswith((APPROVED, CHANGED))
        if name == stylenames.SECTION:
            return text in layout.SECTIONS
        on_first_page = name in (stylenames.TITLE, stylenames.GUIDANCE) and not self.opened
        return on_first_page and text in {line.replace("**", "") for line in self.first_page}

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

    def _open_sheet(self, text: str, *, is_category: bool) -> None:
        self.cells.heading = text
        found = HEADING.fullmatch(text) if len(text) <= LINE else None
        if found is None or (found["id"] is not None) is is_category:
            shape = "« 4 – Titre »" if is_category else "« 4.5 – Titre [identifiant] »"
            message = "ce titre a perdu son identifiant." if not is_category else "ce titre de catégorie est illisible."
            self.cells.fault(message, f"Le rétablir tel qu'à l'export : {shape}.")
            self.opened.append(_Open(Sheet("", "", text, is_category)))
            return
        id_ = found["number"] if is_category else found["id"].strip()
        self.opened.append(_Open(Sheet(id_, found["number"], found["title"], is_category)))

    def _table(self, table: Element) -> None:
        rows = _rows(table)
        if not shown(table) and not any(True for _ in table.iter(w("drawing"), w("pict"), w("object"))):
            return
        if not self.opened:
            self._refuse(table)
            return
        header = tuple(self.cells.label(cell) for cell in _cells(rows[0]))
        grid = layout.grid_of(header)
        if grid is not None:
            self._grid(grid, header, rows[1:])
        elif len(header) == 2 and self._field(header[0]) is not None:
            for row in rows:
                self._field_row(row)
        else:
            self._refuse(table)

    def _refuse(self, table: Element) -> None:
        hint = f"{TAKE_OUT} Si c'est un tableau de l'export, rétablir son en-tête et ses libellés."
        self.cells.fault("ce tableau ne peut pas être importé.", hint, f"« {shown(table)} »")

    def _field(self, label: str) -> Field | None:
        fields = layout.CATEGORY_FIELDS if self.opened[-1].heading.is_category else layout.FIELDS
        return next((one for one in fields if one.label == label), None)

    def _field_row(self, row: Element) -> None:
        cells = _cells(row)
        label = self.cells.label(cells[0]) if cells else ""
        found = self._field(label)
        quoted = f"« {shown(row)} »"
        if found is None or len(cells) != 2 or _is_merged(row):
            if shown(row):
                labels = [one.label for one in layout.FIELDS]
                hint = f"{nearest(label, labels)} {KEEP_ROWS}"
                self.cells.fault(f"le libellé « {label} » n'est celui d'aucun champ.", hint, quoted)
            return
        self._check_first(cells[0], stylenames.LABEL, quoted)
        if found.key in self.opened[-1].fields:
            self.cells.fault(f"« {label} » figure deux fois.", "N'en garder qu'un.", quoted)
        self.opened[-1].fields[found.key] = self.cells.text(cells[1], found.kind, found.style, found.label)

    def _check_first(self, cell: Element, style: str, quoted: str) -> None:
        for paragraph in cell.iter(w("p")):
            name = self.cells.styles.name_of(paragraph)
            if shown(cell) and name != style:
                self.cells.fault(f"le style « {name} » n'est pas celui qui est attendu ici.",
                                 f"Donner à ce paragraphe le style « {style} ».", quoted)  # fmt: skip

    def _grid(self, grid: GridLayout, header: tuple[str, ...], rows: list[Element]) -> None:
        texts = [found for found in (self._grid_row(grid, header, row) for row in rows) if any(found)]
        if grid.key in self.opened[-1].grids:
            self.cells.fault(f"le tableau « {grid.label} » figure deux fois.", "N'en garder qu'un.")
        self.opened[-1].grids[grid.key] = Grid(header, tuple(texts))

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
