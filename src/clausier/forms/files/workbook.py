"""A questionnaire → a workbook: a sheet a table, ids in a hidden column, keys in a hidden row.

A row that is not an answer bears `-` in the column of ids. Cells are texts, so that the spreadsheet turns
nothing typed into a number. The only formula counts the answers, beside the heading, where nothing is read.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from clausier.errors import CannotWrite
from clausier.forms.files.form import ANSWER, LIST_HEAD, NOT_A_ROW, Field, Form, Group, Layout, Row, Table
from clausier.forms.files.looks import ANSWERS, LOOKS, SIZE
from clausier.office.excel.looks import LONGEST_CELL, USUAL
from clausier.office.excel.writing import Book, column_range, growing_workbook
from clausier.office.palette import hashed

GUIDE, LISTS = "Mode d'emploi", "Listes"
TITLED = " – "
"""Between the title of a table and what the questionnaire is about."""
MARK = "clausier:"
"""Before the key of a table, in the cell where its hidden row and column meet."""
KEYS, TITLE, HEAD, FIRST = 0, 1, 2, 3
LONGEST_PROMPT, LONGEST_PROMPT_TITLE = 255, 32
NUMBER, QUESTION = "n", "question"
DISPLAYED = (NUMBER, QUESTION)
LIST_WIDTHS = (34, 50, 58)
GRID_WIDTHS = (6, 52)
OTHER_HEADS = ("Aide", "N°", "Question")
LONGEST_FOOTER = 80
GUIDE_WIDTH = 110
A3, A4 = 8, 9
MOST_ON_A4 = 8

Formats = dict[str, Any]


def excel_file(form: Form) -> bytes:
    """The bytes of the .xlsx, the same for the same questionnaire; CannotWrite if a text is too long for a cell."""

    def draw(book: Book) -> None:
        writer = _Writer(book, form)
        for table in form.tables:
            writer.table(table)
        writer.guide()
        writer.lists()

    return growing_workbook(draw, SIZE, {"title": form.title, "subject": form.subject})


class _Writer:
    def __init__(self, book: Book, form: Form) -> None:
        self.book, self.form = book, form
        self.formats: Formats = {name: book.add_format(look) for name, look in LOOKS.items()}
        self.choices: dict[tuple[str, ...], int] = {}

    def table(self, table: Table) -> None:
        sheet = self.book.add_worksheet(table.title)
        sheet.hide_gridlines(2)
        keys = _keys(table)
        self._columns(sheet, table)
        for column, key in enumerate((f"{MARK}{table.key}", *keys)):
            sheet.write_string(KEYS, column, key, self.formats["hidden"])
        self._headings(sheet, table, keys)
        last = FIRST + sum(len(group.rows) + 1 for group in table.groups) - 1
        for line, entry in enumerate(_lines(table), start=FIRST):
            if isinstance(entry, Group):
                self._band(sheet, line, entry.title, len(keys))
            else:
                self._row(sheet, line, table, entry)
        if table.key == self.form.tables[0].key:
            self._marks(sheet, last + 1)
        self._finish(sheet, table, last, len(keys))

    def _columns(self, sheet: Any, table: Table) -> None:
        is_list = table.layout is Layout.LIST
        widths = LIST_WIDTHS if is_list else (*GRID_WIDTHS, *(field.width for field in table.fields))
        sheet.set_column(0, 0, 12, self.formats["hidden"], {"hidden": True})
        for column, width in enumerate(widths, start=1):
            sheet.set_column(column, column, width, self.formats["plain"])

    def _headings(self, sheet: Any, table: Table, keys: Sequence[str]) -> None:
        sheet.write_string(TITLE, 0, NOT_A_ROW, self.formats["hidden"])
        sheet.write_string(TITLE, 1, f"{table.title}{TITLED}{self.form.subject}", self.formats["title"])
        sheet.write_string(HEAD, 0, NOT_A_ROW, self.formats["hidden"])
        names = (*LIST_HEAD, OTHER_HEADS[0]) if table.layout is Layout.LIST else OTHER_HEADS[1:]
        for column, name in enumerate((*names, *(field.title for field in table.fields)), start=1):
            sheet.write_string(HEAD, column, name, self.formats["head"])
        sheet.set_row(KEYS, None, None, {"hidden": True})
        sheet.set_row(TITLE, 26)
        sheet.set_row(HEAD, 20)
        if table.counted:
            self._progress(sheet, table, keys)

    def _progress(self, sheet: Any, table: Table, keys: Sequence[str]) -> None:
        """« 12 réponses sur 54 », at the right end of the title: a sheet may be sorted below it."""
        column = 1 + keys.index(table.counted)
        cells = column_range(FIRST, FIRST + 2000, column)
        total = len(table.rows)
        given = sum(1 for row in table.rows if row.texts.get(table.counted))
        formula = f'=COUNTIF({cells},"?*")&" réponses sur {total}"'
        sheet.write_formula(TITLE, len(keys), formula, self.formats["progress"], f"{given} réponses sur {total}")

    def _band(self, sheet: Any, line: int, title: str, width: int) -> None:
        sheet.write_string(line, 0, NOT_A_ROW, self.formats["hidden"])
        sheet.write_string(line, 1, title, self.formats["band"])
        for column in range(2, width + 1):
            sheet.write_blank(line, column, None, self.formats["band"])
        sheet.set_row(line, 18)

    def _row(self, sheet: Any, line: int, table: Table, row: Row) -> None:
        if row.id:
            sheet.write_string(line, 0, row.id, self.formats["hidden"])
        if row.field is not None:
            self._list_row(sheet, line, row, row.field)
            return
        look = "number" if row.id else "typed_number"
        sheet.write_string(line, 1, row.number, self.formats[look])
        self._question(sheet, line, row)
        for column, field in enumerate(table.fields, start=1 + len(DISPLAYED)):
            self._answer(sheet, line, column, field, row, field.key in row.asked)
        wrapped = [(row.texts.get(field.key, ""), field.width) for field in table.fields]
        sheet.set_row(line, max(USUAL.tallest(wrapped), _question_height(row)))

    def _list_row(self, sheet: Any, line: int, row: Row, field: Field) -> None:
        sheet.write_string(line, 1, row.title, self.formats["label"])
        self._answer(sheet, line, 2, field, row, True)
        sheet.write_string(line, 3, row.note, self.formats["help"])
        self._validate(sheet, line, line, 2, field)
        texts = (row.title, row.texts.get(ANSWER, ""), row.note)
        sheet.set_row(line, USUAL.tallest(zip(texts, LIST_WIDTHS, strict=True)))

    def _question(self, sheet: Any, line: int, row: Row) -> None:
        """The question, then in small print why it is asked and what is expected."""
        small = _small_print(row)
        if not small:
            sheet.write_string(line, 2, row.title, self.formats["label"])
            return
        pieces = (self.formats["plain"], f"{row.title}\n", self.formats["note"], small)
        sheet.write_rich_string(line, 2, *pieces, self.formats["label"])

    def _answer(self, sheet: Any, line: int, column: int, field: Field, row: Row, asked: bool) -> None:
        text = row.texts.get(field.key, "")
        look = self.formats["date" if field.date else "answer" if asked else "aside"]
        if not text:
            sheet.write_blank(line, column, None, look)
        elif len(text) > LONGEST_CELL:
            told = f"« {row.number or row.title} », {field.title} : {len(text)} caractères, plus que n'en tient une "
            raise CannotWrite(f"{told}cellule Excel ({LONGEST_CELL}). Choisir --format docx.")
        else:
            sheet.write_string(line, column, text, look)

    def _marks(self, sheet: Any, line: int) -> None:
        """What the questionnaire is and for which dossier, in hidden rows of the first sheet."""
        for rank, (name, mark) in enumerate(self.form.marks.items()):
            sheet.write_string(line + rank, 0, name, self.formats["hidden"])
            sheet.write_string(line + rank, 2, mark, self.formats["hidden"])
            sheet.set_row(line + rank, None, None, {"hidden": True})

    def _finish(self, sheet: Any, table: Table, last: int, width: int) -> None:
        """Drop-downs, colours, frozen headings, filter, print."""
        for column, field in enumerate(table.fields, start=1 + len(DISPLAYED)):
            self._validate(sheet, FIRST, FIRST + 2000, column, field)
            if field.colored:
                self._color(sheet, column)
        if table.layout is Layout.GRID:
            sheet.autofilter(HEAD, 0, last, width)
        wide = len(table.fields) > MOST_ON_A4
        sheet.freeze_panes(FIRST, 1 if table.layout is Layout.LIST else 3)
        sheet.set_landscape()
        sheet.set_paper(A3 if wide else A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD)
        sheet.set_footer(f"&L&8{_plain(self.form.banner)}&C&8{_plain(self.form.subject)}&R&8Page &P sur &N")

    def _color(self, sheet: Any, column: int) -> None:
        for word, tone in ANSWERS.items():
            look = self.book.add_format({"bg_color": hashed(tone.back), "font_color": hashed(tone.ink)})
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            sheet.conditional_format(FIRST, column, FIRST + 2000, column, rule)

    def _validate(self, sheet: Any, first: int, last: int, column: int, field: Field) -> None:
        """The drop-down, and what is told when the cell is chosen."""
        rule: dict[str, Any] = {"validate": "any"}
        if field.choices:
            place = self.choices.setdefault(field.choices, len(self.choices))
            source = f"={LISTS}!{column_range(0, len(field.choices) - 1, place)}"
            rule = {"validate": "list", "source": source, "error_title": "Valeur non admise",
                    "error_message": "Choisir une valeur de la liste."}  # fmt: skip
        if field.prompt:
            rule["input_title"] = textwrap.shorten(field.title, LONGEST_PROMPT_TITLE, placeholder=" …")
            rule["input_message"] = textwrap.shorten(field.prompt, LONGEST_PROMPT, placeholder=" …")
        if len(rule) > 1:
            sheet.data_validation(first, column, last, column, rule)

    def guide(self) -> None:
        sheet = self.book.add_worksheet(GUIDE)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, GUIDE_WIDTH)
        texts = (self.form.title, self.form.subject, self.form.banner)
        for line, (text, look) in enumerate(zip(texts, ("title", "subject", "banner"), strict=True)):
            sheet.write_string(line, 0, text, self.formats[look])
            sheet.set_row(line, 24)
        told = (*self.form.guidance, *SHEET_GUIDANCE, *(table.introduction for table in self.form.tables))
        for line, text in enumerate(filter(None, told), start=len(texts) + 1):
            sheet.write_string(line, 0, text, self.formats["told"])
            sheet.set_row(line, USUAL.height(text, GUIDE_WIDTH) + 4)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)

    def lists(self) -> None:
        sheet = self.book.add_worksheet(LISTS)
        for choices, column in self.choices.items():
            for line, choice in enumerate(choices):
                sheet.write_string(line, column, choice)
        sheet.hide()


SHEET_GUIDANCE = (
    "Les lignes se trient et se filtrent, les colonnes se déplacent. Ne pas fusionner de cellules ; ne pas mettre de "
    "formule, mais sa valeur.",
    "Les cellules sont au format Texte : « 28.10 » reste « 28.10 ». Les dates s'écrivent AAAA-MM-JJ. Dans une cellule, "
    "Alt + Entrée va à la ligne : plusieurs valeurs, une par ligne.",
)


def _small_print(row: Row) -> str:
    return "\n".join(filter(None, (row.note, row.expects)))


def _question_height(row: Row) -> float:
    """The small print has four fifths of the height of the question's lines, and more letters on each."""
    small, width = _small_print(row), GRID_WIDTHS[1]
    return USUAL.height(row.title, width) + (0.85 * USUAL.height(small, 1.15 * width) if small else 0)


def _plain(text: str) -> str:
    """A footer gives a meaning to « & », and a digit that follows a size would be read with it."""
    shown = textwrap.shorten(text, LONGEST_FOOTER, placeholder=" …").replace("&", "&&")
    return f" {shown}" if shown[:1].isdigit() else shown


def _keys(table: Table) -> tuple[str, ...]:
    if table.layout is Layout.LIST:
        return ("libelle", ANSWER, "aide")
    return (*DISPLAYED, *(field.key for field in table.fields))


def _lines(table: Table) -> Iterator[Group | Row]:
    for group in table.groups:
        yield group
        yield from group.rows
