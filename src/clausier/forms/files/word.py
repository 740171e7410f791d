"""A questionnaire → a Word file: a heading a point, a card of labelled fields, each answer alone in its cell.

A field is a content control whose tag is its name; a bookmark of the same name surrounds it, because
LibreOffice loses tags. Each card, or row of a list, shows its own id in small print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count

from clausier.forms.files.form import ANSWER, BLANK, LIST_HEAD, Field, Form, Layout, Row, Table, tag
from clausier.forms.files.styles import ANSWER as ANSWER_STYLE
from clausier.forms.files.styles import GUIDANCE, HEAD, HELP, LABEL, OPEN, STYLES
from clausier.french import typeset
from clausier.office.palette import TINT
from clausier.office.word import tables
from clausier.office.word.parts import UPRIGHT as WIDTH
from clausier.office.word.parts import Frame, framed
from clausier.office.word.styles import MARK, style_id, styles_part
from clausier.office.word.xml import Element, el, paragraph, run, text

LIST_WIDTHS = (3300, WIDTH - 3300)
LABEL_WIDTH = 1900
CARD_WIDTHS = (LABEL_WIDTH, WIDTH // 2 - LABEL_WIDTH, LABEL_WIDTH, WIDTH - WIDTH // 2 - LABEL_WIDTH)
in_french = lru_cache(maxsize=1024)(typeset)
"""Most labels stand in every card."""
POINT_NUMBER = Field("n", "Point n°")


def word_file(form: Form) -> bytes:
    """The bytes of the .docx, the same for the same questionnaire."""
    frame = Frame(typeset(form.title), typeset(form.banner), form.marks, styles_part(STYLES), is_landscape=False)
    return framed(frame, _Writer(form).body())


class _Writer:
    def __init__(self, form: Form) -> None:
        self.form = form
        self.ids = count(1)

    def body(self) -> Iterator[Element]:
        yield _par("Title", self.form.title)
        yield paragraph(style_id(GUIDANCE), [run(typeset(self.form.subject), bold=True)])
        for line in (*self.form.guidance, WORD_GUIDANCE):
            yield _par(GUIDANCE, line)
        for table in self.form.tables:
            yield _par("heading 1", table.title)
            if table.introduction:
                yield _par(GUIDANCE, table.introduction, keep=True)
            for group in table.groups:
                yield _par("heading 2", group.title)
                is_list = table.layout is Layout.LIST
                yield from self._list(table, group.rows) if is_list else self._cards(table, group.rows)

    def _list(self, table: Table, rows: Sequence[Row]) -> Iterator[Element]:
        head = [tables.cell(width, [_par(HEAD, title)], shade=TINT) for width, title in
                zip(LIST_WIDTHS, LIST_HEAD, strict=True)]  # fmt: skip
        lines = [tables.heading_row(*head)]
        for row in rows:
            notes = [_par(HELP, line) for line in row.note.split("\n") if line]
            label = [_par(LABEL, row.title), *notes, _mark(table, row)]
            answer = self._field(table, row, row.field) if row.field else []
            lines.append(tables.row(tables.cell(LIST_WIDTHS[0], label), tables.cell(LIST_WIDTHS[1], answer)))
        yield tables.table(LIST_WIDTHS, lines)

    def _cards(self, table: Table, rows: Sequence[Row]) -> Iterator[Element]:
        for rank, row in enumerate(rows, start=1):
            title = f"{row.number} – {row.title}" if row.id else f"Ligne libre {rank}"
            yield _par("heading 3", title)
            yield tables.table(CARD_WIDTHS, self._card(table, row))

    def _card(self, table: Table, row: Row) -> list[Element]:
        told = [_par(HELP, line, keep=True) for line in (row.note, *row.expects.split("\n")) if line]
        head = tables.cell(WIDTH, [*told, _mark(table, row, keep=True)], span=4, shade=TINT)
        lines = [tables.heading_row(head)]
        fields = [*([] if row.id else [POINT_NUMBER]), *(field for field in table.fields if field.key in row.asked)]
        pairs = _paired(fields)
        for rank, pair in enumerate(pairs, start=1):
            lines.append(self._pair(table, row, pair, keep=rank < len(pairs)))
        return lines

    def _pair(self, table: Table, row: Row, pair: Sequence[Field], keep: bool) -> Element:
        """Label and answer, once or twice; all but the last line of a card keep with the next."""
        cells: list[Element] = []
        for rank, field in enumerate(pair):
            alone = len(pair) == 1
            width = sum(CARD_WIDTHS[1:]) if alone else CARD_WIDTHS[2 * rank + 1]
            cells.append(tables.cell(CARD_WIDTHS[2 * rank], [_par(LABEL, field.title, keep=keep)]))
            cells.append(tables.cell(width, self._field(table, row, field, keep), span=3 if alone else 1))
        return tables.row(*cells)

    def _field(self, table: Table, row: Row, field: Field, keep: bool = False) -> list[Element]:
        """The paragraph of an answer: a control inside its bookmark."""
        name, number = tag(table.key, row, field.key), next(self.ids)
        title = row.title if field.key == ANSWER else f"{row.number} {field.title}"
        marks = el("bookmarkStart", id=number, name=name), el("bookmarkEnd", id=number)
        control = _control(name, title, number, field, row.texts.get(field.key, ""))
        properties = [el("keepNext")] if keep else []
        return [paragraph(style_id(ANSWER_STYLE), [marks[0], control, marks[1]], *properties)]


WORD_GUIDANCE = (
    "Chaque réponse s'écrit dans sa case, à la place de « " + BLANK + " » ; la touche Tab passe à la suivante. Les "
    "titres se parcourent dans le volet de navigation."
)


def _control(name: str, title: str, number: int, field: Field, content: str) -> Element:
    """A list, or a rich text: of a plain one LibreOffice moves the line breaks out when it saves."""
    options = [BLANK, *field.choices]
    kind = (
        el("dropDownList", *(el("listItem", displayText=option, value=option) for option in options))
        if field.choices
        else el("richText")
    )
    properties = el(
        "sdtPr",
        el("alias", val=in_french(title)[:60].strip()),
        el("tag", val=name),
        el("id", val=number),
        el("lock", val="sdtLocked"),
        None if content else el("showingPlcHdr"),
        kind,
    )
    shown = _lines(content) if content else run(BLANK, style_id(OPEN))
    return el("sdt", properties, el("sdtContent", shown))


def _lines(content: str) -> Element:
    """A run with a break between lines."""
    first, *others = content.split("\n")
    pieces = [text(first)]
    for line in others:
        pieces += [el("br"), text(line)]
    return el("r", *pieces)


def _paired(fields: Sequence[Field]) -> list[list[Field]]:
    """Short fields first, two a line, the first alone if they are odd in number; then each long one on its own."""
    fields = sorted(fields, key=lambda field: field.wide)
    short = sum(not field.wide for field in fields)
    pairs = [[field] for field in fields[: short % 2]]
    for field in fields[short % 2 :]:
        if not field.wide and len(pairs) > short % 2 and len(pairs[-1]) == 1 and not pairs[-1][0].wide:
            pairs[-1].append(field)
        else:
            pairs.append([field])
    return pairs


def _par(style: str, content: str, *, keep: bool = False) -> Element:
    """A paragraph of ours, in French typography."""
    return paragraph(style_id(style), [run(in_french(content))], *([el("keepNext")] if keep else []))


def _mark(table: Table, row: Row, *, keep: bool = False) -> Element:
    """The id in small print, by which a card is known when its controls and bookmarks are gone."""
    name = f"{table.key}:{row.id or row.code}"
    return paragraph(style_id(HELP), [run(name, style_id(MARK))], *([el("keepNext")] if keep else []))
