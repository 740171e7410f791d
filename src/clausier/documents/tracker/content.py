"""What the follow-up tells: its columns, the rows of a view, the words around them; nothing of how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clausier.documents import catalogue
from clausier.model.proposal import ProviderView, Request, Run
from clausier.negotiation.reply import fields
from clausier.office.excel.frame import Line, Table, Value
from clausier.office.excel.looks import LONGEST_CELL, TALLEST, Column, TypeSize
from clausier.office.mark import keywords

STATUSES = fields.STATUSES
CHOICES = {fields.STATUS: STATUSES, fields.CHOICE.label: fields.CHOICES}

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
QUESTIONS = (
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
    parties: str
    respondent: str
    footer: str
    created: datetime

    def words(self) -> tuple[str, ...]:
        """Its texts, the day as properties tell it."""
        told = (self.title, self.author, self.keywords, self.requests, self.questions, self.parties, self.respondent)
        return (*told, self.footer, f"{self.created:%Y-%m-%dT%H:%M:%SZ}")


def head_of(view: ProviderView) -> Head:
    contract = f"contrat « {view.contract.title} »"
    return Head(
        title=f"Suivi des demandes – {view.provider.name}"[:255],
        author=view.practice.name[:255],
        keywords=keywords(view.mark),
        requests=f"Demandes – {contract}",
        questions=f"Questions et preuves – {contract}",
        parties=f"{view.practice.name} / {view.provider.name} – {view.day}",
        respondent=f"Réponse donnée pour {view.provider.name}",
        footer=_footer_text(view.reference),
        created=datetime(view.iso_day.year, view.iso_day.month, view.iso_day.day),
    )


def tables_of(view: ProviderView) -> tuple[Table, Table]:
    requests = [_line(REQUESTS, _request_row(request, view)) for request in view.requests]
    return Table(HEAD_ROW, requests), Table(HEAD_ROW, [_line(QUESTIONS, row) for row in _question_rows(view)])


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


def _question_rows(view: ProviderView) -> list[list[Value]]:
    asked = [[fields.NATURES[0], item.number, item.title, item.question] for item in view.questions]
    proofs = [[fields.NATURES[1], item.number, item.title, item.expected] for item in view.proofs]
    return [[*cells, STATUSES[0], view.reply_by_iso, ""] for cells in (*asked, *proofs)]


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
