"""The sheets « Prestataires » and « Écarts fréquents »."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from clausier.batch.report_files.figures import Figures, gaps_by_category, legal_gaps, tally
from clausier.batch.report_files.formats import Formats
from clausier.french import counted, long_date
from clausier.model.batch import BatchHead, BatchRow, Status
from clausier.model.library import Library
from clausier.model.verdict import GAPS, Verdict
from clausier.office.excel.looks import TALLEST, Column, TypeSize
from clausier.office.palette import BAR_IN_CELL, hashed

HEAD_ROW = 3
LONGEST_TEXT = 32_000
TYPE = TypeSize(9, 1.15, 11.8, 4)
A3, A4 = 8, 9


Value = str | int | None
BEFORE = (
    Column("N°", 5, "count"),
    Column("Prestataire", 24, "strong"),
)
COUNTED = (
    Column("Contrat", 22),
    Column("État", 9),
    Column("Score", 7, "share"),
    Column("Écarts", 7, "count"),
    Column("dont légaux", 7.5, "count"),
    Column("À vérifier", 8, "count"),
    Column("Conformes", 9.5, "count"),
    Column("Sans objet", 7, "count"),
)
AFTER = (
    Column("Fichiers", 24),
    Column("Répertoire", 18),
    Column("Dossier", 18),
    Column("Erreurs et avertissements", 46),
)


def providers(book: Any, formats: Formats, head: BatchHead, found: Figures, rows: Iterable[BatchRow]) -> None:
    """A row for each provider, faulty ones too."""
    library = found.library
    titles = [Column(f"{category.number}. {category.title}", 4.6, "count") for category in library.categories]
    columns = (*BEFORE, Column(library.client.defined().noun, 20), *COUNTED, *titles, *AFTER)
    sheet = _sheet(book, formats, "Prestataires", f"Suivi du lot au {long_date(head.day)}", _told(head, found), columns)
    last = HEAD_ROW
    for last, row in enumerate(rows, start=HEAD_ROW + 1):
        _write(sheet, formats, last, columns, _provider(library, row, last - HEAD_ROW))
        if row.failed:
            sheet.write_string(last, 4, row.status.value, formats.alarm)
    _finish(sheet, last, len(columns), A3)


def _told(head: BatchHead, found: Figures) -> str:
    states = (
        counted(found.providers, "dossier", "dossiers"),
        counted(found.states[Status.MADE], "produit", "produits"),
        f"{found.states[Status.CURRENT]} à jour",
        f"{found.states[Status.FAILED]} en erreur",
        *([counted(found.left, "déjà envoyé", "déjà envoyés")] if found.left else []),
    )
    asked = f"Interne – ne pas transmettre. Position {head.position.value}."
    gaps = "Les colonnes numérotées comptent les écarts par catégorie."
    return f"{asked} {', '.join(states)} ; lot {head.state.value}. {gaps}"


def _provider(library: Library, row: BatchRow, number: int) -> list[Value]:
    remarks = "\n".join((*row.problems, *row.warnings))
    identity: list[Value] = [number, row.provider or row.place, row.practice, row.contract, row.status.value]
    last: list[Value] = [", ".join(name.rpartition(".")[0] for name in row.files), row.folder, row.id, remarks]
    if row.failed:
        return [*identity, *[None] * (6 + len(library.categories)), *last]
    total, gaps = tally(library, row), gaps_by_category(library, row)
    counts: list[Value] = [
        "–" if total.score is None else total.score,
        total.gaps,
        legal_gaps(library, row),
        total.to_check,
        total.conforming,
        total.not_applicable,
    ]
    return [*identity, *counts, *(gaps[category.number] for category in library.categories), *last]


def frequent(book: Any, formats: Formats, found: Figures) -> None:
    """The points with gaps, the most frequent first."""
    columns = (
        Column("Réf.", 6, "strong"),
        Column("Point", 62),
        Column("Catégorie", 34),
        Column("Écarts", 8, "count"),
        Column("Part des contrats concernés", 13, "share"),
        *(Column(found.library.formulas.verdicts[verdict].capitalize(), 11.5, "count") for verdict in GAPS),
        Column("dont légaux", 8, "count"),
        Column("À vérifier", 8, "count"),
    )
    note = "Part : écarts parmi les contrats que le point concerne. Le plus fréquent en premier."
    sheet = _sheet(book, formats, "Écarts fréquents", "Les écarts les plus fréquents", note, columns)
    titles = {category.number: f"{category.number}. {category.title}" for category in found.library.categories}
    last = HEAD_ROW
    for last, one in enumerate(found.frequent(), start=HEAD_ROW + 1):
        share = one.gaps * 100 // one.applicable
        counts = [one.verdicts[verdict] for verdict in GAPS]
        point: list[Value] = [one.point.number, one.point.title, titles[one.point.category], one.gaps, share]
        _write(sheet, formats, last, columns, [*point, *counts, one.legal, one.verdicts[Verdict.TO_CHECK]])
    bars = {"type": "data_bar", "bar_color": hashed(BAR_IN_CELL), "min_type": "num", "min_value": 0}
    if last > HEAD_ROW:
        sheet.conditional_format(HEAD_ROW + 1, 4, last, 4, {**bars, "max_type": "num", "max_value": 100})
    _finish(sheet, last, len(columns), A4)


def _sheet(book: Any, formats: Formats, name: str, title: str, note: str, columns: Sequence[Column]) -> Any:
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    for rank, column in enumerate(columns):
        sheet.set_column(rank, rank, column.width)
    sheet.set_row(0, 22)
    sheet.write_string(0, 0, title, formats.title)
    sheet.write_string(1, 0, note, formats.note)
    sheet.set_row(HEAD_ROW, 190 if any(column.width < 5 and "." in column.title for column in columns) else 38)
    for rank, column in enumerate(columns):
        upright = column.width < 5 and "." in column.title
        sheet.write_string(HEAD_ROW, rank, column.title, formats.upright if upright else formats.head)
    return sheet


def _write(sheet: Any, formats: Formats, line: int, columns: Sequence[Column], values: Sequence[Value]) -> None:
    sheet.set_row(line, _height(columns, values))
    for rank, (column, value) in enumerate(zip(columns, values, strict=True)):
        format = getattr(formats, column.format)
        if isinstance(value, int):
            sheet.write_number(line, rank, value, format)
        elif value:
            sheet.write_string(line, rank, value[:LONGEST_TEXT], format)
        else:
            sheet.write_blank(line, rank, None, format)


def _height(columns: Sequence[Column], values: Sequence[Value]) -> float:
    cells = zip(columns, values, strict=True)
    return min(TALLEST, TYPE.tallest((value, column.width) for column, value in cells if isinstance(value, str)))


def _finish(sheet: Any, last: int, width: int, paper: int) -> None:
    sheet.autofilter(HEAD_ROW, 0, max(last, HEAD_ROW + 1), width - 1)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&8Interne – ne pas transmettre&R&8Page &P sur &N")
