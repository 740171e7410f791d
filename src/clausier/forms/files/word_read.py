"""A Word file that came back → its records. A field is known by its tag, else by its bookmark, else by where it stands.

What is read is the whole cell: what was typed beside the control counts too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from clausier.errors import Problem
from clausier.files.limits import LINE
from clausier.forms.files.form import ANSWER, BLANK, LIST_HEAD, SEPARATOR, UNREAD, Aside, Given, Record, Returned, told
from clausier.forms.files.styles import GUIDANCE
from clausier.office.word.accept import accept_changes
from clausier.office.word.marks import read_marks
from clausier.office.word.opening import Parts, open_parts, read_document
from clausier.office.word.reading import Story, paragraphs, stories, through
from clausier.office.word.remarks import Remark, drop_unsaid, remarks
from clausier.office.word.styled import Styles, read_styles
from clausier.office.word.xml import Element, value, w

NAME = re.compile(rf"([a-z]){SEPARATOR}(\w+){SEPARATOR}([a-z]\w*)", re.ASCII)
SHOWN_ID = re.compile(r"([a-z]):(\S+)")
"""The id of a row, as the form shows it in small print."""
CARD = "heading 3"
"""The style of the title of a card."""
HEADINGS = ("heading 1", "heading 2", CARD)
LONGEST_PLACE = 60
USE_FIELDS = "L'écrire dans une case du questionnaire."


def read_word(path: Path) -> Returned:
    """What stands in the cells of a questionnaire; InvalidInput if the file is not safe to open."""
    parts = open_parts(read_document(path), path.name)
    found = [*remarks(parts)]
    accept_changes(parts.document)
    found += drop_unsaid(parts.document, parts.styles)
    reader = _Reader(path.name, read_styles(parts))
    reader.read(parts.document.find(w("body")))
    for remark in found:
        reader.remark(remark)
    reader.margins(parts)
    return Returned(
        path.name,
        read_marks(parts.custom),
        tuple(reader.records),
        tuple(reader.problems),
        tuple(reader.asides),
        reader.subject,
    )


@dataclass
class _Card:
    """The row being read; `codes` are those that its fields tell."""

    table: str = ""
    id: str = ""
    is_row: bool = False
    codes: set[str] = field(default_factory=set)
    given: dict[str, Given] = field(default_factory=dict)


@dataclass
class _Reader:
    file: str
    styles: Styles
    heading: str = ""
    titled: str = ""
    subject: str = ""
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    places: dict[Element, str] = field(default_factory=dict)

    def read(self, container: Element) -> None:
        for block in through(container, w("p"), w("tbl")):
            if block.tag == w("p"):
                self._paragraph(block)
            else:
                self._table(block)

    def _paragraph(self, block: Element) -> None:
        """What stands between the tables: the title of a card is told with it; the subject follows that of the file."""
        text, style = _text(block), self.styles.name_of(block)
        self._aside_boxes(block)
        if not text:
            return
        self._untitled()
        if style in HEADINGS:
            self.heading = text
        if style == CARD:
            self.titled = text
        elif not self.subject and self.asides and style == GUIDANCE:
            self.subject = text
        else:
            self.asides.append(Aside(text, self._place()))

    def _untitled(self) -> None:
        """The title of a card that did not come."""
        if self.titled:
            self.asides.append(Aside(self.titled, self._place()))
        self.titled = ""

    def _aside_boxes(self, block: Element) -> None:
        """The texts of boxes that float beside a paragraph."""
        for one in paragraphs(block):
            if one.element is not block and (text := one.answer.strip()):
                self.asides.append(Aside(text, self._place()))

    def remark(self, remark: Remark) -> None:
        """A comment, a note, an image …: with the field in whose cell it stands, else with the words around it."""
        cells = () if remark.holder is None else remark.holder.iterancestors(w("tc"))
        quoted = f"{self.file}, « {_short(remark.quoted, LONGEST_PLACE)} »" if remark.quoted else self.file
        place = next((self.places[cell] for cell in cells if cell in self.places), quoted)
        self.problems.append(told(place, UNREAD.format(remark.name, remark.text or "…")))

    def margins(self, parts: Parts) -> None:
        for story, found in stories(parts):
            if story in (Story.HEADER, Story.FOOTER):
                texts = (one.flat.strip() for one in found)
                self.asides += [Aside(text, f"{self.file}, {story.value}") for text in texts if text]

    def _place(self) -> str:
        return f"{self.file}, « {_short(self.heading, LONGEST_PLACE)} »" if self.heading else self.file

    def _table(self, table: Element) -> None:
        """A card, whose first row is a cell that shows its id; or a list, where each row does."""
        card = _Card()
        for row in through(table, w("tr")):
            cells = list(through(row, w("tc")))
            shown = _shown_id(cells[0]) if cells and not _names(cells[0]) else None
            if shown:
                self._close(card)
                card = _Card(*shown, is_row=len(cells) > 1)
                self._title(card)
            self._row(card, cells)
            if card.is_row:
                self._close(card)
                card = _Card()
        self._close(card)

    def _title(self, card: _Card) -> None:
        if self.titled and not card.is_row:
            self.asides.append(Aside(self.titled, self._place(), card.table, card.id))
            self.titled = ""

    def _row(self, card: _Card, cells: list[Element]) -> None:
        if tuple(map(_text, cells)) == LIST_HEAD:
            return
        label = ""
        for rank, cell in enumerate(cells):
            if rank % 2 or _names(cell):
                self._answer(card, cell, label)
            else:
                lines = [text for one in cell.iter(w("p")) if (text := _text(one))]
                label = next(iter(lines), "")
                self.places[cell] = f"{self._place()}, « {_short(label, LONGEST_PLACE)} »"
                told_here = [line for line in lines if not SHOWN_ID.fullmatch(line)]
                self.asides += [Aside(line, self.places[cell], card.table, card.id) for line in told_here]

    def _answer(self, card: _Card, cell: Element, label: str) -> None:
        names = _names(cell)
        text = _text(cell)
        place = f"{self._place()}, case « {_short(label, LONGEST_PLACE)} »"
        self.places[cell] = place
        if len(names) > 1:
            self._fault(place, "plusieurs cases ont été réunies dans celle-ci.", "Une réponse par case.")
        elif names:
            table, code, key = names[0]
            card.table = card.table or table
            card.codes.add(code)
            self._keep(card, key, text, place)
        elif text and card.id:
            self._keep(card, ANSWER if card.is_row else label, text, place)
        elif text:
            self._fault(place, f"« {_short(text, 40)} » n'est dans aucune case du questionnaire.", USE_FIELDS)

    def _keep(self, card: _Card, key: str, text: str, place: str) -> None:
        if not text:
            return
        if key in card.given and card.given[key].cell != text:
            self._fault(place, "la case figure deux fois, avec deux textes.", "N'en garder qu'une.")
        card.given.setdefault(key, Given(text, place))

    def _fault(self, place: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place, "", message, hint))

    def _close(self, card: _Card) -> None:
        """A card becomes a record; its fields must all be of the same row."""
        if not card.given:
            return
        place = next(iter(card.given.values())).place
        if len(card.codes) > 1:
            self._fault(place, "des cases de plusieurs lignes sont mêlées.", "Les remettre à leur place.")
            return
        number = card.given.pop("n", None)
        typed = str(number.cell) if number else ""
        if card.given:
            self.records.append(Record(card.table, card.id, "".join(card.codes), typed, place, card.given))


def _names(cell: Element) -> list[tuple[str, str, str]]:
    """(table, code, key) of the fields of a cell: from its tags, else from its bookmarks."""
    tags = [value(properties, "tag") for properties in cell.iter(w("sdtPr"))]
    found = [match.groups() for name in tags if (match := NAME.fullmatch(name[:LINE]))]
    if not found:
        bookmarks = [str(mark.get(w("name"), "")) for mark in cell.iter(w("bookmarkStart"))]
        found = [match.groups() for name in bookmarks if (match := NAME.fullmatch(name[:LINE]))]
    return list(dict.fromkeys((table, code, key) for table, code, key in found))


def _shown_id(cell: Element) -> tuple[str, str] | None:
    for paragraph in cell.iter(w("p")):
        found = SHOWN_ID.fullmatch(_text(paragraph))
        if found:
            return found[1], found[2]
    return None


def _text(element: Element) -> str:
    """The text of a cell or paragraph, without what stands in an empty field."""
    return "\n".join(one.answer for one in paragraphs(element)).replace(BLANK, "").strip()


def _short(text: str, limit: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"
