"""What the follow-up tells: its columns, the rows of a view, the words around them; nothing of how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from clausier.documents import catalogue
from clausier.model.proposal import ProviderView, Request, Run
from clausier.model.verdict import REPLIES
from clausier.negotiation.reply import fields
from clausier.negotiation.reply.wording import sentences
from clausier.office.excel.frame import Line, Table, Value
from clausier.office.excel.looks import LONGEST_CELL, TALLEST, Column, TypeSize
from clausier.office.mark import keywords

STATUSES = fields.STATUSES
CHOICES = {fields.STATUS: STATUSES, fields.CHOICE.key: fields.CHOICES, fields.FINDING.key: tuple(REPLIES.values())}
"""Key of a column, or its title → the words of its list."""

CUT = f"{fields.CUT}{catalogue.REQUESTS.file(signed=True)}."

KEY_ROW, HEAD_ROW = 2, 3
LONGEST_FOOTER = 200
"""Excel keeps 255 signs, with ours."""


NORMAL = TypeSize(10, 1.09, 12.8, 4)
DENSE = TypeSize(7, 1.5, 9.4, 4)
ONE_LINE = NORMAL.line + NORMAL.padding

# Widths add up to what an A4 page in landscape holds at a legible scale.
WIDTHS = (11, 20, 9, 10, 8, 8, 13)
"""Of the answers, in the order of `fields.FIELDS`."""
REQUESTS = (
    Column(fields.NUMBER, 5, "strong", fields.HEADINGS[fields.NUMBER]),
    Column(fields.POINT_TITLE, 13, "strong"),
    Column(fields.SOURCE, 18),
    Column(fields.ASKED, 50),
    Column(fields.TARGET, 8),
    Column(fields.LEGAL, 6, "centre"),
    Column(fields.STATUS, 10, "entry"),
    Column(fields.DUE, 10, "date"),
    *(Column(field.label, width, "entry", field.key) for field, width in zip(fields.FIELDS, WIDTHS, strict=True)),
    Column(fields.POINT_ID, 0, "text", "point"),
)
SAID_WIDTHS = (10, 13, 10, 30, 20)
"""Of the answers to a question, in the order of `fields.QUESTION_FIELDS`."""
QUESTIONS = (
    Column(fields.NUMBER, 9, "strong", fields.HEADINGS[fields.NUMBER]),
    Column(fields.POINT_TITLE, 27, "strong"),
    Column(fields.QUESTION, 40),
    Column(fields.STATUS, 12, "entry"),
    Column(fields.DUE, 10.5, "date"),
    *(
        Column(field.label, width, "entry", field.key)
        for field, width in zip(fields.QUESTION_FIELDS, SAID_WIDTHS, strict=True)
    ),
    Column(fields.QUESTION_ID, 0, "text", fields.QUESTION_KEY),
)
PROOFS = (
    Column(fields.NATURE, 12, "strong"),
    Column(fields.NUMBER, 5.5, "strong"),
    Column(fields.POINT_TITLE, 36),
    Column(fields.TEXT_ASKED, 60),
    Column(fields.STATUS, 14, "entry"),
    Column(fields.DUE, 10.5, "date"),
    Column(fields.ANSWERED, 42, "entry"),
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a workbook says of its provider outside its tables; `created` is the document's day."""

    title: str
    author: str
    keywords: str
    requests: str
    questions: str
    proofs: str
    parties: str
    respondent: str
    sign: str
    footer: str
    created: datetime

    def words(self) -> tuple[str, ...]:
        """Its texts, the day as properties tell it."""
        titles = (self.requests, self.questions, self.proofs)
        told = (self.title, self.author, self.keywords, *titles, self.parties, self.respondent, self.sign)
        return (*told, self.footer, f"{self.created:%Y-%m-%dT%H:%M:%SZ}")


def head_of(view: ProviderView) -> Head:
    contract = f"contrat « {view.contract.title} »"
    return Head(
        title=f"Suivi des demandes – {view.provider.name}"[:255],
        author=view.practice.name[:255],
        keywords=keywords(view.mark),
        requests=f"Demandes – {contract}",
        questions=f"Points à confirmer – {contract}",
        proofs=f"Preuves à remettre – {contract}",
        parties=f"{view.practice.name} / {view.provider.name} – {view.day}",
        respondent=f"Réponse donnée pour {view.provider.name}",
        sign=sentences(view.form).sign,
        footer=_footer_text(view.reference),
        created=datetime(view.iso_day.year, view.iso_day.month, view.iso_day.day),
    )


def tables_of(view: ProviderView) -> tuple[Table, Table, Table]:
    """The requests, the points to confirm, the proofs to hand over."""
    requests = [_line(REQUESTS, _request_row(request, view)) for request in view.ranked]
    questions = [_line(QUESTIONS, row) for row in _question_rows(view)]
    proofs = [_line(PROOFS, row) for row in _proof_rows(view)]
    return Table(HEAD_ROW, requests), Table(HEAD_ROW, questions), Table(HEAD_ROW, proofs)


def _line(columns: tuple[Column, ...], cells: Sequence[Value]) -> Line:
    """Texts as they are kept, and the type size that each needs."""
    kept = [_kept(cell) if isinstance(cell, str) else cell for cell in cells]
    fits = [
        _fitted(cell, column) if isinstance(cell, str) and column.width else (0.0, False)
        for column, cell in zip(columns, kept, strict=True)
    ]
    formats = tuple(["dense" if dense else column.format for column, (_, dense) in zip(columns, fits, strict=True)])
    return Line(kept, formats, min(TALLEST, max(height for height, _ in fits)))


def _kept(text: str) -> str:
    """The text as Excel can hold it, which counts a sign beyond U+FFFF twice."""
    plain = text.replace("\r\n", "\n")
    if len(plain) <= LONGEST_CELL // 2 or len(plain.encode("utf-16-le")) <= 2 * LONGEST_CELL:
        return plain
    return plain.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _request_row(request: Request, view: ProviderView) -> list[Value]:
    sources = [f"{source.short} ({source.force})" for source in request.sources]
    return [
        request.number,
        request.requirement,
        "\n".join([_plain(request.argument), *sources]),
        f"{request.title}\n{request.text}",
        request.article,
        "oui" if request.legal else "non",
        STATUSES[0],
        view.reply_by_iso,
        *("" for _ in fields.FIELDS),
        request.id,
    ]


def _question_rows(view: ProviderView) -> Iterator[list[Value]]:
    shown = fields.shown_questions({item.id: item.number for item in view.questions})
    for item in view.questions:
        number = item.number or shown[item.id]
        blank = ("" for _ in fields.QUESTION_FIELDS)
        yield [number, item.title, item.question, STATUSES[0], view.reply_by_iso, *blank, item.id]


def _proof_rows(view: ProviderView) -> Iterator[list[Value]]:
    for item in view.proofs:
        yield [fields.NATURES[1], item.number, item.title, item.expected, STATUSES[0], view.reply_by_iso, ""]


def _plain(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _fitted(text: str, column: Column) -> tuple[float, bool]:
    """Points for a cell, and whether in the dense type: other programs than Excel do not fit rows by themselves."""
    if len(text) <= column.width and "\n" not in text:
        return ONE_LINE, False
    height = NORMAL.height(text, column.width)
    return (height, False) if height <= TALLEST else (DENSE.height(text, column.width), True)


def _footer_text(text: str) -> str:
    """An ampersand is a command in Excel's footers: it is doubled."""
    return text.replace("&", "&&")[:120]
